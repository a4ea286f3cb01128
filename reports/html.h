// One self-contained page for the finance director, the billing engineer and the auditor. Its
// scripts are its own and stand in it, named by their digests in its policy; without them it says
// the same. No request; the same record gives the same bytes.
#pragma once

#include <string>

#include "reports/personal.h"
#include "rules/record.h"

namespace tieout::reports {

std::string html(const rules::CycleRecord& record, Personal personal = Personal::masked);

}  // namespace tieout::reports
