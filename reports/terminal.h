// The few lines that a command prints when it is done: verdict, ties, what to fix first.
#pragma once

#include <string>

#include "reports/paint.h"
#include "rules/record.h"

namespace tieout::reports {

std::string terminal(const rules::CycleRecord& record, Colour colour = Colour::plain);

}  // namespace tieout::reports
