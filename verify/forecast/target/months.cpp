#include "verify/forecast/target/months.h"

#include <algorithm>

#include "base/error.h"

namespace tieout::verify::forecast::target {
namespace {

Date first_of(int month) {
    const auto day = Date::from_civil(month / 12, month % 12 + 1, 1);
    if (!day) throw Error(Fault::data, "a renewal lies beyond the year 9999");
    return *day;
}

}  // namespace

int month_of(Date day) {
    const Date::Civil civil = day.civil();
    return civil.year * 12 + civil.month - 1;
}

int days_in(int month) {
    return first_of(month + 1).days - first_of(month).days;
}

Date day_of(int month, int day) {
    return Date{first_of(month).days + std::min(day, days_in(month)) - 1};
}

Date step(Date first, const Cycle& cycle, int n) {
    const Date moved = day_of(month_of(first) + n * cycle.all_months(), first.civil().day);
    return Date{moved.days + n * cycle.days};
}

}  // namespace tieout::verify::forecast::target
