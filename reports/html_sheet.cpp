#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "reports/html_data.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::TieResult;
using rules::TotalResult;
using rules::TotalSet;

bool is_zero(const std::string& number) {
    const auto value = Decimal::parse(number);
    return value && value->is_zero();
}

// Digits after the point, so that a column of money stands under one another.
std::string money(const std::string& amount) {
    const auto value = Decimal::parse(amount);
    if (!value || value->scale() >= 2) return grouped(amount);
    return grouped(value->rounded(2, Rounding::half_up));
}

Data sheet_line(const std::string& name, const std::string& source, const std::string& target,
                const std::string& difference, const std::string& state, const char* style) {
    Data data;
    data.set("line_name", line(name));
    data.set("line_source", line(source));
    data.set("line_target", line(target));
    data.set("line_difference", line(difference));
    data.set("line_state", line(state));
    data.set("line_class", Data(style));
    const bool differs = !difference.empty() && !is_zero(difference);
    data.set("difference_class", Data(differs ? style : ""));
    return data;
}

Data rows_line(const TieResult& tie) {
    const auto source = static_cast<std::int64_t>(tie.source_rows);
    const auto target = static_cast<std::int64_t>(tie.target_rows);
    const bool all_equal = tie.equal == tie.source_rows && tie.equal == tie.target_rows;
    const std::uint64_t differ = tie.missing + tie.extra + tie.changed + tie.duplicate;
    if (!tie.not_looked.empty()) return sheet_line("Rows", "–", "–", "–", "not looked at", "warn");
    const std::string state =
        all_equal ? "all equal" : counted(differ, "row differs", "rows differ");
    return sheet_line("Rows", grouped(tie.source_rows), grouped(tie.target_rows),
                      grouped(std::to_string(source - target)), state, all_equal ? "good" : "bad");
}

Data moved_line(const TieResult& tie) {
    const std::string rows = counted(tie.changed_while_read, "row", "rows");
    return sheet_line("Changed while read", "", "", "", rows + ", no difference when read again",
                      "good");
}

Data total_line(const TotalResult& total) {
    const auto figure = [&](const std::string& n) { return total.money ? money(n) : grouped(n); };
    const bool equal = is_zero(total.difference);
    std::string state = "equal";
    if (!equal) {
        const bool none = total.explained.empty() || is_zero(total.explained);
        state = total.explained == total.difference ? "differs; the rows explain it"
                : none                              ? "differs; no row explains it"
                       : "differs; rows explain " + figure(total.explained);
    }
    return sheet_line(total_words(total.name), figure(total.source), figure(total.target),
                      figure(total.difference), state, equal ? "good" : "bad");
}

Data set_line(const TotalSet& set) {
    const bool equal = set.equal == set.groups;
    const std::string groups = counted(set.groups, "group", "groups");
    return sheet_line(
        total_words(set.name), "", "", "",
        equal ? groups + ", all equal" : grouped(set.equal) + " of " + groups + " equal",
        equal ? "good" : "bad");
}

// "sum total" is one figure, and stands above as one; "sum total by client" is a set of them.
bool is_by_group(const std::string& total) {
    return total.find(" by ") != std::string::npos;
}

Data tie_lines(const CycleRecord& record, const TieResult& tie) {
    Data list(Data::type::list);
    list << rows_line(tie);
    if (tie.changed_while_read > 0) list << moved_line(tie);
    for (const TotalResult& total : record.totals) {
        // The count of the whole is the line above.
        if (total.tie != tie.tie || !total.group.empty() || total.name == "count") continue;
        list << total_line(total);
    }
    for (const TotalSet& set : record.total_sets) {
        if (set.tie == tie.tie && is_by_group(set.name)) list << set_line(set);
    }
    return list;
}

void add_differing_groups(Data& data_of_page, const CycleRecord& record) {
    constexpr std::size_t most_groups = 200;
    Data list(Data::type::list);
    std::uint64_t all = 0;
    for (const TotalResult& total : record.totals) {
        if (total.group.empty() || is_zero(total.difference)) continue;
        if (++all > most_groups) continue;
        Data data = total_line(total);
        data.set("group_total", line(total.tie + ": " + total_words(total.name)));
        data.set("group_name", short_line(total.group));
        list << data;
    }
    set_list(data_of_page, "groups", list);
    data_of_page.set("groups_count", Data(grouped(all)));
    set_text(data_of_page, "groups_shown",
             shown_words(std::min<std::uint64_t>(all, most_groups), all,
                         "report.json, beside this page"));
}

}  // namespace

void add_sheet(Data& data, const Page& page) {
    const CycleRecord& record = page.record;
    set_text(data, "currency", record.currency);
    // The forecast alone has compared no rows.
    data.set("shows_sheet", Data(record.command != "forecast"));
    Data ties(Data::type::list);
    for (const TieResult& tie : record.ties) {
        Data one;
        one.set("sheet_title", line(tie.title.empty() ? tie.tie : tie.title));
        one.set("sheet_lines", tie_lines(record, tie));
        ties << one;
    }
    data.set("has_sheet", Data(!record.ties.empty()));
    data["sheet_ties"] = std::move(ties);
    add_differing_groups(data, record);
    set_text(data, "digest", record.digest);
}

}  // namespace tieout::reports
