// Pictures of what stands in the record. Each is a table first: the script draws what it reads
// there, and who has no script, no eyes or a printer has the table.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/decimal.h"
#include "reports/html_data.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::Origin;
using rules::TotalResult;

struct Row {
    std::string name;
    std::vector<std::string> figures;  // one a series; what is no number is a gap
};

struct Chart {
    const char* kind;  // "line", "bars", "stacked": the words of charts.js
    std::string title, summary, along;
    std::vector<std::string> series;
    std::vector<Row> rows;
};

Data strings(const char* name, const std::vector<std::string>& texts) {
    Data list(Data::type::list);
    for (const std::string& text : texts) {
        Data one;
        one.set(name, line(text));
        list << one;
    }
    return list;
}

Data data_of(const Chart& chart) {
    Data rows(Data::type::list);
    for (const Row& row : chart.rows) {
        Data one;
        one.set("chart_row", line(row.name));
        one.set("chart_figures", strings("chart_figure", row.figures));
        rows << one;
    }
    Data data;
    data.set("chart_kind", Data(chart.kind));
    data.set("chart_title", line(chart.title));
    data.set("chart_summary", line(chart.summary));
    data.set("chart_along", line(chart.along));
    data.set("chart_series", strings("chart_name", chart.series));
    data["chart_rows"] = std::move(rows);
    return data;
}

// ---- cycles

constexpr std::size_t most_cycles = 40;

std::vector<rules::TrendPoint> trend_to_now(const CycleRecord& record) {
    std::vector<rules::TrendPoint> points = record.trend;
    if (points.size() >= most_cycles)
        points.erase(points.begin(), points.end() - (most_cycles - 1));
    rules::TrendPoint now;
    now.number = record.number;
    now.verdict = rules::name(record.verdict);
    now.errors = toll(record, rules::Severity::error, Origin::source).findings +
                 toll(record, rules::Severity::error, Origin::target).findings;
    now.findings = record.findings.size();
    now.money = money_at_risk(record);
    points.push_back(now);
    return points;
}

std::string since_words(std::uint64_t now, std::uint64_t before) {
    const std::string errors = counted(now, "error", "errors") + " in this cycle";
    if (now == before) return errors + ", as many as in the one before.";
    return fmt::format("{}, {} {} than in the one before.", errors,
                       grouped(now < before ? before - now : now - before),
                       now < before ? "fewer" : "more");
}

std::string cycle_name(const rules::TrendPoint& point) {
    return fmt::format("{}: {}", point.number, point.verdict);
}

Chart errors_chart(const std::vector<rules::TrendPoint>& points) {
    Chart chart{"line",
                "Findings, cycle by cycle",
                since_words(points.back().errors, points[points.size() - 2].errors),
                "Cycle",
                {"Errors", "All findings"},
                {}};
    for (const auto& point : points)
        chart.rows.push_back({cycle_name(point), {grouped(point.errors), grouped(point.findings)}});
    return chart;
}

Chart money_chart(const std::vector<rules::TrendPoint>& points, const std::string& currency) {
    const auto words = [](const std::optional<Decimal>& money) {
        return money ? grouped(*money) : std::string("0");
    };
    Chart chart{
        "line",
        "Money at risk, cycle by cycle",
        fmt::format("{} {} in this cycle, {} in the one before.", words(points.back().money),
                    currency, words(points[points.size() - 2].money)),
        "Cycle",
        {"Money at risk"},
        {}};
    for (const auto& point : points)
        chart.rows.push_back({cycle_name(point), {words(point.money)}});
    return chart;
}

void add_trend(std::vector<Chart>& charts, const CycleRecord& record) {
    if (record.trend.empty()) return;
    const auto points = trend_to_now(record);
    charts.push_back(errors_chart(points));
    if (std::any_of(points.begin(), points.end(), [](const auto& p) { return p.money; }))
        charts.push_back(money_chart(points, record.currency));
}

// ---- money by month

// A pack whose rows have a state calls what is still to be paid so. Its sums by state and month of
// the day on which it is due are the ageing.
constexpr std::string_view open_state = "open / ";

bool is_month(std::string_view text) {
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != std::size("YYYY-MM") - 1 || text[4] != '-') return false;
    return digit(0) && digit(1) && digit(2) && digit(3) && digit(5) && digit(6);
}

struct Months {
    std::string tie, name;
    bool open = false;
    std::map<std::string, const TotalResult*> by_month;
    std::uint64_t groups = 0;  // that were compared; all are listed, or the picture would lie
};

// Sums of money by month, and by state and month, of which every group is listed.
std::vector<Months> months_of(const CycleRecord& record) {
    std::vector<Months> result;
    std::map<std::string, std::size_t> listed;  // groups by tie and name
    for (const TotalResult& total : record.totals) {
        if (!total.money || total.group.empty()) continue;
        ++listed[total.tie + "\n" + total.name];
        const bool open = total.group.starts_with(open_state);
        const std::string month = open ? total.group.substr(open_state.size()) : total.group;
        if (!is_month(month)) continue;
        const auto is_this = [&](const Months& m) {
            return m.tie == total.tie && m.name == total.name && m.open == open;
        };
        auto found = std::find_if(result.begin(), result.end(), is_this);
        if (found == result.end())
            found = result.insert(result.end(), {total.tie, total.name, open, {}, 0});
        found->by_month[month] = &total;
    }
    result.erase(std::remove_if(result.begin(), result.end(),
                                [&](const Months& months) {
                                    const auto set = std::find_if(
                                        record.total_sets.begin(), record.total_sets.end(),
                                        [&](const rules::TotalSet& each) {
                                            return each.tie == months.tie &&
                                                   each.name == months.name;
                                        });
                                    return set == record.total_sets.end() ||
                                           set->groups != listed[months.tie + "\n" + months.name];
                                }),
                 result.end());
    return result;
}

std::string title_of(const CycleRecord& record, const std::string& tie) {
    const auto found = std::find_if(record.ties.begin(), record.ties.end(),
                                    [&](const auto& each) { return each.tie == tie; });
    return found == record.ties.end() || found->title.empty() ? tie : found->title;
}

// "Invoices", "Open invoices".
std::string subject_of(const CycleRecord& record, const Months& months) {
    std::string title = title_of(record, months.tie);
    if (!months.open) return title;
    if (title[0] >= 'A' && title[0] <= 'Z') title[0] = static_cast<char>(title[0] - 'A' + 'a');
    return "Open " + title;
}

// "issued at" of "sum total by status, month(issued_at)".
std::string day_of(const std::string& name) {
    const std::size_t begin = name.find("month(");
    if (begin == std::string::npos) return name;
    std::string day = name.substr(begin + 6, name.find(')', begin) - begin - 6);
    std::replace(day.begin(), day.end(), '_', ' ');
    return day;
}

std::string months_words(const Months& months) {
    std::uint64_t differ = 0;
    Decimal largest;
    std::string where;
    for (const auto& [month, total] : months.by_month) {
        Decimal difference = Decimal::parse(total->difference).value_or(Decimal());
        if (difference.is_negative()) difference = -difference;
        if (!difference.is_zero()) ++differ;
        if (difference > largest) largest = difference, where = month;
    }
    const std::string all =
        fmt::format("{}, {} to {}", counted(months.by_month.size(), "month", "months"),
                    months.by_month.begin()->first, months.by_month.rbegin()->first);
    if (differ == 0) return all + "; equal on both sides in each.";
    return fmt::format("{}; {} differ, most {}, by {}.", all, grouped(differ), where,
                       grouped(largest));
}

Chart months_chart(const CycleRecord& record, const Months& months) {
    Chart chart{"bars",
                fmt::format("{} by month ({})", subject_of(record, months), day_of(months.name)),
                months_words(months),
                "Month",
                {label(record, Origin::source), label(record, Origin::target)},
                {}};
    for (const auto& [month, total] : months.by_month)
        chart.rows.push_back({month, {grouped(total->source), grouped(total->target)}});
    return chart;
}

void add_months(std::vector<Chart>& charts, const CycleRecord& record) {
    for (const Months& months : months_of(record))
        charts.push_back(months_chart(record, months));
}

// ---- columns

Row coverage_row(const std::string& side, std::uint64_t compared, std::uint64_t unknown,
                 std::uint64_t all) {
    return {side, {grouped(compared), grouped(all - compared - unknown), grouped(unknown)}};
}

template <class Columns>
void add_side(Chart& chart, const std::string& side, const Columns& columns) {
    if (columns.empty()) return;
    std::uint64_t compared = 0, unknown = 0;
    for (const auto& column : columns) {
        if (column.fate == "unknown")
            ++unknown;
        else if (column.verify_compared)
            ++compared;
    }
    chart.rows.push_back(coverage_row(side, compared, unknown, columns.size()));
    chart.summary += fmt::format("{}{}: {} of {} compared", chart.summary.empty() ? "" : "; ", side,
                                 grouped(compared), counted(columns.size(), "column", "columns"));
}

void add_columns(std::vector<Chart>& charts, const CycleRecord& record) {
    Chart chart{"stacked",
                "Columns that were compared",
                "",
                "Side",
                {"Compared", "Not compared, and why is said", "Nobody accounts for it"},
                {}};
    add_side(chart, label(record, Origin::source), record.coverage);
    add_side(chart, label(record, Origin::target), record.target_coverage);
    if (chart.rows.empty()) return;
    chart.summary += ".";
    charts.push_back(std::move(chart));
}

}  // namespace

void add_charts(Data& data, const Page& page) {
    std::vector<Chart> charts;
    add_trend(charts, page.record);
    add_months(charts, page.record);
    add_columns(charts, page.record);
    Data list(Data::type::list);
    for (const Chart& chart : charts)
        list << data_of(chart);
    set_list(data, "charts", list);
}

}  // namespace tieout::reports
