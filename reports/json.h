// The record as docs/schema/report.json says, masked or not.
#pragma once

#include <string>

#include "reports/personal.h"
#include "rules/record.h"

namespace tieout::reports {

std::string json(const rules::CycleRecord& record, Personal personal = Personal::masked);

}  // namespace tieout::reports
