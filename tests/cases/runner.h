// Runs one case on one pair of engines.
#pragma once

#include <string>
#include <vector>

#include "tests/cases/case.h"

namespace tieout::tests {

// Sentences "file:line: …", one for each expectation that was not met, and what the program
// printed; empty: the case holds. `folder` is where the case's file and its fixtures are.
std::vector<std::string> run_case(const Case& test, const Engines& engines,
                                  const std::string& folder);

}  // namespace tieout::tests
