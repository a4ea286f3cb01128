#include <date/date.h>
#include <date/tz.h>

#include "base/calendar.h"
#include "base/error.h"
#include "migrate/convert.h"

namespace tieout::migrate {
namespace {

constexpr std::int64_t seconds_a_day = 86'400;
// 0001-01-01T00:00:00Z, and the last second of 9999.
constexpr std::int64_t first_second = -62'135'596'800;
constexpr std::int64_t last_second = 253'402'300'799;

char* put_two(int number, char* to) {
    to[0] = static_cast<char>('0' + number / 10);
    to[1] = static_cast<char>('0' + number % 10);
    return to + 2;
}

std::int64_t day_of(std::int64_t seconds) {
    const std::int64_t day = seconds / seconds_a_day;
    return seconds % seconds_a_day < 0 ? day - 1 : day;
}

constexpr std::size_t day_length = 10;  // "YYYY-MM-DD"

char* put_day(std::int64_t day, char* to) {
    const date::year_month_day civil{date::sys_days{date::days{static_cast<int>(day)}}};
    const int year = static_cast<int>(civil.year());
    to = put_two(year % 100, put_two(year / 100, to));
    *to++ = '-';
    to = put_two(static_cast<int>(static_cast<unsigned>(civil.month())), to);
    *to++ = '-';
    return put_two(static_cast<int>(static_cast<unsigned>(civil.day())), to);
}

bool in_range(std::int64_t seconds) {
    return seconds >= first_second && seconds <= last_second;
}

const date::time_zone* zone_named(const std::string& zone) {
    try {
        return date::locate_zone(zone);
    } catch (const std::runtime_error&) {
        throw Error(Fault::usage, "time zone `" + zone +
                                      "` is not known: expected a name of the tz database such as "
                                      "America/New_York or UTC");
    }
}

// "YYYY-MM-DD" or "YYYY-MM-DD hh:mm[:ss[.f]]", without an offset, as if it were UTC.
std::optional<Instant> wall_time(std::string_view text) {
    constexpr std::size_t a_day = 10, to_the_minute = 16;
    if (text.size() > a_day && text.find_first_of("+-Zz", a_day) != std::string_view::npos)
        return std::nullopt;
    std::string full(text);
    if (text.size() == a_day) full += " 00:00:00";
    if (text.size() == to_the_minute) full += ":00";
    return Instant::parse(full);
}

std::int64_t floored_seconds(std::int64_t micros) {
    const std::int64_t seconds = micros / 1'000'000;
    return micros % 1'000'000 < 0 ? seconds - 1 : seconds;
}

void append_fraction(std::int64_t micros, std::string& out) {
    if (micros == 0) return;
    out += '.';
    for (std::int64_t unit = 100'000; micros > 0; unit /= 10) {
        out += static_cast<char>('0' + micros / unit);
        micros %= unit;
    }
}

}  // namespace

bool append_instant(std::int64_t unix_seconds, std::string& out) {
    if (!in_range(unix_seconds)) return false;
    const std::int64_t day = day_of(unix_seconds);
    const int second = static_cast<int>(unix_seconds - day * seconds_a_day);
    char text[] = "YYYY-MM-DD hh:mm:ss+00";
    char* to = put_day(day, text) + 1;
    to = put_two(second / 3600, to) + 1;
    to = put_two(second / 60 % 60, to) + 1;
    put_two(second % 60, to);
    out.append(text, sizeof text - 1);
    return true;
}

LocalDays::LocalDays(const std::string& zone) : zone_(zone_named(zone)) {}

const LocalDays::Interval& LocalDays::interval_at(std::int64_t unix_seconds) {
    if (unix_seconds >= last_.begin && unix_seconds < last_.end) return last_;
    auto found = by_end_.upper_bound(unix_seconds);
    if (found == by_end_.end() || found->second.begin > unix_seconds) {
        const auto info = zone_->get_info(date::sys_seconds{std::chrono::seconds{unix_seconds}});
        const std::int64_t end = info.end.time_since_epoch().count();
        found = by_end_
                    .insert_or_assign(end, Interval{info.begin.time_since_epoch().count(), end,
                                                    info.offset.count()})
                    .first;
    }
    return last_ = found->second;
}

bool LocalDays::append_day(std::int64_t unix_seconds, std::string& out) {
    if (!in_range(unix_seconds)) return false;
    const std::int64_t local = unix_seconds + interval_at(unix_seconds).offset;
    if (!in_range(local)) return false;
    char text[day_length];
    put_day(day_of(local), text);
    out.append(text, day_length);
    return true;
}

LocalClock::LocalClock(const std::string& zone) : zone_(zone_named(zone)) {}

LocalClock::Reading LocalClock::append_instant(std::string_view text, Twice which,
                                               std::string& out) const {
    const auto wall = wall_time(text);
    if (!wall) return Reading::no_time;
    const std::int64_t seconds = floored_seconds(wall->micros);
    const date::local_info info =
        zone_->get_info(date::local_seconds{std::chrono::seconds{seconds}});
    if (info.result == date::local_info::nonexistent) return Reading::never;
    const bool twice = info.result == date::local_info::ambiguous;
    const auto offset = twice && which == Twice::later ? info.second.offset : info.first.offset;
    if (!migrate::append_instant(seconds - offset.count(), out)) return Reading::no_time;
    constexpr std::size_t zone_length = 3;  // "+00"
    out.resize(out.size() - zone_length);
    append_fraction(wall->micros - seconds * 1'000'000, out);
    out += "+00";
    return twice ? Reading::twice : Reading::once;
}

}  // namespace tieout::migrate
