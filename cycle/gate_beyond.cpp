#include "cycle/gate_beyond.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "base/calendar.h"
#include "base/quantity.h"
#include "cycle/gate_words.h"

namespace tieout::cycle {
namespace {

using rules::CycleRecord;
using rules::GateClause;
using rules::Policy;
using std::chrono::milliseconds;

// A cycle that broke, could not look or never ended ends the row.
GateClause in_a_row(const CycleRecord& record, const Policy& policy, const GateFacts& facts) {
    std::uint64_t row = 0;
    if (record.verdict == rules::Verdict::holds) {
        const auto held = [](const EarlierCycle& cycle) {
            return cycle.verdict == rules::name(rules::Verdict::holds);
        };
        const auto end = std::find_if_not(facts.earlier.begin(), facts.earlier.end(), held);
        row = 1 + static_cast<std::uint64_t>(end - facts.earlier.begin());
    }
    return {"cycles in a row that hold", std::to_string(row),
            fmt::format("at least {}", policy.clean_cycles), row >= policy.clean_cycles};
}

// nullopt: it cannot be said, for one of both is no moment or lies in the future.
std::optional<milliseconds> age_of(const std::string& moment, const GateFacts& facts) {
    const auto then = Instant::parse(moment), now = Instant::parse(facts.now);
    if (!then || !now || *now < *then) return std::nullopt;
    return milliseconds((now->micros - then->micros) / 1000);
}

std::string in_minutes(milliseconds age) {
    return text(milliseconds(std::chrono::duration_cast<std::chrono::minutes>(age)));
}

// What it says was true when it began to look, not when it had written its report.
GateClause fresh(const CycleRecord& record, const Policy& policy, const GateFacts& facts) {
    const auto age = age_of(record.started_at, facts);
    return {"age of the cycle", age ? in_minutes(*age) : "not known, or from the future",
            "at most " + text(*policy.max_age), age && *age <= *policy.max_age};
}

// Each works, or somebody has written down why nobody asks. What was asked long ago says as little
// as an old cycle.
GateClause integrations_work(const CycleRecord& record, const Policy& policy,
                             const GateFacts& facts) {
    GateClause clause{"integrations that fail or have no probe", "never checked", "0", false};
    if (!record.integrations || record.integrations->results.empty()) return clause;
    std::string names;
    std::size_t wrong = 0;
    for (const rules::IntegrationResult& result : record.integrations->results)
        if (!result.is_covered()) names += (wrong++ == 0 ? "" : ", ") + result.name;
    clause.figure = count_and_names(wrong, names);
    clause.holds = wrong == 0;
    if (!policy.max_age) return clause;
    const auto age = age_of(record.integrations->checked_at, facts);
    if (age && *age <= *policy.max_age) return clause;
    clause.figure += age ? fmt::format(", checked {} ago", in_minutes(*age)) : ", checked when?";
    clause.holds = false;
    return clause;
}

std::string what_differs(const CycleRecord& record, const EarlierCycle& before) {
    std::string parts;
    const auto hold = [&](const std::string& now, const std::string& then, const char* part) {
        if (now != then) parts += fmt::format("{}{}", parts.empty() ? "" : ", ", part);
    };
    hold(record.tieout_version, before.tieout_version, "tieout");
    hold(record.pack_digest, before.pack_digest, "pack");
    hold(record.config_digest, before.config_digest, "configuration");
    return parts;
}

// The rehearsals that count are those of the row that the policy asks for, at least one.
GateClause same_set_up(const CycleRecord& record, const Policy& policy, const GateFacts& facts) {
    const std::uint64_t wanted = std::max<std::uint64_t>(policy.clean_cycles, 2) - 1;
    GateClause clause{"set-up beside the rehearsals before", "the same", "the same", true};
    std::uint64_t seen = 0;
    for (const EarlierCycle& before : facts.earlier) {
        if (seen == wanted) break;
        if (before.profile != "rehearsal" || before.verdict == "started") continue;
        ++seen;
        const std::string parts = what_differs(record, before);
        if (parts.empty()) continue;
        clause.figure = fmt::format("not as in cycle {}: {}", before.number, parts);
        clause.holds = false;
        return clause;
    }
    if (seen == wanted) return clause;
    clause.figure = seen == 0 ? "there is none" : fmt::format("only {} of {}", seen, wanted);
    clause.holds = false;
    return clause;
}

// A signature is for what was read: this cycle, and the record as it is.
GateClause signed_off(const CycleRecord& record, const Policy& policy, const GateFacts& facts) {
    std::string names, missing;
    for (const std::string& role : policy.sign_offs) {
        const auto fits = [&](const rules::SignOff& one) {
            return one.role == role && one.cycle == record.number && !record.digest.empty() &&
                   one.digest == record.digest;
        };
        const auto found = std::find_if(facts.sign_offs.begin(), facts.sign_offs.end(), fits);
        if (found == facts.sign_offs.end())
            missing += (missing.empty() ? "" : ", ") + role;
        else
            names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", role, found->who);
    }
    const std::string wanted = fmt::format("{}", fmt::join(policy.sign_offs, ", "));
    return {signatures_clause, missing.empty() ? names : "missing: " + missing, wanted,
            missing.empty()};
}

}  // namespace

void add_clauses_beyond(const CycleRecord& record, const Policy& policy, const GateFacts& facts,
                        std::vector<GateClause>& clauses) {
    if (policy.clean_cycles > 0) clauses.push_back(in_a_row(record, policy, facts));
    if (policy.max_age) clauses.push_back(fresh(record, policy, facts));
    if (policy.require_integrations) clauses.push_back(integrations_work(record, policy, facts));
    if (policy.require_same_set_up) clauses.push_back(same_set_up(record, policy, facts));
    if (!policy.sign_offs.empty()) clauses.push_back(signed_off(record, policy, facts));
}

}  // namespace tieout::cycle
