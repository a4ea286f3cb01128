#include "reports/html.h"

#include <fmt/format.h>

#include "base/error.h"
#include "reports/html_data.h"
#include "reports/templates.h"
#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

std::string masthead(const rules::CycleRecord& record) {
    std::string result = fmt::format("{} to {}", label(record, rules::Origin::source),
                                     label(record, rules::Origin::target));
    if (!record.profile.empty()) result += " · " + record.profile;
    if (record.number > 0) result += fmt::format(" · cycle {}", record.number);
    if (!record.finished_at.empty()) result += " · " + record.finished_at;
    return result;
}

void add_script(Data& data, const std::string& name, const char* file) {
    data.set(name, Data(std::string(template_text(file))));
    data.set(name + "_digest", Data(std::string(script_hash(file))));
}

void add_parts(Data& data) {
    for (const char* name :
         {"verdict", "contents", "sheet", "forecast", "findings", "cell", "quarantine", "loads",
          "constraints", "coverage", "integrations", "audit", "tools", "pictures"}) {
        const std::string file = std::string(name) + ".mustache";
        data.set(
            name,
            Data(kainjow::mustache::partial([file] { return std::string(template_text(file)); })));
    }
    data.set("style", Data(std::string(template_text("style.css"))));
    add_script(data, "page_script", "page.js");
    add_script(data, "chart_library", "chart.min.js");
    add_script(data, "chart_script", "charts.js");
}

void add_head(Data& data, const Page& page) {
    const auto& record = page.record;
    data.set("page_title", line(verdict_words(record).word + ": " + masthead(record)));
    data.set("masthead", line(masthead(record)));
    data.set("source_label", line(label(record, rules::Origin::source)));
    data.set("target_label", line(label(record, rules::Origin::target)));
    data.set("first_section", Data(page.record.command == "forecast" ? "forecast" : "sheet"));
    data.set("first_section_words",
             Data(page.record.command == "forecast" ? "the next months" : "the tie-out sheet"));
    data.set("version", line(record.tieout_version));
    data.set("made_from", record.number > 0 ? fmt::format("cycle {}", record.number)
                                            : "a single " + record.command);
    data.set("reveals", Data(page.personal == Personal::shown));
    data.set("personal_words",
             page.personal == Personal::masked
                 ? "Texts of customers are masked: each keeps its first character and its length."
                 : "It shows customers' data: keep it as you keep them.");
}

}  // namespace

std::string html(const rules::CycleRecord& record, Personal personal) {
    const Page page(record, personal);
    Data data;
    add_parts(data);
    add_head(data, page);
    for (const auto add :
         {add_verdict, add_charts, add_contents, add_sheet, add_forecast, add_findings,
          add_quarantine, add_loads, add_constraints, add_coverage, add_integrations, add_audit}) {
        add(data, page);
    }
    kainjow::mustache::mustache page_template{std::string(template_text("page.mustache"))};
    if (!page_template.is_valid()) {
        throw Error(Fault::internal, "page.mustache: " + page_template.error_message());
    }
    return page_template.render(data);
}

}  // namespace tieout::reports
