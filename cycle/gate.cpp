#include "cycle/gate.h"

#include <fmt/format.h>

#include <algorithm>

#include "cycle/gate_beyond.h"
#include "cycle/gate_words.h"
#include "cycle/record_digest.h"

namespace tieout::cycle {
namespace {

using rules::CycleRecord;
using rules::GateClause;
using rules::Policy;
using rules::Severity;

std::string day_of(const std::string& moment) {
    return moment.substr(0, std::size("YYYY-MM-DD") - 1);
}

std::uint64_t findings_of(const CycleRecord& record, Severity severity) {
    const auto is_so = [&](const rules::Finding& finding) {
        return finding.severity == severity && finding.waived.empty();
    };
    return static_cast<std::uint64_t>(
        std::count_if(record.findings.begin(), record.findings.end(), is_so));
}

GateClause at_most(std::string clause, std::uint64_t figure, std::uint64_t limit) {
    const std::string wanted =
        limit == UINT64_MAX ? "any number" : fmt::format("at most {}", limit);
    return {std::move(clause), std::to_string(figure), wanted, figure <= limit};
}

// Rows and money of findings of severity error, those that are waived or those that are not.
struct Extent {
    std::uint64_t rows = 0;
    Decimal money;
};

Extent extent_of_errors(const CycleRecord& record, bool waived) {
    Extent extent;
    for (const rules::Finding& finding : record.findings) {
        if (finding.severity != Severity::error || finding.waived.empty() == waived) continue;
        extent.rows += finding.count == 0 ? 1 : finding.count;  // about the whole: one thing
        if (finding.amount)
            extent.money += finding.amount->is_negative() ? -*finding.amount : *finding.amount;
    }
    return extent;
}

void add_extent(const char* of, const Extent& extent, std::optional<std::uint64_t> max_rows,
                const std::optional<Decimal>& max_money, const std::string& currency,
                std::vector<GateClause>& clauses) {
    if (max_rows) clauses.push_back(at_most(fmt::format("rows of {}", of), extent.rows, *max_rows));
    if (max_money)
        clauses.push_back({fmt::format("money of {}", of),
                           fmt::format("{} {}", extent.money.text(), currency),
                           "at most " + max_money->text(), extent.money <= *max_money});
}

void add_quarantine(const CycleRecord& record, const Policy& policy,
                    std::vector<GateClause>& clauses) {
    clauses.push_back(at_most("rows in quarantine", record.quarantined, policy.max_quarantined));
    for (const auto& [table, most] : policy.max_quarantined_of) {
        std::uint64_t rows = 0;
        bool is_there = false;
        for (const rules::LoadResult& load : record.loads) {
            if (load.table != table) continue;
            is_there = true;
            rows += load.quarantined;
        }
        clauses.push_back(at_most("rows in quarantine of " + table, rows, most));
        // A limit on a table that nothing was loaded into is a slip of the pen.
        if (is_there) continue;
        clauses.back().figure = "no such table was loaded";
        clauses.back().holds = false;
    }
}

// Whoever changes what a cycle said, in the ledger, changes its digest.
GateClause as_it_was_written(const CycleRecord& record) {
    const bool same = digest_of(record) == record.digest;
    return {"the record as the cycle wrote it", same ? "yes" : "changed since", "yes", same};
}

// A policy may name a profile of its own: it narrows what is asked for, and never widens it.
GateClause right_profile(const CycleRecord& record, const Policy& policy,
                         const std::string& profile) {
    const bool narrows = !policy.profile.empty() && policy.profile != profile;
    return {"profile of the cycle", record.profile,
            narrows ? profile + ", and the policy wants " + policy.profile : profile,
            record.profile == profile && !narrows};
}

GateClause whole_cycle(const CycleRecord& record) {
    std::string missing;
    for (const char* stage : {"preflight", "migrate", "verify"}) {
        const auto ran = [&](const rules::StageResult& result) {
            return result.stage == stage && result.status == "done";
        };
        if (std::none_of(record.stages.begin(), record.stages.end(), ran))
            missing += (missing.empty() ? "" : ", ") + std::string(stage) + " missing";
    }
    return {"stages", missing.empty() ? "all done" : missing, "preflight, migrate, verify done",
            missing.empty()};
}

GateClause everything_looked_at(const CycleRecord& record) {
    const auto skipped = std::count_if(record.ties.begin(), record.ties.end(),
                                       [](const auto& tie) { return !tie.not_looked.empty(); });
    const auto findings = std::count_if(
        record.findings.begin(), record.findings.end(),
        [](const auto& finding) { return finding.kind == rules::FindingKind::not_looked; });
    const auto all = std::max(skipped, findings);
    return {"ties and rules not looked at", std::to_string(all), "0",
            all == 0 && record.verdict != rules::Verdict::incomplete};
}

GateClause rows_compared(const CycleRecord& record, std::uint64_t wanted) {
    std::uint64_t rows = 0;
    for (const rules::TieResult& tie : record.ties)
        rows += tie.equal + tie.changed;
    return {"rows compared", std::to_string(rows), fmt::format("at least {}", wanted),
            rows >= wanted};
}

// A pack without a forecast has no such clause; one that could not be asked does not hold.
void add_forecast(const CycleRecord& record, std::uint64_t limit,
                  std::vector<GateClause>& clauses) {
    if (!record.forecast) return;
    const rules::ForecastResult& forecast = *record.forecast;
    GateClause clause =
        at_most("forecast differs by, in months of clients", forecast.differs, limit);
    if (!forecast.not_looked.empty()) {
        clause.figure = "not known";
        clause.holds = false;
    }
    clauses.push_back(std::move(clause));
}

std::string fact(const rules::SideFacts& side, const std::string& name) {
    for (const auto& [key, value] : side.facts)
        if (key == name) return value;
    return "";
}

// What an expired or outgrown waiver covers counts again as a finding; that it does not hold is
// said all the same, for a warning would shut no gate.
GateClause waivers_hold(const CycleRecord& record, const std::string& today) {
    std::string names;
    std::size_t wrong = 0;
    for (const rules::WaiverResult& waiver : record.waivers) {
        const bool used = waiver.state == rules::WaiverState::used;
        const bool over = used && today > waiver.until;
        if (waiver.state == rules::WaiverState::unused || (used && !over)) continue;
        names += fmt::format("{}{} {}", wrong++ == 0 ? "" : ", ", waiver.where,
                             over ? "expired since" : rules::name(waiver.state));
    }
    const std::string figure = count_and_names(wrong, names);
    return {"waivers expired or outgrown", figure, "0", wrong == 0};
}

// "2: client_info.new_column, client_info.other": which they are is what one needs to know.
template <class Columns>
GateClause coverage_known(const char* clause, const Columns& columns) {
    std::string names;
    std::size_t unknown = 0;
    for (const auto& column : columns) {
        if (column.fate != "unknown") continue;
        names += (unknown++ == 0 ? "" : ", ") + column.column;
    }
    const std::string figure = count_and_names(unknown, names);
    return {clause, figure, "0", unknown == 0};
}

// Each source row was left out on purpose, or it became rows that were written or refused: once.
bool adds_up(const rules::LoadResult& load) {
    return load.produced == load.written + load.quarantined && load.left_out <= load.read &&
           load.produced >= load.read - load.left_out;
}

// The verifier's own count: what both sides have of a tie is the same number of rows. A key that
// stands twice is a finding of its own.
bool adds_up(const rules::TieResult& tie) {
    return !tie.not_looked.empty() || tie.duplicate > 0 ||
           (tie.source_rows - tie.missing == tie.target_rows - tie.extra &&
            tie.source_rows - tie.missing == tie.equal + tie.changed);
}

GateClause rows_accounted_for(const CycleRecord& record) {
    std::string names;
    std::size_t wrong = 0;
    for (const rules::LoadResult& load : record.loads)
        if (!adds_up(load)) names += (wrong++ == 0 ? "" : ", ") + load.table;
    for (const rules::TieResult& tie : record.ties)
        if (!adds_up(tie)) names += (wrong++ == 0 ? "" : ", ") + tie.tie;
    const std::string figure = count_and_names(wrong, names);
    return {"tables and ties whose rows do not add up", figure, "0", wrong == 0};
}

GateClause verifier_cannot_write(const CycleRecord& record) {
    const std::string clause = "the role that verified can write to the target";
    if (record.target.facts.empty()) return {clause, "not known", "no", false};
    const std::string may = fact(record.target, "may_write");
    return {clause, may.empty() ? "no" : "yes: " + first_three(may), "no", may.empty()};
}

GateClause one_moment(const CycleRecord& record) {
    std::string tables = fact(record.source, "inconsistent_tables");
    const std::string elsewhere = fact(record.source, "tables_elsewhere");
    if (!elsewhere.empty() && fact(record.source, "locked").empty())
        tables += (tables.empty() ? "" : ", ") + elsewhere;
    return {"source tables without one consistent view",
            tables.empty() ? "none" : first_three(tables), "none", tables.empty()};
}

// A verification that was resumed may speak of rows that have changed since.
GateClause nothing_older(const CycleRecord& record) {
    std::string names;
    std::size_t older = 0;
    for (const rules::TieResult& tie : record.ties)
        if (!tie.older_moment.empty()) names += (older++ == 0 ? "" : ", ") + tie.tie;
    const std::string figure = count_and_names(older, names);
    return {"ties that speak of an older moment", figure, "0", older == 0};
}

// Real customers are not served from a rehearsal's target.
GateClause not_defanged(const CycleRecord& record) {
    const std::string says = fact(record.target, "defanged");
    const std::string figure = record.target.facts.empty() ? "not known"
                               : says.empty()              ? "no"
                                                           : says;
    return {"the target is defanged", figure, "no", figure == "no"};
}

}  // namespace

rules::GateResult judge(const CycleRecord& record, const Policy& policy, const std::string& profile,
                        const GateFacts& facts) {
    rules::GateResult gate;
    gate.profile = profile;
    gate.clauses.push_back(right_profile(record, policy, profile));
    if (!record.digest.empty()) gate.clauses.push_back(as_it_was_written(record));
    gate.clauses.push_back(whole_cycle(record));
    gate.clauses.push_back(at_most("findings of severity error",
                                   findings_of(record, Severity::error), policy.max_errors));
    gate.clauses.push_back(at_most("findings of severity warning",
                                   findings_of(record, Severity::warning), policy.max_warnings));
    add_extent("those errors", extent_of_errors(record, false), policy.max_error_rows,
               policy.max_error_money, record.currency, gate.clauses);
    add_extent("waived errors", extent_of_errors(record, true), policy.max_waived_rows,
               policy.max_waived_money, record.currency, gate.clauses);
    add_quarantine(record, policy, gate.clauses);
    gate.clauses.push_back(rows_compared(record, policy.min_rows));
    if (!record.waivers.empty()) gate.clauses.push_back(waivers_hold(record, day_of(facts.now)));
    add_forecast(record, policy.max_forecast_differs, gate.clauses);
    gate.clauses.push_back(rows_accounted_for(record));
    if (policy.require_complete) gate.clauses.push_back(everything_looked_at(record));
    if (policy.require_coverage) {
        gate.clauses.push_back(coverage_known("source columns of unknown fate", record.coverage));
        gate.clauses.push_back(
            coverage_known("target columns of unknown fate", record.target_coverage));
    }
    if (policy.require_read_only_verifier) gate.clauses.push_back(verifier_cannot_write(record));
    if (policy.require_consistent_snapshot) gate.clauses.push_back(one_moment(record));
    if (profile == "final") {
        gate.clauses.push_back(not_defanged(record));
        gate.clauses.push_back(nothing_older(record));
    }
    add_clauses_beyond(record, policy, facts, gate.clauses);
    gate.open = std::all_of(gate.clauses.begin(), gate.clauses.end(),
                            [](const GateClause& clause) { return clause.holds; });
    return gate;
}

}  // namespace tieout::cycle
