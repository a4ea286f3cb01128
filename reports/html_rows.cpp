#include <algorithm>

#include "reports/csv.h"
#include "reports/html_data.h"
#include "reports/to_copy.h"
#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::ColumnPair;
using rules::Finding;
using rules::Member;

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
    line_data["cells"] = std::move(list);
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
    data["sample_lines"] = std::move(lines_of_sample);
    return data;
}

// How many samples a page shows: all of them, but for rows so wide or texts so long that one
// finding would be most of the page.
std::size_t shown_samples(const Finding& finding) {
    constexpr std::size_t most_lines = 240, most_text = 60'000;
    std::size_t lines = 0, text = 0;
    for (std::size_t i = 0; i < finding.samples.size(); ++i) {
        for (const ColumnPair& cell : finding.samples[i].columns) {
            ++lines;
            text += cell.source.value_or("").size() + cell.target.value_or("").size();
        }
        if (lines > most_lines || text > most_text) return std::max<std::size_t>(i, 1);
    }
    return finding.samples.size();
}

void add_samples_words(Data& data, const Finding& finding, std::size_t shown) {
    const std::string words =
        shown == 0 ? ""
                   : shown_words(shown, finding.count,
                                 ("differences/" + difference_file(finding)).c_str());
    data.set("has_samples_words", Data(!words.empty()));
    data.set("samples_words", line(words));
}

void add_to_copy(Data& data, const Finding& finding, const Page& page) {
    const SqlToCopy sql = sql_to_copy(page.record, finding);
    Data list(Data::type::list);
    const auto add = [&](const std::string& title, const std::string& text) {
        if (text.empty()) return;
        Data one;
        one.set("copy_title", line(title));
        one.set("copy_text", lines(text));
        list << one;
    };
    add("SQL for " + label(page.record, rules::Origin::source), sql.source);
    add("SQL for " + label(page.record, rules::Origin::target), sql.target);
    if (finding.waived.empty() && finding.kind != rules::FindingKind::not_looked)
        add("Waiver, for waivers.yaml", waiver_to_copy(finding));
    data["to_copy"] = std::move(list);
}

}  // namespace

void add_rows(Data& data, const Finding& finding, const Page& page) {
    const Sides sides = sides_of(finding);
    data.set("side_source", Data(sides.source));
    data.set("side_target", Data(sides.target));
    Data samples(Data::type::list);
    const std::size_t shown = shown_samples(finding);
    for (std::size_t i = 0; i < shown; ++i)
        samples << sample(finding.samples[i], sides, page.personal);
    set_list(data, "samples", samples);
    add_samples_words(data, finding, shown);
    add_to_copy(data, finding, page);
}

}  // namespace tieout::reports
