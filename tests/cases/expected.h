// What a report says, held against what a case expects.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "tests/cases/case.h"

namespace tieout::tests {

// Sentences, one for each thing that is not as expected; empty where all is. `report` is the JSON
// of verify --json. Rows that follow from a row that was expected need no line of their own.
// Notices are asked about by name only.
std::vector<std::string> unmet_findings(const nlohmann::ordered_json& report,
                                        const std::vector<ExpectFinding>& expected,
                                        bool nothing_else);

std::vector<std::string> unmet_figures(const nlohmann::ordered_json& report,
                                       const ExpectTie& expected);

}  // namespace tieout::tests
