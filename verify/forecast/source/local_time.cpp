#include "verify/forecast/source/local_time.h"

#include <date/tz.h>

#include <algorithm>

#include "base/error.h"

namespace tieout::verify::forecast::source {
namespace {

constexpr std::int64_t a_day = 86'400;
// 0001-01-02 to 9999-12-30: a day of room for any offset.
constexpr std::int64_t first_second = -62'135'510'400, last_second = 253'402'128'000;

const date::time_zone* find_zone(const std::string& name) {
    try {
        return date::locate_zone(name);
    } catch (const std::exception&) {
        throw Error(Fault::usage, "The time zone `" + name +
                                      "` is not known on this machine; name one of the IANA time "
                                      "zones, as `America/New_York`.");
    }
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

}  // namespace

LocalTime::LocalTime(const std::string& zone) : zone_(find_zone(zone)) {}

std::int64_t LocalTime::local(std::int64_t seconds) {
    if (seconds < begin_ || seconds >= end_) {
        const date::sys_info info = static_cast<const date::time_zone*>(zone_)->get_info(
            date::sys_seconds(std::chrono::seconds(seconds)));
        begin_ = info.begin.time_since_epoch().count();
        end_ = info.end.time_since_epoch().count();
        offset_ = info.offset.count();
    }
    return seconds + offset_;
}

std::optional<Date> LocalTime::day(std::int64_t seconds) {
    if (seconds < first_second || seconds > last_second) return std::nullopt;
    return Date{static_cast<std::int32_t>(floor_div(local(seconds), a_day))};
}

int LocalTime::hour(std::int64_t seconds) {
    const std::int64_t at = local(std::clamp(seconds, first_second, last_second));
    return static_cast<int>((at - floor_div(at, a_day) * a_day) / 3600);
}

bool LocalTime::is_midnight(std::int64_t seconds) {
    return local(std::clamp(seconds, first_second, last_second)) % a_day == 0;
}

std::int64_t LocalTime::midnight(Date day) const {
    const std::int64_t wall = std::int64_t{day.days} * a_day;
    const date::local_info info = static_cast<const date::time_zone*>(zone_)->get_info(
        date::local_seconds(std::chrono::seconds(wall)));
    if (info.result == date::local_info::nonexistent)
        return info.first.end.time_since_epoch().count();
    return wall - info.first.offset.count();
}

std::optional<Date> first_after(Date day, int months) {
    const std::int64_t number = std::int64_t{month_number(day)} + months;
    if (number < 12 || number >= 120'000) return std::nullopt;
    return Date::from_civil(static_cast<int>(number / 12), static_cast<int>(number % 12) + 1, 1);
}

std::optional<Date> overflowing(Date day, int months) {
    auto first = first_after(day, months);
    if (first) first->days += day.civil().day - 1;
    return first;
}

std::optional<Date> clamped(Date day, int months) {
    auto first = first_after(day, months);
    if (first) first->days += std::min(day.civil().day, days_of_month(*first)) - 1;
    return first;
}

int days_of_month(Date day) {
    const Date::Civil civil = day.civil();
    if (civil.month == 12) return 31;
    return Date::from_civil(civil.year, civil.month + 1, 1)->days -
           Date::from_civil(civil.year, civil.month, 1)->days;
}

int month_number(Date day) {
    const Date::Civil civil = day.civil();
    return civil.year * 12 + civil.month - 1;
}

}  // namespace tieout::verify::forecast::source
