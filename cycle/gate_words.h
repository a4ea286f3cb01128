// How a clause of the gate says what is wrong.
#pragma once

#include <string>

#include "rules/record.h"

namespace tieout::cycle {

// "a, b, c, d, e" → "a, b, c and 2 more": a line is read, not scrolled.
std::string first_three(const std::string& list);

// "0", or "2: a, b".
std::string count_and_names(std::size_t wrong, const std::string& names);

}  // namespace tieout::cycle
