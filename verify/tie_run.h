// Looks at one tie: both sides are read at once, matched, summed, and held against the servers' own
// counts.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "db/session.h"
#include "rules/finding_log.h"
#include "rules/record.h"
#include "verify/outcomes.h"
#include "verify/ranges.h"
#include "verify/route.h"
#include "verify/totals.h"
#include "verify/verification.h"

namespace tieout::verify {

struct TieOutcome {
    rules::TieResult result;
    TotalsOutcome totals;
    rules::FindingLog findings;
    // What both sides sent, and for how long: nothing where servers digested the rows.
    std::uint64_t sent_bytes = 0;
    double sending_s = 0;
};

// `told`: called from this thread with the rows matched so far, now and then. Throws Error where a
// side cannot be looked at, and Error(Fault::interrupted) where `stop` was set.
TieOutcome run_tie(const Tie& tie, const SideSessions& source, const SideSessions& target,
                   const RunFacts& facts, const BrokenKeys& broken, Outcomes& outcomes,
                   const std::atomic<bool>* stop,
                   const std::function<void(std::uint64_t, std::uint64_t)>& told);

}  // namespace tieout::verify
