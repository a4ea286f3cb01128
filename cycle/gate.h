// May we cut over? One answer, decided by a written policy.
#pragma once

#include <string>
#include <vector>

#include "rules/policy.h"
#include "rules/record.h"
#include "rules/sign_off.h"

namespace tieout::cycle {

// A cycle before the judged one, as far as a policy asks about it.
struct EarlierCycle {
    int number = 0;
    std::string profile, verdict;  // "started": it never ended
    std::string tieout_version, pack_digest, config_digest;
};

// What the gate knows beside the record of the cycle.
struct GateFacts {
    std::string now;                    // UTC, RFC 3339
    std::vector<EarlierCycle> earlier;  // the latest first
    std::vector<rules::SignOff> sign_offs;
};

// Judges a cycle clause by clause; every clause is listed with its figure, whether it holds or not.
// `profile` is the one that was asked for: a rehearsal never opens the gate of the final profile.
rules::GateResult judge(const rules::CycleRecord& record, const rules::Policy& policy,
                        const std::string& profile, const GateFacts& facts);

}  // namespace tieout::cycle
