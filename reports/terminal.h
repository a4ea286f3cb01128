// The few lines that a command prints when it is done: verdict, ties, what to fix first.
#pragma once

#include <string>

#include "rules/record.h"

namespace tieout::reports {

enum class Colour { plain, ansi };  // the caller asks the terminal and NO_COLOR

std::string terminal(const rules::CycleRecord& record, Colour colour = Colour::plain);

}  // namespace tieout::reports
