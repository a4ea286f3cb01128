// Where the periods of the books end: months of the fiscal year, its quarters, the year itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"

namespace tieout::cutover {

struct PeriodEnd {
    // A later one is a stronger reason to cut over behind it: fewer books are cut in two.
    enum class Of { month, quarter, year };
    Of of = Of::month;
    Date first_day, last_day;  // of the period; of a year's end, of the whole year
};
const char* name(PeriodEnd::Of of);

// Those whose last day is one of `from` to `until`, in order. `fiscal_year_starts`: "MM-DD"; a
// period begins on that day of each month, or on its last where the month has fewer.
std::vector<PeriodEnd> period_ends(Date from, Date until, const std::string& fiscal_year_starts);

// The period whose end is at most three days before `day`: its books are whole then. The latest.
std::optional<PeriodEnd> period_just_ended(Date day, const std::string& fiscal_year_starts);

}  // namespace tieout::cutover
