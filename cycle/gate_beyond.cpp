#include "cycle/gate_beyond.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/calendar.h"
#include "base/quantity.h"

namespace tieout::cycle {
namespace {

using rules::CycleRecord;
using rules::GateClause;
using rules::Policy;

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

// What it says was true when it began to look, not when it had written its report.
GateClause fresh(const CycleRecord& record, const Policy& policy, const GateFacts& facts) {
    using std::chrono::milliseconds;
    const auto began = Instant::parse(record.started_at), now = Instant::parse(facts.now);
    const std::string wanted = "at most " + text(*policy.max_age);
    if (!began || !now) return {"age of the cycle", "not known", wanted, false};
    const milliseconds age{(now->micros - began->micros) / 1000};
    if (age < milliseconds{0}) return {"age of the cycle", "from the future", wanted, false};
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(age);
    return {"age of the cycle", text(milliseconds(minutes)), wanted, age <= *policy.max_age};
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
    return {"signed off by", missing.empty() ? names : "missing: " + missing, wanted,
            missing.empty()};
}

}  // namespace

void add_clauses_beyond(const CycleRecord& record, const Policy& policy, const GateFacts& facts,
                        std::vector<GateClause>& clauses) {
    if (policy.clean_cycles > 0) clauses.push_back(in_a_row(record, policy, facts));
    if (policy.max_age) clauses.push_back(fresh(record, policy, facts));
    if (policy.require_same_set_up) clauses.push_back(same_set_up(record, policy, facts));
    if (!policy.sign_offs.empty()) clauses.push_back(signed_off(record, policy, facts));
}

}  // namespace tieout::cycle
