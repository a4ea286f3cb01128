// The sheet of the period's end: what the last cycle said of both sides, and room for the night.
#pragma once

#include "cutover/plan.h"
#include "reports/plan_page.h"

namespace tieout::cutover {

// Period, lead and lines. Nothing where there is no window.
void add_period_sheet(const Plan& plan, reports::PlanPage& page);

}  // namespace tieout::cutover
