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

std::optional<Date> Zone::day_of(std::int64_t unix_seconds) {
    constexpr std::int64_t day = 86'400;
    // 0001-01-02 to 9999-12-30: one day of room for any offset.
    if (unix_seconds < -62'135'510'400 || unix_seconds > 253'402'128'000) return std::nullopt;
    const std::int64_t local = unix_seconds + span_of(unix_seconds).offset;
    const std::int64_t days = local >= 0 ? local / day : -((-local + day - 1) / day);
    return Date{static_cast<std::int32_t>(days)};
}

}  // namespace tieout::verify
