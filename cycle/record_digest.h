// One number for what a cycle found: who signs it off, and the seal of a gate, name it.
#pragma once

#include <string>

#include "rules/record.h"

namespace tieout::cycle {

// SHA-256, 64 hexadecimal digits, over what was looked at and what came of it: set-up and sides,
// ties with their counts and digests, totals, findings, waivers, constraints, loads, coverage. Not
// over samples (so that a masked report has it too), timings, lives, gate, and the digest itself.
std::string digest_of(const rules::CycleRecord& record);

}  // namespace tieout::cycle
