// What both sides will bill, for the records of records.h.
#pragma once

#include "rules/forecast_result.h"

namespace tieout::reports::tests {

// Twelve months in which both sides bill the same, but for what is added.
rules::ForecastResult forecast();
// 18,930.00 too much at once, of renewals that are long past.
rules::ForecastResult stale_forecast();

}  // namespace tieout::reports::tests
