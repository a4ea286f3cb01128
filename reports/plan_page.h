// The plan of a cut-over night for people: one page that asks nothing of a network, the same as
// Markdown, and the sheet of the period's end. All of it is a function of the struct.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace tieout::reports {

struct PlanPage {
    struct Window {
        std::string begins, ends, utc, events;
        std::vector<std::string> reasons, reservations;
    };
    struct HeatCell {
        std::string text = "?";
        int level = 0;           // 0: nothing, to 4: as busy as it ever gets
        bool in_window = false;  // of the first window
    };
    struct Kind {
        std::string title, weight, moments, without_hour;
    };
    struct Step {
        std::string step, least, median, most;
    };
    struct Blocker {
        std::string name, state, sentence, way_out;  // state: clear, blocks, unknown
    };
    struct Notice {
        std::string what, when, utc;
    };
    struct SheetLine {
        std::string what, source, target, difference;
    };

    std::string masthead, footer;
    std::string tone;  // good, bad, warn
    std::string badge, headline, meaning;
    std::vector<std::string> remarks;
    std::vector<Window> windows;  // the best first
    std::string no_window;        // why there is none
    std::string heat_lead;
    bool has_heat = false;
    std::array<std::array<HeatCell, 7>, 24> heat{};  // by hour and weekday, Monday first
    std::vector<Kind> kinds;
    std::vector<std::pair<std::string, std::string>> kept;  // day, why
    std::string downtime;
    std::vector<Step> steps;
    std::vector<Blocker> blockers;
    std::vector<Notice> notices;
    std::vector<std::pair<std::string, std::string>> audience;  // language, how many
    std::string source_label, target_label;
    std::string period, period_lead;  // "month 2027-01-01 to 2027-01-31"; empty: none
    std::vector<SheetLine> sheet;
};

std::string plan_html(const PlanPage& page);
std::string plan_markdown(const PlanPage& page);
// A document of its own: what the rehearsal said, and room for what the night says.
std::string period_end_markdown(const PlanPage& page);

}  // namespace tieout::reports
