#include "cutover/window.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "cutover/window_clock.h"

namespace tieout::cutover {
namespace {

constexpr std::int64_t an_hour = 3600, a_day = 86'400, elbow_room = 2 * an_hour;

// How much of its events a window counts as having.
double share_of(const std::optional<PeriodEnd>& behind) {
    if (!behind) return 1;
    switch (behind->of) {
        case PeriodEnd::Of::month:
            return 0.7;
        case PeriodEnd::Of::quarter:
            return 0.5;
        case PeriodEnd::Of::year:
            return 0.25;
    }
    return 1;
}

int rank_of(const std::optional<PeriodEnd>& behind) {
    return behind ? 1 + static_cast<int>(behind->of) : 0;
}

// Equal hours that were summed in another order differ in their last digits, and by no event.
std::int64_t millionths(double events) {
    return std::llround(events * 1e6);
}

bool is_better(const Window& left, const Window& right) {
    const auto rank = [](const Window& window) {
        return std::tuple(millionths(window.events * share_of(window.behind)),
                          -rank_of(window.behind), millionths(window.around), window.begin);
    };
    return rank(left) < rank(right);
}

bool clocks_change(verify::Zone& zone, std::int64_t begin, std::int64_t end) {
    return zone.spans(begin, end - 1).size() > 1;
}

// The first kept day that it touches.
KeptDays::const_iterator touched(const KeptDays& kept, verify::Zone& zone, std::int64_t begin,
                                 std::int64_t end) {
    const auto first = kept.lower_bound(clock_time(zone, begin).day);
    const bool touches = first != kept.end() && first->first <= clock_time(zone, end - 1).day;
    return touches ? first : kept.end();
}

std::string events_words(const Heat& heat, const Window& window) {
    const double usual = heat.mean() * static_cast<double>(window.end - window.begin) / an_hour;
    return fmt::format(
        "{} weighted events are to be expected in it, where any window as long has {}",
        events_figure(window.events), events_figure(usual));
}

std::string period_words(const PeriodEnd& behind, const std::string& locked_until) {
    const std::string last = behind.last_day.text();
    const std::string books = locked_until >= last
                                  ? "its books are locked"
                                  : "lock its books before: `locked_until: " + last + "`";
    return fmt::format("the {} ended on {}: no period is cut in two; {}", name(behind.of), last,
                       books);
}

// On that day, and on the mean day of the week: where a history is thin, the same hours of the
// other days tell the night from the afternoon.
double around(const Heat& heat, verify::Zone& zone, std::int64_t begin, std::int64_t end) {
    double week = 0;
    for (int day = 0; day < 7; ++day)
        week += expected_events(heat, zone, begin + day * a_day, end + day * a_day);
    return expected_events(heat, zone, begin, end) + week / 7;
}

Window candidate(const Heat& heat, verify::Zone& zone, const WindowWish& wish, std::int64_t begin) {
    Window window;
    window.begin = begin;
    window.end = begin + wish.length;
    window.events = expected_events(heat, zone, begin, window.end);
    window.around = around(heat, zone, begin - elbow_room, window.end + elbow_room);
    window.behind = period_just_ended(clock_time(zone, begin).day, wish.fiscal_year_starts);
    return window;
}

void say_why(const Heat& heat, const WindowWish& wish, Window& window) {
    if (heat.is_known()) window.reasons.push_back(events_words(heat, window));
    if (window.behind)
        window.reasons.push_back(period_words(*window.behind, wish.locked_until));
    else
        window.reasons.push_back("no period has just ended: the books of one are cut in two");
}

std::vector<Window> candidates(const Heat& heat, const KeptDays& kept, verify::Zone& zone,
                               const WindowWish& wish) {
    std::vector<Window> all;
    for (Date day = clock_time(zone, wish.earliest).day; day <= clock_time(zone, wish.latest).day;
         ++day.days) {
        for (int hour = 0; hour < 24; ++hour) {
            const auto clock = Instant::from_seconds(day.days * a_day + hour * an_hour);
            if (clocks_skip(zone, clock)) continue;
            const std::int64_t begin = moment_of(zone, wish.zone_name, clock);
            if (begin < wish.earliest || begin > wish.latest) continue;
            const std::int64_t end = begin + wish.length;
            if (clocks_change(zone, begin, end)) continue;
            if (touched(kept, zone, begin, end) != kept.end()) continue;
            all.push_back(candidate(heat, zone, wish, begin));
        }
    }
    return all;
}

}  // namespace

std::string events_figure(double events) {
    if (events == 0) return "0";
    return events < 1 ? fmt::format("{:.2g}", events) : fmt::format("{:.1f}", events);
}

double expected_events(const Heat& heat, verify::Zone& zone, std::int64_t begin, std::int64_t end) {
    double events = 0;
    for (std::int64_t at = begin; at < end;) {
        const ClockTime time = clock_time(zone, at);
        const std::int64_t next = std::min(end, at + an_hour - time.minute * 60 - time.second);
        events += heat.expected(time.weekday, time.hour) * static_cast<double>(next - at) / an_hour;
        at = next;
    }
    return events;
}

std::vector<Window> best_windows(const Heat& heat, const KeptDays& kept, verify::Zone& zone,
                                 const WindowWish& wish) {
    if (!heat.is_known()) return {};
    std::vector<Window> all = candidates(heat, kept, zone, wish);
    std::sort(all.begin(), all.end(), is_better);
    std::vector<Window> best;
    std::set<Date> taken;
    for (Window& window : all) {
        if (best.size() == wish.most) break;
        if (!taken.insert(clock_time(zone, window.begin).day).second) continue;
        say_why(heat, wish, window);
        window.reasons.push_back("no day that is kept clear, and the clocks do not change in it");
        best.push_back(std::move(window));
    }
    return best;
}

Window window_at(const Heat& heat, const KeptDays& kept, verify::Zone& zone, const WindowWish& wish,
                 std::int64_t begin) {
    Window window = candidate(heat, zone, wish, begin);
    say_why(heat, wish, window);
    window.reasons.push_back("somebody asked for it");
    if (const auto day = touched(kept, zone, begin, window.end); day != kept.end())
        window.reservations.push_back(fmt::format("{} is to be kept clear: {}", day->first.text(),
                                                  fmt::join(day->second, "; ")));
    if (clocks_change(zone, begin, window.end))
        window.reservations.push_back("the clocks change in it");
    if (begin < wish.earliest)
        window.reservations.push_back("it begins before people can be told in time");
    if (!heat.is_known())
        window.reservations.push_back("nobody knows how busy it is: the history is too short");
    return window;
}

}  // namespace tieout::cutover
