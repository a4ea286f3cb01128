#include "cutover/plan_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/version.h"
#include "cutover/plan_remarks.h"
#include "cutover/plan_sheet.h"
#include "cutover/window_clock.h"
#include "reports/wording.h"

namespace tieout::cutover {
namespace {

using reports::PlanPage;

std::uint64_t count_of(const Plan& plan, Blocker::State state) {
    return static_cast<std::uint64_t>(
        std::count_if(plan.blockers.begin(), plan.blockers.end(),
                      [state](const Blocker& one) { return one.state == state; }));
}

std::string weeks_words(int weeks) {
    return reports::counted(static_cast<std::uint64_t>(weeks), "week", "weeks");
}

const char* tone_of(PlanVerdict verdict) {
    switch (verdict) {
        case PlanVerdict::ready:
            return "good";
        case PlanVerdict::blocked:
            return "bad";
        case PlanVerdict::unknown:
            return "warn";
    }
    return "warn";
}

std::string no_window_words(const Plan& plan) {
    if (!plan.heat.is_known())
        return fmt::format(
            "Nobody knows when {} is quiet: its history is empty or shorter than a week, and no "
            "hour is called quiet without one. Name a window with --window.",
            plan.source_label);
    return fmt::format(
        "No window of {} is left in the coming {}: every day is to be kept clear, or too near a "
        "change of the clocks. Look further with --weeks, or name one with --window.",
        length_words(plan.downtime.planned), weeks_words(plan.weeks));
}

// On the day on which it began the hour is enough.
std::string end_words(verify::Zone& zone, const Window& window) {
    const std::string end = clock_words(zone, window.end);
    const bool same = clock_time(zone, window.begin).day == clock_time(zone, window.end).day;
    return same ? end.substr(std::size("Thu 2027-01-14 ") - 1) : end;
}

PlanPage::Window window_line(verify::Zone& zone, const Window& window) {
    return {clock_words(zone, window.begin),
            end_words(zone, window),
            utc_text(window.begin) + " to " + utc_text(window.end),
            events_figure(window.events),
            window.reasons,
            window.reservations};
}

// Short enough for a seventh of a phone.
std::string figure_words(double expected) {
    if (expected == 0) return "0";
    if (expected < 0.1) return "<0.1";
    return fmt::format("{:.{}f}", expected, expected < 10 ? 1 : 0);
}

// Quarters of the busiest hour; 0 is nothing at all.
int level_of(double expected, double busiest) {
    return expected <= 0 ? 0
                         : std::clamp(static_cast<int>(std::ceil(4 * expected / busiest)), 1, 4);
}

void add_heat_cells(const Heat& heat, PlanPage& page) {
    const double busiest = heat.busiest();
    for (std::size_t hour = 0; hour < 24; ++hour)
        for (std::size_t day = 0; day < 7; ++day) {
            if (heat.hours[day][hour] == 0) continue;
            const double expected = heat.expected(static_cast<int>(day), static_cast<int>(hour));
            page.heat[hour][day].text = figure_words(expected);
            page.heat[hour][day].level = level_of(expected, busiest);
        }
}

void mark_window(verify::Zone& zone, const Window& window, PlanPage& page) {
    for (std::int64_t at = window.begin; at < window.end; at += 900) {
        const ClockTime time = clock_time(zone, at);
        page.heat[static_cast<std::size_t>(time.hour)][static_cast<std::size_t>(time.weekday)]
            .in_window = true;
    }
}

void add_heat(const Plan& plan, verify::Zone& zone, PlanPage& page) {
    const Heat& heat = plan.heat;
    page.has_heat = heat.is_known();
    if (!page.has_heat) {
        page.heat_lead = "Nobody knows: " + plan.source_label +
                         " has no history of a week or more that has hours in it.";
        return;
    }
    page.heat_lead = fmt::format(
        "Weighted events that an hour brings, by the clocks of {}: {} from {} to {}. In bold: the "
        "first window.",
        plan.zone, reports::counted(heat.moments(), "event", "events"),
        clock_words(zone, heat.begin), clock_words(zone, heat.end));
    add_heat_cells(heat, page);
    if (!plan.windows.empty()) mark_window(zone, plan.windows.front(), page);
    for (const HeatKind& kind : heat.kinds)
        page.kinds.push_back({kind.title, std::to_string(kind.weight),
                              reports::grouped(kind.moments), reports::grouped(kind.without_hour)});
}

void add_steps(const Plan& plan, PlanPage& page) {
    page.downtime = fmt::format(
        "Planned: {}. Of what comes beside preflight, migrate and verify (freeze, gate, switch, a "
        "look at the result) nothing was measured: the margin is for that.",
        plan.downtime.words);
    std::vector<StepTime> steps = plan.downtime.steps;
    if (!steps.empty()) steps.push_back(plan.downtime.whole);
    for (const StepTime& step : steps)
        page.steps.push_back({step.step, reports::duration(step.least),
                              reports::duration(step.median), reports::duration(step.most)});
}

void add_notices(const Plan& plan, verify::Zone& zone, PlanPage& page) {
    for (const auto& [language, people] : plan.audience.by_language)
        page.audience.emplace_back(language, reports::counted(people, "contact", "contacts"));
    if (!plan.times) return;
    for (const auto& [what, when] : {std::pair{"announcement", plan.times->announcement},
                                     {"reminder", plan.times->reminder},
                                     {"begin", plan.times->begin},
                                     {"end", plan.times->end}})
        page.notices.push_back({what, clock_words(zone, when), utc_text(when)});
}

}  // namespace

std::string standing_words(const Plan& plan) {
    const std::uint64_t blocking = count_of(plan, Blocker::State::blocks);
    const std::uint64_t unknown = count_of(plan, Blocker::State::unknown);
    if (blocking > 0) return reports::counted(blocking, "blocker stands", "blockers stand");
    if (unknown > 0)
        return reports::counted(unknown, "blocker is not known", "blockers are not known");
    return plan.windows.empty() ? "No window" : "Nothing is in the way";
}

std::string headline_of(const Plan& plan) {
    if (plan.windows.empty())
        return plan.heat.is_known() ? "No window is left in the coming " + weeks_words(plan.weeks)
                                    : "Nobody knows when " + plan.source_label + " is quiet";
    verify::Zone zone(plan.zone);
    const Window& window = plan.windows.front();
    return clock_words(zone, window.begin) + " to " + end_words(zone, window);
}

PlanPage page_of(const Plan& plan) {
    verify::Zone zone(plan.zone);
    PlanPage page;
    page.masthead = fmt::format("plan of the night: {} to {}, profile {}, clocks of {}",
                                plan.source_label, plan.target_label, plan.profile, plan.zone);
    page.footer = fmt::format("Made by tieout {} at {}. Nothing was sent.", version, plan.made_at);
    page.tone = tone_of(verdict_of(plan));
    page.badge = standing_words(plan);
    page.headline = headline_of(plan);
    page.meaning = plan.windows.empty()
                       ? no_window_words(plan)
                       : fmt::format("{} of downtime: {}.", length_words(plan.downtime.planned),
                                     plan.downtime.words);
    page.no_window = no_window_words(plan);
    page.remarks = remarks_of(plan);
    for (const Window& window : plan.windows)
        page.windows.push_back(window_line(zone, window));
    add_heat(plan, zone, page);
    for (const auto& [day, why] : plan.kept)
        page.kept.emplace_back(fmt::format("{:.3} {}", weekday_name(weekday_of(day)), day.text()),
                               fmt::format("{}", fmt::join(why, "; ")));
    add_steps(plan, page);
    for (const Blocker& blocker : plan.blockers)
        page.blockers.push_back(
            {blocker.name, name(blocker.state), blocker.sentence, blocker.way_out});
    add_notices(plan, zone, page);
    page.source_label = plan.source_label;
    page.target_label = plan.target_label;
    add_period_sheet(plan, page);
    return page;
}

std::vector<CalendarEvent> calendar_of(const Plan& plan) {
    if (!plan.times) return {};
    constexpr std::int64_t half_an_hour = 1800;
    const auto uid = [&plan](const char* what) {
        return fmt::format("cutover-{}-{}@tieout", what, plan.identity);
    };
    const std::string move = plan.source_label + " to " + plan.target_label;
    const std::string people =
        reports::counted(plan.audience.contacts.size(), "contact", "contacts");
    return {{uid("announcement"), "Announce the cut-over of " + move,
             "Send notices/<language>/announcement.md to " + people + ".", plan.times->announcement,
             plan.times->announcement + half_an_hour, 0},
            {uid("reminder"), "Remind of the cut-over of " + move,
             "Send notices/<language>/reminder.md to " + people + ".", plan.times->reminder,
             plan.times->reminder + half_an_hour, 0},
            {uid("window"), "Cut-over: " + move,
             fmt::format("{} Send begin.md when it begins and end.md when it has ended.",
                         standing_words(plan) + " as of " + plan.made_at + "."),
             plan.times->begin, plan.times->end, 60}};
}

}  // namespace tieout::cutover
