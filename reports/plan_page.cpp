#include "reports/plan_page.h"

#include <fmt/format.h>

#include "base/error.h"
#include "reports/html_data.h"
#include "reports/templates.h"

namespace tieout::reports {
namespace {

Data plan_windows(const PlanPage& page) {
    Data list(Data::type::list);
    int rank = 0;
    for (const PlanPage::Window& window : page.windows) {
        Data one;
        one.set("window_rank", Data(std::to_string(++rank)));
        one.set("window_begins", line(window.begins));
        one.set("window_ends", line(window.ends));
        one.set("window_utc", line(window.utc));
        one.set("window_events", line(window.events));
        one.set("window_reasons", list_of(window.reasons));
        set_list(one, "window_reservations", list_of(window.reservations));
        list << one;
    }
    return list;
}

Data plan_heat(const PlanPage& page) {
    Data rows(Data::type::list);
    for (std::size_t hour = 0; hour < page.heat.size(); ++hour) {
        Data row, cells(Data::type::list);
        for (const PlanPage::HeatCell& cell : page.heat[hour]) {
            Data one;
            one.set("heat_text", line(cell.text));
            one.set("heat_class",
                    Data(fmt::format("h{}{}", cell.level, cell.in_window ? " in" : "")));
            one.set("heat_in", Data(cell.in_window));
            cells << one;
        }
        row.set("heat_hour", Data(fmt::format("{:02}:00", hour)));
        row.set("heat_cells", cells);
        rows << row;
    }
    return rows;
}

Data plan_kinds(const PlanPage& page) {
    Data list(Data::type::list);
    for (const PlanPage::Kind& kind : page.kinds) {
        Data one;
        one.set("kind_title", line(kind.title));
        one.set("kind_weight", line(kind.weight));
        one.set("kind_moments", line(kind.moments));
        one.set("kind_without_hour", line(kind.without_hour));
        list << one;
    }
    return list;
}

Data plan_pairs(const std::vector<std::pair<std::string, std::string>>& pairs) {
    Data list(Data::type::list);
    for (const auto& [name, text] : pairs) {
        Data one;
        one.set("pair_name", line(name));
        one.set("pair_text", line(text));
        list << one;
    }
    return list;
}

Data plan_steps(const PlanPage& page) {
    Data list(Data::type::list);
    for (const PlanPage::Step& step : page.steps) {
        Data one;
        one.set("step_name", line(step.step));
        one.set("step_least", line(step.least));
        one.set("step_median", line(step.median));
        one.set("step_most", line(step.most));
        list << one;
    }
    return list;
}

Data plan_blockers(const PlanPage& page) {
    Data list(Data::type::list);
    for (const PlanPage::Blocker& blocker : page.blockers) {
        const char* const style = blocker.state == "clear"    ? "good"
                                  : blocker.state == "blocks" ? "bad"
                                                              : "warn";
        Data one;
        one.set("blocker_name", line(blocker.name));
        one.set("blocker_state", line(blocker.state));
        one.set("blocker_class", Data(style));
        one.set("blocker_sentence", line(blocker.sentence));
        one.set("blocker_way_out", line(blocker.way_out));
        list << one;
    }
    return list;
}

Data plan_notices(const PlanPage& page) {
    Data list(Data::type::list);
    for (const PlanPage::Notice& notice : page.notices) {
        Data one;
        one.set("notice_what", line(notice.what));
        one.set("notice_when", line(notice.when));
        one.set("notice_utc", line(notice.utc));
        list << one;
    }
    return list;
}

Data plan_sheet(const PlanPage& page) {
    Data list(Data::type::list);
    for (const PlanPage::SheetLine& one : page.sheet) {
        Data data;
        data.set("sheet_what", line(one.what));
        data.set("sheet_source", line(one.source));
        data.set("sheet_target", line(one.target));
        data.set("sheet_difference", line(one.difference));
        list << data;
    }
    return list;
}

}  // namespace

std::string plan_html(const PlanPage& page) {
    Data data;
    data.set("style", Data(std::string(template_text("style.css")) +
                           std::string(template_text("plan.css"))));
    for (const auto& [name, text] :
         {std::pair<const char*, const std::string&>{"masthead", page.masthead},
          {"footer", page.footer},
          {"tone", page.tone},
          {"badge", page.badge},
          {"headline", page.headline},
          {"meaning", page.meaning},
          {"no_window", page.no_window},
          {"heat_lead", page.heat_lead},
          {"downtime", page.downtime},
          {"source_label", page.source_label},
          {"target_label", page.target_label},
          {"period_lead", page.period_lead}})
        data.set(name, line(text));
    set_text(data, "period", page.period);
    set_list(data, "remarks", list_of(page.remarks));
    set_list(data, "windows", plan_windows(page));
    data.set("has_heat", Data(page.has_heat));
    data.set("heat", plan_heat(page));
    set_list(data, "kinds", plan_kinds(page));
    set_list(data, "kept", plan_pairs(page.kept));
    set_list(data, "steps", plan_steps(page));
    set_list(data, "blockers", plan_blockers(page));
    set_list(data, "notices", plan_notices(page));
    set_list(data, "audience", plan_pairs(page.audience));
    set_list(data, "sheet_lines", plan_sheet(page));
    kainjow::mustache::mustache text{std::string(template_text("plan.mustache"))};
    if (!text.is_valid()) throw Error(Fault::internal, "plan.mustache: " + text.error_message());
    return text.render(data);
}

}  // namespace tieout::reports
