// What became of every column of both sides: the pack's word held against two witnesses.
#pragma once

#include <string>
#include <vector>

#include "rules/record.h"

namespace tieout::cycle {

// Puts the migrator's witness beside the verifier's: a column that the pack calls moved must have
// been read by migrate and compared by verify, else it is `unknown` and the reason says which
// witness is missing.
void add_migrator_witness(std::vector<rules::CoverageResult>& coverage,
                          const std::vector<rules::LoadResult>& loads);
// The same of the target: a column that the pack calls filled must have been written by migrate,
// and one that it leaves empty or to its default must not; what is its own may be
// written or not.
void add_migrator_witness(std::vector<rules::TargetCoverageResult>& coverage,
                          const std::vector<rules::LoadResult>& loads);

}  // namespace tieout::cycle
