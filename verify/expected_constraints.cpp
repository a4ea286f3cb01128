#include "verify/expected_constraints.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

namespace tieout::verify {
namespace {

using db::Constraint;
using db::ConstraintKind;
using db::Table;

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

std::vector<const Constraint*> unique_over(const Table& table,
                                           const std::vector<std::string>& wanted) {
    const std::set<std::string> set(wanted.begin(), wanted.end());
    std::vector<const Constraint*> found;
    for (const Constraint& constraint : table.constraints)
        if ((constraint.kind == ConstraintKind::unique ||
             constraint.kind == ConstraintKind::primary_key) &&
            columns_of(table, constraint) == set)
            found.push_back(&constraint);
    return found;
}

bool has(std::string text, std::string_view part) {
    lower(text);
    return text.find(part) != std::string::npos;
}

// By its expression, its type or its collation; what is no text has no case.
bool ignores_case(const Table& table, const std::string& part) {
    const db::TableColumn* column = table.find(part);
    const std::string& sql = column == nullptr ? part : column->generated_as;
    for (const char* fold : {"lower(", "upper(", "lcase(", "ucase("})  // MariaDB prints the latter
        if (has(sql, fold)) return true;
    if (column == nullptr) return has(sql, "nocase");
    return column->type != db::ValueType::text || has(column->declared, "citext") ||
           has(column->collation, "_ci") || has(column->collation, "nocase");
}

bool ignores_case(const Table& table, const Constraint& unique) {
    const auto& parts = unique.expressions.empty() ? unique.columns : unique.expressions;
    return std::all_of(parts.begin(), parts.end(),
                       [&](const std::string& part) { return ignores_case(table, part); });
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
    rules::Finding finding;
    finding.tie = tie.name;
    finding.rule = what;
    finding.table = tie.target.table();
    finding.kind = rules::FindingKind::absent;
    finding.origin = rules::Origin::target;
    finding.title = title;
    finding.advice = "Create it in the target, or take it out of the tie's `expects`.";
    findings.add(finding);
}

bool look_for_unique(const Tie& tie, const Table& table, const std::vector<std::string>& columns,
                     rules::FindingLog& findings) {
    if (!unique_over(table, columns).empty()) return true;
    absent(tie, fmt::format("unique:{}({})", table.name, fmt::join(columns, ",")),
           fmt::format("No unique index over {} ({})", table.name, fmt::join(columns, ", ")),
           findings);
    return false;
}

void look_for_unique_ignoring_case(const Tie& tie, const Table& table,
                                   const std::vector<std::string>& columns,
                                   rules::FindingLog& findings) {
    if (!look_for_unique(tie, table, columns, findings)) return;
    const auto found = unique_over(table, columns);
    if (std::any_of(found.begin(), found.end(),
                    [&](const Constraint* unique) { return ignores_case(table, *unique); }))
        return;
    absent(tie, fmt::format("unique_ignoring_case:{}({})", table.name, fmt::join(columns, ",")),
           fmt::format("The unique index over {} ({}) takes a value in capitals for another one",
                       table.name, fmt::join(columns, ", ")),
           findings);
}

}  // namespace

void look_for_expected(const Tie& tie, const Table& table, rules::FindingLog& findings) {
    for (const auto& columns : tie.expects.unique)
        look_for_unique(tie, table, columns, findings);
    for (const auto& columns : tie.expects.unique_ignoring_case)
        look_for_unique_ignoring_case(tie, table, columns, findings);
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

}  // namespace tieout::verify
