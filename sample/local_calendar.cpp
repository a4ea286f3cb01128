#include "sample/local_calendar.h"

#include <date/tz.h>

#include "base/error.h"

namespace tieout::sample {

namespace {

const Date first_day = *Date::from_civil(1990, 1, 1);
const Date last_day = *Date::from_civil(2037, 12, 31);

const date::time_zone* find_zone(const std::string& zone) {
    try {
        return date::locate_zone(zone);
    } catch (const std::exception&) {
        throw Error(Fault::usage, "zone \"" + zone +
                                      "\" is not known here; expected a name such as "
                                      "America/New_York (is tzdata installed?)");
    }
}

}  // namespace

Month Month::of(Date day) {
    const Date::Civil civil = day.civil();
    return {civil.year * 12 + civil.month - 1};
}

Date Month::day(int number) const {
    return *Date::from_civil(count / 12, count % 12 + 1, std::min(number, days()));
}

int Month::days() const {
    const Month next = *this + 1;
    return Date::from_civil(next.count / 12, next.count % 12 + 1, 1)->days -
           Date::from_civil(count / 12, count % 12 + 1, 1)->days;
}

LocalCalendar::LocalCalendar(const std::string& zone) : zone_(zone) {
    const date::time_zone* found = find_zone(zone);
    for (Date day = first_day; day <= last_day; ++day.days) {
        const date::local_days local{date::days{day.days}};
        const auto instant = found->to_sys(local, date::choose::earliest);
        midnights_.push_back(
            std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count());
    }
}

std::int64_t LocalCalendar::midnight(Date day) const {
    if (day < first_day || day > last_day)
        throw Error(Fault::internal, "the sample's calendar does not reach " + day.text());
    return midnights_[static_cast<std::size_t>(day.days - first_day.days)];
}

}  // namespace tieout::sample
