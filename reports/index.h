// index.html of the state folder: the cycles, newest first, and where it goes.
#pragma once

#include <string>
#include <vector>

#include "reports/cycle_line.h"

namespace tieout::reports {

std::string index_html(const std::vector<CycleLine>& oldest_first);

}  // namespace tieout::reports
