// JUnit XML for CI: each tie, rule, constraint and group of witnesses is a test case. A finding of severity error is a
// failure; what was not looked at is an error, never a pass and never a skip. Values of customers are not in it.
#pragma once

#include <string>

#include "rules/record.h"

namespace tieout::reports {

std::string junit(const rules::CycleRecord& record);

}  // namespace tieout::reports
