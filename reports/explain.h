// One finding of a cycle, whole, for a terminal.
#pragma once

#include <string>

#include "reports/paint.h"
#include "rules/record.h"

namespace tieout::reports {

// What is wrong, since when, the SQL that reads both sides, rows side by side, and the ways out.
// `finding` is one of the record's; `member`: its sample of that id alone, empty: all samples.
std::string explain_text(const rules::CycleRecord& record, const rules::Finding& finding,
                         const std::string& member, Colour colour);

}  // namespace tieout::reports
