// May we cut over? One answer, decided by a written policy.
#pragma once

#include "rules/project.h"
#include "rules/record.h"

namespace tieout::cycle {

// Judges a cycle clause by clause; every clause is listed with its figure, whether it holds or not.
// `profile` is the one that was asked for: a rehearsal never opens the gate of the final profile.
// `today`: YYYY-MM-DD, for waivers that have expired since the cycle.
rules::GateResult judge(const rules::CycleRecord& record, const rules::Policy& policy,
                        const std::string& profile, const std::string& today);

}  // namespace tieout::cycle
