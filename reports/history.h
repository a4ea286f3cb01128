// The cycles of a ledger, and what two of them say otherwise, in lines for a terminal.
#pragma once

#include <string>
#include <vector>

#include "reports/cycle_line.h"
#include "reports/paint.h"
#include "rules/finding_life.h"

namespace tieout::reports {

// A table, oldest first, and below it how errors went.
std::string history_text(const std::vector<CycleLine>& oldest_first, Colour colour);
// Worse things first: what is new, what grew, what shrank, what is gone.
std::string diff_text(const std::vector<rules::FindingChange>& changes, int before, int after,
                      Colour colour);

}  // namespace tieout::reports
