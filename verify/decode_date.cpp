#include <date/tz.h>

#include "base/error.h"
#include "verify/decode.h"

namespace tieout::verify {
namespace {

const date::time_zone* find_zone(const std::string& name) {
    try {
        return date::locate_zone(name);
    } catch (const std::exception&) {
        throw Error(Fault::usage, "The time zone `" + name +
                                      "` is not known on this machine; name one of the IANA time "
                                      "zones, as `America/New_York`.");
    }
}

}  // namespace

Zone::Zone(const std::string& name) : zone_(find_zone(name)) {}

const Zone::Span& Zone::span_of(std::int64_t unix_seconds) {
    const auto holds = [unix_seconds](const Span& span) {
        return unix_seconds >= span.begin && unix_seconds < span.end;
    };
    if (last_ < spans_.size() && holds(spans_[last_])) return spans_[last_];
    for (last_ = 0; last_ < spans_.size(); ++last_)
        if (holds(spans_[last_])) return spans_[last_];
    const date::sys_info info = static_cast<const date::time_zone*>(zone_)->get_info(
        date::sys_seconds(std::chrono::seconds(unix_seconds)));
    spans_.push_back({info.begin.time_since_epoch().count(), info.end.time_since_epoch().count(),
                      info.offset.count()});
    last_ = spans_.size() - 1;
    return spans_.back();
}

std::vector<Zone::Span> Zone::spans(std::int64_t begin, std::int64_t end) {
    std::vector<Span> found;
    for (std::int64_t at = begin; at <= end; at = found.back().end)
        found.push_back(span_of(at));
    return found;
}

std::optional<Instant> Zone::clock_at(std::int64_t unix_seconds) {
    // 0001-01-02 to 9999-12-30: one day of room for any offset.
    if (unix_seconds < -62'135'510'400 || unix_seconds > 253'402'128'000) return std::nullopt;
    return Instant::from_seconds(unix_seconds + span_of(unix_seconds).offset);
}

bool Zone::is_midnight(std::int64_t unix_seconds) {
    const auto day = day_of(unix_seconds);
    return day && day_of(unix_seconds - 1) != day;
}

std::optional<Date> Zone::day_of(std::int64_t unix_seconds) {
    constexpr std::int64_t day = 86'400;
    const auto clock = clock_at(unix_seconds);
    if (!clock) return std::nullopt;
    const std::int64_t local = clock->micros / 1'000'000;
    const std::int64_t days = local >= 0 ? local / day : -((-local + day - 1) / day);
    return Date{static_cast<std::int32_t>(days)};
}

std::optional<Instant> clock_reading(std::string_view text) {
    const auto day = Date::parse(text.substr(0, 10));
    if (!day) return std::nullopt;
    std::int64_t micros = std::int64_t{day->days} * 86'400'000'000;
    if (text.size() == 10) return Instant{micros};
    std::string time(text.substr(10));
    if (time.size() == 6) time += ":00";
    if (time.find_first_not_of(" T:.0123456789") != std::string::npos) return std::nullopt;
    const auto of_first_day = Instant::parse("1970-01-01" + time);
    if (!of_first_day) return std::nullopt;
    return Instant{micros + of_first_day->micros};
}

// A clock shows moment + offset. Which offsets come into question is known from the day before and
// the day after; each is right where it is the offset at the moment that it leads to.
Moments Zone::moments_of(Instant wall) {
    constexpr std::int64_t day = 86'400, second = 1'000'000;
    const std::int64_t floor = wall.micros % second < 0 ? 1 : 0;
    const std::int64_t shown = wall.micros / second - floor;
    const std::int64_t before = span_of(shown - day).offset, after = span_of(shown + day).offset;
    Moments found;
    for (const std::int64_t offset : {before, after}) {
        if (span_of(shown - offset).offset != offset) continue;
        const Instant moment{wall.micros - offset * second};
        if (!found.earlier || moment < *found.earlier) found.earlier = moment;
        if (!found.later || moment > *found.later) found.later = moment;
    }
    return found;
}

}  // namespace tieout::verify
