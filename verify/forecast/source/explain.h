// Why one service is billed otherwise than it is meant to be: the flags between the two readings.
#pragma once

#include <vector>

#include "verify/forecast/source/renewals.h"

namespace tieout::verify::forecast::source {

// Empty where the service is billed as one would think. `faithful` and `intended` are its charges;
// where they differ there is at least one flag, and the flags' amounts sum up to the difference
// (but for no_renewal_date and never_renews, whose amount is what nobody bills).
std::vector<Flag> explain(const Subject& subject, const Calendar& calendar, const Charges& faithful,
                          const Charges& intended);

}  // namespace tieout::verify::forecast::source
