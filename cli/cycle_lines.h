// The lines of a ledger as reports list them.
#pragma once

#include <filesystem>
#include <vector>

#include "cycle/ledger.h"
#include "reports/cycle_line.h"

namespace tieout::cli {

// Oldest first; a report is linked where it stands in `root`, the state folder.
std::vector<reports::CycleLine> cycle_lines(const cycle::Ledger& ledger,
                                            const std::filesystem::path& root);

}  // namespace tieout::cli
