#include "cutover/heat.h"

#include <algorithm>

#include "cutover/plan_moments.h"
#include "cutover/window_clock.h"

namespace tieout::cutover {
namespace {

constexpr std::int64_t an_hour = 3600, a_week = 7 * 86'400;
// 52 whole weeks, so that each weekday came equally often and each season once.
constexpr std::int64_t a_year = 52 * 7 * 86'400;

double ratio(std::uint64_t sum, std::uint64_t count) {
    return count == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(count);
}

}  // namespace

double Heat::expected(int weekday, int hour) const {
    const auto day = static_cast<std::size_t>(weekday), at = static_cast<std::size_t>(hour);
    return ratio(weighted[day][at], hours[day][at]);
}

double Heat::mean() const {
    std::uint64_t sum = 0, count = 0;
    for (std::size_t day = 0; day < 7; ++day)
        for (std::size_t hour = 0; hour < 24; ++hour) {
            sum += weighted[day][hour];
            count += hours[day][hour];
        }
    return ratio(sum, count);
}

double Heat::busiest() const {
    double most = 0;
    for (int day = 0; day < 7; ++day)
        for (int hour = 0; hour < 24; ++hour)
            most = std::max(most, expected(day, hour));
    return most;
}

std::uint64_t Heat::moments() const {
    std::uint64_t all = 0;
    for (const HeatKind& kind : kinds)
        all += kind.moments;
    return all;
}

HeatCount::HeatCount(verify::Zone& zone, std::int64_t since, std::int64_t until)
    : zone_(zone), since_(hour_of(since)), until_(hour_of(until)), first_(until_) {}

// When the hour began that the clocks showed then.
std::int64_t HeatCount::hour_of(std::int64_t unix_seconds) {
    const ClockTime time = clock_time(zone_, unix_seconds);
    return unix_seconds - time.minute * 60 - time.second;
}

void HeatCount::begin(const Activity& activity) {
    heat_.kinds.push_back({activity.name, activity.title, activity.weight, 0, 0});
}

void HeatCount::add(std::int64_t unix_seconds) {
    if (unix_seconds < since_ || unix_seconds >= until_) return;
    heat_.last = std::max(heat_.last, unix_seconds);
    HeatKind& kind = heat_.kinds.back();
    const ClockTime time = clock_time(zone_, unix_seconds);
    if (time.hour == 0 && time.minute == 0 && time.second == 0) {
        ++kind.without_hour;
        return;
    }
    ++kind.moments;
    first_ = std::min(first_, hour_of(unix_seconds));
    heat_.weighted[static_cast<std::size_t>(time.weekday)][static_cast<std::size_t>(time.hour)] +=
        kind.weight;
}

Heat HeatCount::end() {
    heat_.begin = first_;
    heat_.end = until_;
    for (std::int64_t at = first_; at < until_; at += an_hour) {
        const ClockTime time = clock_time(zone_, at);
        ++heat_.hours[static_cast<std::size_t>(time.weekday)][static_cast<std::size_t>(time.hour)];
    }
    return std::move(heat_);
}

Heat read_heat(const rules::Pack& pack, const std::vector<Activity>& activity, db::Session& source,
               verify::Zone& zone, std::int64_t now,
               const std::function<void(const std::string&)>& about) {
    const auto each = [&](const Activity& kind, std::int64_t since, std::int64_t until,
                          const std::function<void(std::int64_t)>& use) {
        for_each_moment(source, sql_for(pack, kind.sql, source.engine(), kind.name), kind.as, zone,
                        since, until, use);
    };
    const auto year_until = [&](std::int64_t until) {
        HeatCount count(zone, until - a_year, until);
        for (const Activity& kind : activity) {
            about(kind.title);
            count.begin(kind);
            each(kind, count.since(), count.until(),
                 [&count](std::int64_t moment) { count.add(moment); });
        }
        return count.end();
    };
    Heat heat = year_until(now);
    if (heat.last >= now - a_week) return heat;
    std::int64_t last = heat.last;
    for (const Activity& kind : activity)
        if (heat.last == 0)
            each(kind, 0, now, [&last](std::int64_t moment) { last = std::max(last, moment); });
    // The hour of the last moment is over.
    return last == 0 ? heat : year_until(last + an_hour);
}

}  // namespace tieout::cutover
