#include "reports/index.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/html_data.h"
#include "reports/templates.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

const char* style_of(const std::string& verdict) {
    if (verdict == "holds") return "good";
    return verdict == "broken" ? "bad" : "warn";
}

// "2026-11-29 09:32" of "2026-11-29T09:32:34Z".
std::string minute_of(const std::string& moment) {
    std::string minute = moment.substr(0, std::size("YYYY-MM-DDThh:mm") - 1);
    std::replace(minute.begin(), minute.end(), 'T', ' ');
    return minute;
}

Data cycle(const CycleLine& one) {
    Data data;
    data.set("number", Data(std::to_string(one.number)));
    data.set("started", line(minute_of(one.started_at)));
    data.set("profile", line(one.profile));
    data.set("verdict", line(one.verdict));
    data.set("verdict_class", Data(style_of(one.verdict)));
    data.set("errors", Data(grouped(one.errors)));
    data.set("new_count", Data(grouped(one.fresh)));
    data.set("regressed_count", Data(grouped(one.regressed)));
    data.set("has_regressed", Data(one.regressed > 0));
    data.set("resolved_count", Data(grouped(one.resolved)));
    data.set("money", Data(one.money ? grouped(*one.money) : "-"));
    data.set("quarantined", Data(grouped(one.quarantined)));
    data.set("has_link", Data(!one.report.empty()));
    data.set("link", line(one.report));
    return data;
}

std::string trend(const std::vector<CycleLine>& cycles) {
    if (cycles.size() < 2) return "";
    const std::uint64_t now = cycles.back().errors, before = cycles[cycles.size() - 2].errors;
    if (now == before) return "As many errors as in the cycle before.";
    return now < before
               ? counted(before - now, "error", "errors") + " fewer than in the cycle before."
               : counted(now - before, "error", "errors") + " more than in the cycle before.";
}

}  // namespace

std::string index_html(const std::vector<CycleLine>& oldest_first) {
    Data data;
    data.set("style", Data(std::string(template_text("style.css"))));
    const bool any = !oldest_first.empty();
    data.set("last_class", Data(any ? style_of(oldest_first.back().verdict) : "warn"));
    data.set("last_word", line(any ? oldest_first.back().verdict : "nothing yet"));
    data.set("headline",
             line(any ? fmt::format("Cycle {}: {}", oldest_first.back().number,
                                    counted(oldest_first.back().errors, "error", "errors"))
                      : "No cycle has run."));
    data.set("trend", line(trend(oldest_first)));
    Data cycles(Data::type::list);
    for (auto one = oldest_first.rbegin(); one != oldest_first.rend(); ++one)
        cycles << cycle(*one);
    set_list(data, "cycles", cycles);
    kainjow::mustache::mustache page{std::string(template_text("index.mustache"))};
    return page.render(data);
}

}  // namespace tieout::reports
