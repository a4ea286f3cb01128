#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "reports/csv.h"
#include "reports/html_data.h"
#include "reports/templates.h"
#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::Finding;
using rules::Origin;

std::string meta(const Finding& finding, const CycleRecord& record) {
    std::string result = finding.tie;
    if (!finding.rule.empty()) result += (result.empty() ? "" : " · ") + finding.rule;
    result += (result.empty() ? "" : " · ") + kind_words(finding.kind, record);
    return result;
}

// What stands needs no chip: the eye is for what moved.
void add_life(Data& data, const rules::FindingLife* life) {
    const bool moved = life != nullptr && life->state != rules::LifeState::standing;
    set_text(data, "life_chip", moved ? rules::name(life->state) : "");
    set_text(data, "life_words", life == nullptr ? "" : life_words(*life));
}

// Findings of earlier cycles that this one has not.
void add_earlier(Data& data, const CycleRecord& record) {
    constexpr std::size_t most_earlier = 200;
    Data list(Data::type::list);
    std::uint64_t all = 0;
    for (const rules::FindingLife& life : record.lives) {
        const bool is_resolved = life.state == rules::LifeState::resolved;
        if (!is_resolved && life.state != rules::LifeState::not_looked) continue;
        if (++all > most_earlier) continue;
        Data one;
        one.set("earlier_title", short_line(life.title));
        one.set("earlier_state", Data(is_resolved ? "resolved" : "not looked at"));
        one.set("earlier_class", Data(is_resolved ? "resolved" : "warning"));
        one.set("earlier_words", line(life_words(life)));
        list << one;
    }
    set_list(data, "earlier", list);
    set_text(data, "earlier_shown",
             shown_words(std::min<std::uint64_t>(all, most_earlier), all,
                         "report.json, beside this page"));
}

Data waivers(const CycleRecord& record) {
    Data list(Data::type::list);
    for (const rules::WaiverResult& waiver : record.waivers) {
        Data data;
        const bool used = waiver.state == rules::WaiverState::used;
        const bool unused = waiver.state == rules::WaiverState::unused;
        data.set("waiver_state", Data(rules::name(waiver.state)));
        data.set("waiver_class", Data(used ? "resolved" : unused ? "notice" : "error"));
        data.set("waiver_words", line(waiver_words(waiver)));
        data.set("waiver_why", short_line(waiver.why));
        list << data;
    }
    return list;
}

// "waived", or what became of it since the last cycle; empty: the record knows no lives.
std::string state_of(const Finding& finding, const Page& page) {
    if (!finding.waived.empty()) return "waived";
    const rules::FindingLife* life = page.life_of(finding.id);
    return life == nullptr ? "" : rules::name(life->state);
}

// What search, filters and order of the page's script go by.
void add_handles(Data& data, const Finding& finding, const Page& page) {
    data.set("handle_severity", Data(rules::name(finding.severity)));
    data.set("handle_origin", Data(rules::name(finding.origin)));
    data.set("handle_state", Data(state_of(finding, page)));
    data.set("handle_tie", line(subject(finding)));
    data.set("handle_rows", Data(std::to_string(finding.count)));
    data.set("handle_money", Data(finding.amount ? finding.amount->text() : "0"));
}

Data finding_data(const Finding& finding, const Page& page) {
    Data data;
    add_handles(data, finding, page);
    data.set("finding_id", line(finding.id));
    data.set("finding_class",
             Data(finding.waived.empty() ? rules::name(finding.severity) : "notice"));
    data.set("finding_severity", Data(rules::name(finding.severity)));
    data.set("finding_title", short_line(finding.title.empty() ? subject(finding) : finding.title));
    data.set("finding_meta", short_line(meta(finding, page.record)));
    add_life(data, page.life_of(finding.id));
    set_text(data, "waived", finding.waived);
    data.set("finding_rows", line(finding.count > 0 ? counted(finding.count, "row", "rows") : ""));
    const bool has_amount = finding.amount && !finding.amount->is_zero();
    set_text(data, "finding_amount",
             has_amount ? grouped(*finding.amount) + " " + page.record.currency : "");
    data.set("has_advice", Data(!finding.advice.empty()));
    data.set("finding_advice", line(shortened(finding.advice, 1000)));
    data.set("source_label", line(label(page.record, Origin::source)));
    data.set("target_label", line(label(page.record, Origin::target)));
    data.set("cell", Data(kainjow::mustache::partial(
                         [] { return std::string(template_text("cell.mustache")); })));
    return data;
}

// A list writes its findings with their rows until it has written so many bytes, and without them
// from there on: a page stays below 5 MB whatever the rows hold, and opens at once.
constexpr std::size_t bytes_with_rows = 600'000;

std::string findings_html(const std::vector<const Finding*>& findings, const Page& page) {
    kainjow::mustache::mustache as_finding{std::string(template_text("finding.mustache"))};
    if (!as_finding.is_valid())
        throw Error(Fault::internal, "finding.mustache: " + as_finding.error_message());
    std::string html;
    for (std::size_t i = 0; i < findings.size() && i < most_findings; ++i) {
        Data data = finding_data(*findings[i], page);
        const bool with_rows = html.size() < bytes_with_rows;
        data.set("has_rows", Data(with_rows));
        data.set("rows_elsewhere", Data(!with_rows && findings[i]->count > 0));
        if (with_rows)
            add_rows(data, *findings[i], page);
        else
            data.set("rows_file", line("differences/" + difference_file(*findings[i])));
        html += as_finding.render(data);
    }
    return html;
}

void add_list(Data& lists, const Page& page, const char* anchor, const std::string& title,
              const std::string& lead, const std::vector<const Finding*>& findings) {
    Data data;
    data.set("list_anchor", Data(anchor));
    data.set("list_title", line(title));
    data.set("list_lead", line(lead));
    data.set("list_findings", Data(findings_html(findings, page)));
    data.set("list_has_findings", Data(!findings.empty()));
    set_text(data, "list_shown",
             shown_words(std::min(findings.size(), most_findings), findings.size(),
                         "findings.csv, beside this page, and their rows in differences/"));
    lists << data;
}

}  // namespace

void add_findings(Data& data, const Page& page) {
    const std::string source = label(page.record, Origin::source);
    const std::string target = label(page.record, Origin::target);
    Data lists(Data::type::list);
    add_list(lists, page, "fix-source", "To fix in " + source,
             "Data that break a rule where they are today. The move cannot mend them.",
             page.to_fix(Origin::source));
    add_list(lists, page, "fix-target", "To fix in " + target,
             "What the set-up of " + target + " or the migration did.",
             page.to_fix(Origin::target));
    if (!page.notices().empty()) {
        add_list(lists, page, "notices", "Changed on purpose, and other notes",
                 "Declared in the pack, counted here, and no error.", page.notices());
    }
    data["finding_lists"] = std::move(lists);
    data.set("has_findings", Data(!page.record.findings.empty()));
    add_earlier(data, page.record);
    set_list(data, "waivers", waivers(page.record));
}

}  // namespace tieout::reports
