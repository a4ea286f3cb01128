// Waivers laid over the findings of a cycle. Nothing is hidden: a waived finding stays in the
// record and says by whom it was accepted; it only counts no more.
#pragma once

#include <vector>

#include "rules/record.h"
#include "rules/waiver.h"

namespace tieout::cycle {

// Fills record.waivers, one result a waiver, and `waived` of the findings that are covered. The day
// that counts is the one on which the cycle started (UTC).
void apply_waivers(const std::vector<rules::Waiver>& waivers, rules::CycleRecord& record);

}  // namespace tieout::cycle
