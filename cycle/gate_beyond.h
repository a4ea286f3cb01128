// Clauses of the gate about more than the cycle's own record: time, the cycles before, people.
#pragma once

#include <vector>

#include "cycle/gate.h"

namespace tieout::cycle {

// What the clause about sign-offs is called.
inline constexpr const char* signatures_clause = "signed off by";

// Those that the policy asks for.
void add_clauses_beyond(const rules::CycleRecord& record, const rules::Policy& policy,
                        const GateFacts& facts, std::vector<rules::GateClause>& clauses);

}  // namespace tieout::cycle
