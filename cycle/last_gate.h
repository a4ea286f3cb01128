// The gate as it stands now: the ledger's last cycle, judged under the project's policy.
#pragma once

#include <string>

#include "cycle/gate.h"
#include "cycle/ledger.h"
#include "rules/project.h"

namespace tieout::cycle {

struct LastGate {
    rules::CycleRecord record;  // with its digest
    GateFacts facts;
    rules::GateResult gate;
    bool killed = false;  // a later cycle began and never ended: the gate is shut
};

// `now`: UTC, RFC 3339. Throws Error(Fault::usage) where no cycle has ended.
LastGate judge_last(const Ledger& ledger, const rules::Project& project, const std::string& now);
// Whether nothing but signatures is missing, or nothing at all.
bool lacks_signatures_alone(const rules::GateResult& gate);
// The last cycle that ended, with its digest. Throws Error(Fault::usage) where there is none.
rules::CycleRecord last_cycle(const Ledger& ledger, const rules::Project& project);

}  // namespace tieout::cycle
