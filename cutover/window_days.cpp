#include "cutover/window_days.h"

#include <fmt/format.h>

#include <array>

#include "cutover/plan_moments.h"
#include "cutover/window_clock.h"
#include "reports/wording.h"

namespace tieout::cutover {
namespace {

constexpr std::int64_t a_year = 365 * std::int64_t{86'400};

// count >= heap * total / days, without a fraction.
bool is_heap(std::uint64_t count, std::uint64_t heap, std::uint64_t total, std::uint64_t days) {
    return count > 0 && count * days >= heap * total;
}

void add_days(const KeptClear& kept, const std::map<Date, std::uint64_t>& moments, DaysAhead ahead,
              KeptDays& into) {
    std::uint64_t total = 0;
    for (const auto& [day, count] : moments)
        total += count;
    const auto days = static_cast<std::uint64_t>(ahead.last.days - ahead.first.days + 1);
    for (const auto& [day, count] : moments)
        if (day >= ahead.first && day <= ahead.last && is_heap(count, kept.heap, total, days))
            into[day].push_back(
                fmt::format("{} ({} on that day)", kept.title, reports::grouped(count)));
}

void add_days_of_month(const KeptClear& kept, const std::map<Date, std::uint64_t>& moments,
                       DaysAhead ahead, KeptDays& into) {
    constexpr std::uint64_t days = 31;
    std::array<std::uint64_t, days + 1> by_day{};
    std::uint64_t total = 0;
    for (const auto& [day, count] : moments) {
        by_day[static_cast<std::size_t>(day.civil().day)] += count;
        total += count;
    }
    for (Date day = ahead.first; day <= ahead.last; ++day.days) {
        const std::uint64_t count = by_day[static_cast<std::size_t>(day.civil().day)];
        if (is_heap(count, kept.heap, total, days))
            into[day].push_back(fmt::format("{} ({} of {} in the past year on day {} of a month)",
                                            kept.title, reports::grouped(count),
                                            reports::grouped(total), day.civil().day));
    }
}

}  // namespace

void add_kept_days(const KeptClear& kept, const std::map<Date, std::uint64_t>& moments,
                   DaysAhead ahead, KeptDays& into) {
    if (kept.by == KeptClear::By::days)
        add_days(kept, moments, ahead, into);
    else
        add_days_of_month(kept, moments, ahead, into);
}

KeptDays read_kept_days(const rules::Pack& pack, const std::vector<KeptClear>& kept,
                        db::Session& source, verify::Zone& zone, std::int64_t past_until,
                        DaysAhead ahead) {
    KeptDays days;
    const std::int64_t first = midnight_of(zone, ahead.first);
    const std::int64_t behind = midnight_of(zone, {ahead.last.days + 1});
    for (const KeptClear& one : kept) {
        std::map<Date, std::uint64_t> moments;
        const bool is_ahead = one.by == KeptClear::By::days;
        for_each_moment(source, sql_for(pack, one.sql, source.engine(), one.name), one.as, zone,
                        is_ahead ? first : past_until - a_year, is_ahead ? behind : past_until,
                        [&](std::int64_t moment) { ++moments[clock_time(zone, moment).day]; });
        add_kept_days(one, moments, ahead, days);
    }
    return days;
}

}  // namespace tieout::cutover
