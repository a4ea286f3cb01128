#include "verify/target_state.h"

#include <fmt/format.h>

#include <set>

#include "base/error.h"
#include "verify/constraint_questions.h"
#include "verify/expected_constraints.h"

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
