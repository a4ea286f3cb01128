#include "cutover/window_clock.h"

#include <fmt/format.h>

#include "base/error.h"

namespace tieout::cutover {
namespace {

constexpr std::int64_t a_day = 86'400, a_second = 1'000'000;
// No zone has skipped more of a day that we plan for.
constexpr std::int64_t longest_gap = 3 * 3600, a_step = 900;

constexpr const char* weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                    "Friday", "Saturday", "Sunday"};

// "2027-03-14 02:30".
std::string reading(Instant clock) {
    std::string text = clock.text();
    text[10] = ' ';
    return text.substr(0, 16);
}

}  // namespace

int weekday_of(Date day) {
    // 1970-01-01 was a Thursday.
    return ((day.days + 3) % 7 + 7) % 7;
}

const char* weekday_name(int weekday) {
    return weekdays[weekday];
}

ClockTime clock_time(verify::Zone& zone, std::int64_t unix_seconds) {
    const auto day = zone.day_of(unix_seconds);
    const auto clock = zone.clock_at(unix_seconds);
    if (!day || !clock)
        throw Error(Fault::usage, fmt::format("second {} is beyond the calendar", unix_seconds));
    const auto since = static_cast<int>(clock->micros / a_second - std::int64_t{day->days} * a_day);
    return {*day, weekday_of(*day), since / 3600, since / 60 % 60, since % 60};
}

std::string clock_words(verify::Zone& zone, std::int64_t unix_seconds) {
    const ClockTime time = clock_time(zone, unix_seconds);
    return fmt::format("{:.3} {} {:02}:{:02}", weekday_name(time.weekday), time.day.text(),
                       time.hour, time.minute);
}

std::string length_words(std::int64_t seconds) {
    const std::int64_t hours = seconds / 3600, minutes = seconds / 60 % 60;
    if (hours == 0) return fmt::format("{} min", minutes);
    return minutes == 0 ? fmt::format("{} h", hours) : fmt::format("{} h {} min", hours, minutes);
}

std::string utc_text(std::int64_t unix_seconds) {
    return Instant::from_seconds(unix_seconds).text();
}

std::int64_t utc_seconds(const std::string& text) {
    const auto instant = Instant::parse(text);
    if (!instant) throw Error(Fault::internal, "`" + text + "` is no moment");
    return instant->micros / a_second;
}

bool clocks_skip(verify::Zone& zone, Instant clock) {
    return !zone.moments_of(clock).earlier.has_value();
}

std::int64_t moment_of(verify::Zone& zone, const std::string& zone_name, Instant clock) {
    if (const auto found = zone.moments_of(clock); found.earlier)
        return found.earlier->micros / a_second;
    throw Error(Fault::usage,
                fmt::format("{} does not exist in {}: the clocks are set forward over it",
                            reading(clock), zone_name));
}

std::int64_t midnight_of(verify::Zone& zone, Date day) {
    for (std::int64_t late = 0; late <= longest_gap; late += a_step) {
        const Instant clock = Instant::from_seconds(std::int64_t{day.days} * a_day + late);
        if (const auto found = zone.moments_of(clock); found.earlier)
            return found.earlier->micros / a_second;
    }
    throw Error(Fault::usage, "the zone skips " + day.text());
}

}  // namespace tieout::cutover
