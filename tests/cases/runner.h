// Runs one case on one pair of engines.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/cases/case.h"
#include "tests/support/process.h"

namespace tieout::tests {

// Told of each command after it has run in `folder`: may run others that change nothing.
using AfterCommand =
    std::function<void(const std::vector<std::string>& words, const std::filesystem::path& folder,
                       const Outcome& outcome)>;

// Sentences "file:line: …", one for each expectation that was not met, and what the program
// printed; empty: the case holds. `folder` is where the case's file and its fixtures are.
std::vector<std::string> run_case(const Case& test, const Engines& engines,
                                  const std::string& folder, const AfterCommand& after = {});

}  // namespace tieout::tests
