// The plan as people read it, once for all its forms.
#pragma once

#include <vector>

#include "cutover/calendar.h"
#include "cutover/plan.h"
#include "reports/plan_page.h"

namespace tieout::cutover {

reports::PlanPage page_of(const Plan& plan);
// Empty where there is no window.
std::vector<CalendarEvent> calendar_of(const Plan& plan);

// "2 blockers stand", "3 blockers are not known", "Nothing is in the way".
std::string standing_words(const Plan& plan);
std::string headline_of(const Plan& plan);

}  // namespace tieout::cutover
