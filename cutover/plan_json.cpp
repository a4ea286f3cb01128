#include <nlohmann/json.hpp>

#include "cutover/plan.h"
#include "cutover/window_clock.h"

namespace tieout::cutover {
namespace {

using Json = nlohmann::ordered_json;

const char* verdict_word(PlanVerdict verdict) {
    switch (verdict) {
        case PlanVerdict::ready:
            return "ready";
        case PlanVerdict::blocked:
            return "blocked";
        case PlanVerdict::unknown:
            return "unknown";
    }
    return "unknown";
}

// A figure with a thousandth of an event: what lies behind it is how a double is printed.
double rounded(double figure) {
    return static_cast<double>(static_cast<std::int64_t>(figure * 1000 + 0.5)) / 1000;
}

Json window_json(verify::Zone& zone, const Window& window) {
    Json json{{"begin", utc_text(window.begin)},
              {"end", utc_text(window.end)},
              {"begin_local", clock_words(zone, window.begin)},
              {"events", rounded(window.events)},
              {"reasons", window.reasons},
              {"reservations", window.reservations}};
    if (window.behind)
        json["behind"] = {{"of", name(window.behind->of)},
                          {"last_day", window.behind->last_day.text()}};
    return json;
}

Json step_json(const StepTime& step) {
    return {{"step", step.step},
            {"least", rounded(step.least)},
            {"median", rounded(step.median)},
            {"most", rounded(step.most)}};
}

Json downtime_json(const Downtime& downtime) {
    Json json{{"seconds", downtime.planned},
              {"words", downtime.words},
              {"rehearsals", downtime.cycles},
              {"margin", downtime.margin},
              {"steps", Json::array()}};
    for (const StepTime& step : downtime.steps)
        json["steps"].push_back(step_json(step));
    if (downtime.cycles > 0) json["whole"] = step_json(downtime.whole);
    return json;
}

// By weekday, Monday first, 24 figures each; null where nobody knows.
Json heat_json(const Heat& heat) {
    if (!heat.is_known()) return nullptr;
    Json week = Json::array();
    for (int day = 0; day < 7; ++day) {
        Json hours = Json::array();
        for (int hour = 0; hour < 24; ++hour)
            hours.push_back(rounded(heat.expected(day, hour)));
        week.push_back(std::move(hours));
    }
    Json json{{"from", utc_text(heat.begin)}, {"to", utc_text(heat.end)}, {"week", week}};
    for (const HeatKind& kind : heat.kinds)
        json["kinds"].push_back({{"name", kind.name},
                                 {"weight", kind.weight},
                                 {"moments", kind.moments},
                                 {"without_hour", kind.without_hour}});
    return json;
}

Json notices_json(const Plan& plan) {
    Json json{{"contacts", plan.audience.contacts.size()},
              {"unreachable", plan.audience.unreachable.size()},
              {"shared", plan.audience.shared},
              {"languages", plan.audience.by_language},
              {"without_texts", plan.audience.without_texts}};
    if (plan.times)
        json["times"] = {{"announcement", utc_text(plan.times->announcement)},
                         {"reminder", utc_text(plan.times->reminder)},
                         {"begin", utc_text(plan.times->begin)},
                         {"end", utc_text(plan.times->end)},
                         {"late", plan.times->is_late}};
    return json;
}

}  // namespace

std::string to_json(const Plan& plan) {
    verify::Zone zone(plan.zone);
    Json json{{"schema", 1},
              {"verdict", verdict_word(verdict_of(plan))},
              {"made_at", plan.made_at},
              {"profile", plan.profile},
              {"zone", plan.zone},
              {"asked_for", plan.is_asked_for},
              {"windows", Json::array()},
              {"downtime", downtime_json(plan.downtime)},
              {"blockers", Json::array()},
              {"kept_clear", Json::array()},
              {"notices", notices_json(plan)},
              {"heat", heat_json(plan.heat)}};
    for (const Window& window : plan.windows)
        json["windows"].push_back(window_json(zone, window));
    for (const Blocker& blocker : plan.blockers)
        json["blockers"].push_back({{"name", blocker.name},
                                    {"state", name(blocker.state)},
                                    {"sentence", blocker.sentence},
                                    {"way_out", blocker.way_out}});
    for (const auto& [day, why] : plan.kept)
        json["kept_clear"].push_back({{"day", day.text()}, {"why", why}});
    if (plan.period)
        json["period"] = {{"of", name(plan.period->of)},
                          {"first_day", plan.period->first_day.text()},
                          {"last_day", plan.period->last_day.text()}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tieout::cutover
