#include "verify/target_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "base/error.h"
#include "verify/constraint_questions.h"

namespace tieout::verify {
namespace {

using db::Constraint;
using db::ConstraintKind;
using db::Table;

rules::Finding of_target(const Tie& tie, const std::string& rule, rules::FindingKind kind,
                         const std::string& title, const std::string& advice) {
    rules::Finding finding;
    finding.tie = tie.name;
    finding.rule = rule;
    finding.table = tie.target.table();
    finding.kind = kind;
    finding.origin = rules::Origin::target;
    finding.title = title;
    finding.advice = advice;
    return finding;
}

void look_at_constraints(const Tie& tie, const Table& table, rules::FindingLog& findings) {
    for (const Constraint& constraint : table.constraints)
        if (!constraint.enforced)
            findings.add(of_target(tie, rule_name(table, constraint),
                                   rules::FindingKind::not_enforced,
                                   fmt::format("{} of {} is present but does not hold its rows: {}",
                                               constraint.name, table.name, constraint.why_not),
                                   "Validate or enable it in the target."));
}

// ---- what the pack expects ----

void lower(std::string& text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
}

// The columns that a part of an index speaks of: itself, or those inside its expression, through
// generated columns. A partial index speaks of its predicate's columns too: MySQL has the predicate
// inside a generated column, so that the three engines name the same set.
void add_columns(const Table& table, const std::string& part, std::set<std::string>& columns) {
    const db::TableColumn* own = table.find(part);
    if (own != nullptr && !own->generated) {
        columns.insert(own->name);
        return;
    }
    std::string sql = own != nullptr ? own->generated_as : part;
    std::string word;
    sql += ' ';
    for (const char c : sql) {
        if (std::isalnum(static_cast<unsigned char>(c)) || c == '_') {
            word += c;
            continue;
        }
        if (const auto* column = word.empty() ? nullptr : table.find(word);
            column != nullptr && column->name != part)
            columns.insert(column->name);
        word.clear();
    }
}

std::set<std::string> columns_of(const Table& table, const Constraint& constraint) {
    std::set<std::string> columns;
    const auto& parts =
        constraint.expressions.empty() ? constraint.columns : constraint.expressions;
    for (const std::string& part : parts)
        add_columns(table, part, columns);
    if (!constraint.predicate.empty()) add_columns(table, constraint.predicate, columns);
    return columns;
}

bool has_unique(const Table& table, const std::vector<std::string>& wanted) {
    const std::set<std::string> set(wanted.begin(), wanted.end());
    return std::any_of(table.constraints.begin(), table.constraints.end(),
                       [&](const Constraint& constraint) {
                           return (constraint.kind == ConstraintKind::unique ||
                                   constraint.kind == ConstraintKind::primary_key) &&
                                  columns_of(table, constraint) == set;
                       });
}

bool has_foreign_key(const Table& table, const std::string& column, const std::string& parent) {
    return std::any_of(
        table.constraints.begin(), table.constraints.end(), [&](const Constraint& constraint) {
            const auto& columns = constraint.columns;
            return constraint.kind == ConstraintKind::foreign_key &&
                   constraint.parent_table == parent &&
                   std::find(columns.begin(), columns.end(), column) != columns.end();
        });
}

bool has_check(const Table& table, std::string name) {
    lower(name);
    return std::any_of(table.constraints.begin(), table.constraints.end(),
                       [&](const Constraint& constraint) {
                           std::string own = constraint.name;
                           lower(own);
                           return constraint.kind == ConstraintKind::check && own == name;
                       });
}

void absent(const Tie& tie, const std::string& what, const std::string& title,
            rules::FindingLog& findings) {
    findings.add(of_target(tie, what, rules::FindingKind::absent, title,
                           "Create it in the target, or take it out of the tie's `expects`."));
}

void look_for_expected(const Tie& tie, const Table& table, rules::FindingLog& findings) {
    for (const auto& columns : tie.expects.unique)
        if (!has_unique(table, columns))
            absent(
                tie, fmt::format("unique:{}({})", table.name, fmt::join(columns, ",")),
                fmt::format("No unique index over {} ({})", table.name, fmt::join(columns, ", ")),
                findings);
    for (const auto& [column, parent] : tie.expects.foreign_keys)
        if (!has_foreign_key(table, column, parent))
            absent(tie, fmt::format("foreign_key:{}({})", table.name, column),
                   fmt::format("No foreign key from {}.{} to {}", table.name, column, parent),
                   findings);
    for (const std::string& name : tie.expects.not_null) {
        const db::TableColumn* column = table.find(name);
        if (column == nullptr || column->nullable)
            absent(tie, fmt::format("not_null:{}.{}", table.name, name),
                   fmt::format("{}.{} may be NULL", table.name, name), findings);
    }
    for (const std::string& name : tie.expects.checks)
        if (!has_check(table, name))
            absent(tie, fmt::format("check:{}.{}", table.name, name),
                   fmt::format("No CHECK {} on {}", name, table.name), findings);
}

// ---- sequences ----

void cannot_see(const Tie& tie, const std::string& rule, const db::Sequence& sequence,
                rules::FindingLog& findings) {
    auto finding =
        of_target(tie, rule, rules::FindingKind::sequence,
                  fmt::format("What {} gives next cannot be seen by this role", sequence.name),
                  "Grant SELECT on the sequence to the role that verifies.");
    finding.severity = rules::Severity::warning;
    findings.add(finding);
}

void look_at_sequence(const Tie& tie, const Table& table, const db::Sequence& sequence,
                      db::Session& target, rules::FindingLog& findings) {
    const std::string rule = fmt::format("sequence:{}.{}", table.name, sequence.column);
    const auto result = target.query(fmt::format(
        "select max({}) from {}", target.quote(sequence.column), target.quote(table.name)));
    if (result.rows.empty() || !result.rows[0][0]) return;
    const std::string greatest = *result.rows[0][0];
    if (!sequence.next) {
        cannot_see(tie, rule, sequence, findings);
        return;
    }
    const auto number = Decimal::parse(greatest);
    if (!number || Decimal::of(*sequence.next) > *number) return;
    findings.add(of_target(tie, rule, rules::FindingKind::sequence,
                           fmt::format("{} would give {}, but {} already reaches {}", sequence.name,
                                       *sequence.next, table.name, greatest),
                           "Set the sequence behind the table's greatest id."));
}

void look_at_sequences(const Tie& tie, const Table& table, db::Session& target,
                       rules::FindingLog& findings) {
    for (const db::Sequence& sequence : table.sequences) {
        try {
            look_at_sequence(tie, table, sequence, target, findings);
        } catch (const Error& error) {
            if (error.fault() == Fault::connection || error.fault() == Fault::interrupted) throw;
            findings.add(of_target(tie, fmt::format("sequence:{}.{}", table.name, sequence.column),
                                   rules::FindingKind::not_looked,
                                   fmt::format("{} could not be asked for its greatest {}: {}",
                                               table.name, sequence.column, error.what()),
                                   "Grant SELECT on the table to the role that verifies."));
        }
    }
}

}  // namespace

void look_at_target(const Ties& ties, db::Session& target, rules::FindingLog& findings) {
    std::set<std::string> seen;
    for (const Tie& tie : ties.ties) {
        const Table* table = target.catalogue().find(tie.target.table());
        if (table == nullptr || !seen.insert(table->name).second) continue;
        look_at_constraints(tie, *table, findings);
        look_for_expected(tie, *table, findings);
        look_at_sequences(tie, *table, target, findings);
    }
}

}  // namespace tieout::verify
