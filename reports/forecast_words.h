// The sentences and figures of a forecast that all reports share.
#pragma once

#include <string>

#include "rules/record.h"

namespace tieout::reports {

// "1,234.50": always with cents.
std::string amount_words(const Decimal& amount);
std::string signed_words(const Decimal& amount);    // "+20.00", "-3.50"
std::string month_words(const std::string& month);  // "Jul 2005" of "2005-07"
std::string mode_words(const rules::ForecastResult& forecast);
rules::ForecastMonth all_months(const rules::ForecastResult& forecast);

// Of a record that has a forecast which was looked at.
// "v5 bills what ModernBill v4 means to bill: 2,314 months of clients, equal to the cent."
std::string forecast_headline(const rules::CycleRecord& record);
// "v5 would bill 1,320.00 USD to 3 clients at once, …"; empty: nothing is stale.
std::string at_once_words(const rules::CycleRecord& record);

}  // namespace tieout::reports
