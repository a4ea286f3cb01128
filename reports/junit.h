// JUnit XML for CI: each tie, rule, constraint, group of witnesses and stage is a test case. A
// finding of severity error is a failure; a tie, rule or stage that was not looked at is an error,
// never a pass. A constraint that no tie reaches, so that preflight could not ask it, is skipped.
// Values of customers are not in it.
#pragma once

#include <string>

#include "rules/record.h"

namespace tieout::reports {

std::string junit(const rules::CycleRecord& record);

}  // namespace tieout::reports
