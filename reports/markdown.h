// A summary for a ticket or a merge request: the verdict, the sheet, the findings. Values of
// customers are not in it.
#pragma once

#include <string>

#include "rules/record.h"

namespace tieout::reports {

std::string markdown(const rules::CycleRecord& record);

}  // namespace tieout::reports
