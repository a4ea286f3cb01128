#include "cutover/window_period.h"

#include <algorithm>

#include "base/error.h"

namespace tieout::cutover {
namespace {

struct FiscalStart {
    int month, day;
};

FiscalStart read_start(const std::string& text) {
    const auto day = Date::parse("2001-" + text);
    if (!day) throw Error(Fault::usage, "fiscal_year_starts: found `" + text + "`, expected MM-DD");
    return {day->civil().month, day->civil().day};
}

// Months counted from year 0. The day, or the month's last.
Date day_in_month(int month_count, int day) {
    for (int last = day; last > 28; --last)
        if (const auto found = Date::from_civil(month_count / 12, month_count % 12 + 1, last))
            return *found;
    return *Date::from_civil(month_count / 12, month_count % 12 + 1, std::min(day, 28));
}

PeriodEnd period_before(int month_count, const FiscalStart& start) {
    const int into_year = (month_count - (start.month - 1)) % 12;
    PeriodEnd period;
    period.of = into_year == 0       ? PeriodEnd::Of::year
                : into_year % 3 == 0 ? PeriodEnd::Of::quarter
                                     : PeriodEnd::Of::month;
    const int months = period.of == PeriodEnd::Of::year      ? 12
                       : period.of == PeriodEnd::Of::quarter ? 3
                                                             : 1;
    period.first_day = day_in_month(month_count - months, start.day);
    period.last_day = {day_in_month(month_count, start.day).days - 1};
    return period;
}

}  // namespace

const char* name(PeriodEnd::Of of) {
    switch (of) {
        case PeriodEnd::Of::month:
            return "month";
        case PeriodEnd::Of::quarter:
            return "quarter";
        case PeriodEnd::Of::year:
            return "fiscal year";
    }
    return "month";
}

std::vector<PeriodEnd> period_ends(Date from, Date until, const std::string& fiscal_year_starts) {
    const FiscalStart start = read_start(fiscal_year_starts);
    const Date::Civil first = from.civil(), last = until.civil();
    std::vector<PeriodEnd> ends;
    // A period that ends with a month's last day begins anew in the next one.
    for (int month = first.year * 12 + first.month - 1; month <= last.year * 12 + last.month;
         ++month) {
        const PeriodEnd period = period_before(month, start);
        if (period.last_day >= from && period.last_day <= until) ends.push_back(period);
    }
    return ends;
}

std::optional<PeriodEnd> period_just_ended(Date day, const std::string& fiscal_year_starts) {
    constexpr int nights = 3;
    const auto ends = period_ends({day.days - nights}, {day.days - 1}, fiscal_year_starts);
    return ends.empty() ? std::nullopt : std::optional(ends.back());
}

}  // namespace tieout::cutover
