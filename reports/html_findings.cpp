#include <fmt/format.h>

#include "reports/html_data.h"
#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::ColumnPair;
using rules::CycleRecord;
using rules::Finding;
using rules::Member;
using rules::Origin;
using rules::Severity;

struct Sides {
    bool source = true, target = true;
};

// A rule is asked of one side: the other has no column then. A row that is missing on one side
// shows that there.
Sides sides_of(const Finding& finding) {
    const bool is_rule = finding.kind == rules::FindingKind::broken_rule ||
                         finding.kind == rules::FindingKind::sequence ||
                         finding.kind == rules::FindingKind::null_key;
    Sides sides;
    if (!is_rule || finding.samples.empty()) return sides;
    sides = {false, false};
    for (const Member& member : finding.samples) {
        sides.source = sides.source || member.in_source;
        sides.target = sides.target || member.in_target;
    }
    return sides;
}

// The cells of one field.
Data cells(const Member& member, const ColumnPair& column, Sides sides, Personal personal) {
    const Personal cell_personal = is_personal(column) ? personal : Personal::shown;
    const bool both = member.in_source && member.in_target;
    const auto there = [](bool in) { return in ? Presence::there : Presence::no_row; };
    CellPair pair;
    if (both) {
        pair = compare(column.source, column.target, cell_personal);
    } else {
        pair.source = pieces(column.source.value_or(""), cell_personal);
        pair.target = pieces(column.target.value_or(""), cell_personal);
    }
    Data list(Data::type::list);
    Data source = cell(column.source, pair.source, there(member.in_source));
    Data target = cell(column.target, pair.target, there(member.in_target));
    if (sides.source) list << source;
    if (sides.target) list << target;
    Data line_data;
    line_data.set("cells", list);
    line_data.set("cell_name", short_line(column.name));
    set_text(line_data, "how", both ? pair.how : "");
    line_data.set("cell_how", line(pair.how));
    return line_data;
}

std::string note(const Member& member, Personal personal) {
    std::string result = personal == Personal::masked ? masked_reason(member.note) : member.note;
    if (!member.follows_tie.empty()) {
        if (!result.empty()) result += "; ";
        result += "follows from " + member.follows_tie + " " + rules::text(member.follows_key);
    }
    return result;
}

Data sample(const Member& member, Sides sides, Personal personal) {
    // A member without columns is a line of its own all the same.
    std::vector<ColumnPair> columns = member.columns;
    if (columns.empty()) columns.push_back({"", std::nullopt, std::nullopt, ""});
    Data lines_of_sample(Data::type::list);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        Data one = cells(member, columns[i], sides, personal);
        one.set("has_columns", Data(!member.columns.empty()));
        one.set("line_is_first", Data(i == 0));
        lines_of_sample << one;
    }
    Data data;
    data.set("sample_key", short_line(rules::text(member.key)));
    data.set("sample_rowspan", Data(std::to_string(columns.size())));
    set_text(data, "sample_note", note(member, personal));
    data.set("sample_lines", lines_of_sample);
    return data;
}

std::string meta(const Finding& finding, const CycleRecord& record) {
    std::string result = finding.tie;
    if (!finding.rule.empty()) result += (result.empty() ? "" : " · ") + finding.rule;
    result += (result.empty() ? "" : " · ") + kind_words(finding.kind, record);
    return result;
}

std::string samples_words(const Finding& finding) {
    if (finding.samples.empty()) return "More:";
    if (finding.samples.size() < finding.count) {
        return fmt::format(
            "The first {} of {} by key; all are in the CSV file beside this page. "
            "More on each:",
            finding.samples.size(), counted(finding.count, "row", "rows"));
    }
    return "More on each row:";
}

// What stands needs no chip: the eye is for what moved.
void add_life(Data& data, const rules::FindingLife* life) {
    const bool moved = life != nullptr && life->state != rules::LifeState::standing;
    set_text(data, "life_chip", moved ? rules::name(life->state) : "");
    set_text(data, "life_words", life == nullptr ? "" : life_words(*life));
}

// Findings of earlier cycles that this one has not.
Data earlier(const CycleRecord& record) {
    Data list(Data::type::list);
    for (const rules::FindingLife& life : record.lives) {
        const bool is_gone =
            life.state == rules::LifeState::resolved || life.state == rules::LifeState::not_looked;
        if (!is_gone) continue;
        Data data;
        data.set("earlier_title", short_line(life.title));
        data.set("earlier_state",
                 Data(life.state == rules::LifeState::resolved ? "resolved" : "not looked at"));
        data.set("earlier_class",
                 Data(life.state == rules::LifeState::resolved ? "resolved" : "warning"));
        data.set("earlier_words", line(life_words(life)));
        list << data;
    }
    return list;
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

Data finding_data(const Finding& finding, const Page& page) {
    Data data;
    data.set("finding_id", line(finding.id));
    data.set("finding_class",
             Data(finding.waived.empty() ? rules::name(finding.severity) : "notice"));
    data.set("finding_severity", Data(rules::name(finding.severity)));
    data.set("finding_title", short_line(finding.title.empty() ? subject(finding) : finding.title));
    data.set("finding_meta", line(meta(finding, page.record)));
    add_life(data, life_of(page.record, finding.id));
    set_text(data, "waived", finding.waived);
    data.set("finding_rows", line(finding.count > 0 ? counted(finding.count, "row", "rows") : ""));
    const bool has_amount = finding.amount && !finding.amount->is_zero();
    set_text(data, "finding_amount",
             has_amount ? grouped(*finding.amount) + " " + page.record.currency : "");
    data.set("has_advice", Data(!finding.advice.empty()));
    data.set("finding_advice", line(finding.advice));
    const Sides sides = sides_of(finding);
    data.set("side_source", Data(sides.source));
    data.set("side_target", Data(sides.target));
    Data samples(Data::type::list);
    for (const Member& member : finding.samples)
        samples << sample(member, sides, page.personal);
    set_list(data, "samples", samples);
    data.set("samples_words", line(samples_words(finding)));
    return data;
}

void add_list(Data& lists, const Page& page, const char* anchor, const std::string& title,
              const std::string& lead, const std::vector<const Finding*>& findings) {
    Data list(Data::type::list);
    for (const Finding* finding : findings)
        list << finding_data(*finding, page);
    Data data;
    data.set("list_anchor", Data(anchor));
    data.set("list_title", line(title));
    data.set("list_lead", line(lead));
    data.set("list_findings", list);
    data.set("list_has_findings", Data(!findings.empty()));
    lists << data;
}

template <class Wanted>
std::vector<const Finding*> select(const CycleRecord& record, Wanted wanted) {
    std::vector<const Finding*> result;
    for (const Finding& finding : record.findings) {
        if (wanted(finding)) result.push_back(&finding);
    }
    return result;
}

}  // namespace

std::vector<const Finding*> to_fix(const CycleRecord& record, Origin origin) {
    return select(record, [origin](const Finding& f) {
        return f.severity != Severity::notice && f.origin == origin;
    });
}

std::vector<const Finding*> notices(const CycleRecord& record) {
    return select(record, [](const Finding& f) { return f.severity == Severity::notice; });
}

void add_findings(Data& data, const Page& page) {
    const CycleRecord& record = page.record;
    const std::string source = label(record, Origin::source);
    const std::string target = label(record, Origin::target);
    Data lists(Data::type::list);
    add_list(lists, page, "fix-source", "To fix in " + source,
             "Data that break a rule where they are today. The move cannot mend them.",
             to_fix(record, Origin::source));
    add_list(lists, page, "fix-target", "To fix in " + target,
             "What the set-up of " + target + " or the migration did.",
             to_fix(record, Origin::target));
    if (!notices(record).empty()) {
        add_list(lists, page, "notices", "Changed on purpose, and other notes",
                 "Declared in the pack, counted here, and no error.", notices(record));
    }
    data.set("finding_lists", lists);
    set_list(data, "earlier", earlier(record));
    set_list(data, "waivers", waivers(record));
}

}  // namespace tieout::reports
