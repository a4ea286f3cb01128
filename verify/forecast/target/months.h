// The target's calendar: months that end where they end.
#pragma once

#include "base/calendar.h"
#include "verify/forecast/target/rows.h"

namespace tieout::verify::forecast::target {

// Months since year 0: 2005-01 is 24060.
int month_of(Date day);
int days_in(int month);
// That day of the month, or its last where it has no such day.
Date day_of(int month, int day);

// The beginning of the nth charge after `first`: counted from `first` each time, so that 31
// January, 28 February, 31 March follow each other.
Date step(Date first, const Cycle& cycle, int n);

}  // namespace tieout::verify::forecast::target
