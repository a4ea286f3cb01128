#include "reports/markdown.h"

#include <fmt/format.h>

#include "reports/forecast_words.h"
#include "reports/integrations_words.h"
#include "reports/markdown_text.h"
#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::Finding;
using rules::Origin;
using rules::Severity;

std::string sheet(const CycleRecord& record) {
    if (record.ties.empty()) return "Nothing was compared.\n\n";
    std::string result = fmt::format(
        "| What | {} | {} | Equal | Missing | Extra | Changed |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
        markdown_text(label(record, Origin::source)), markdown_text(label(record, Origin::target)));
    for (const auto& tie : record.ties) {
        std::string name = markdown_text(tie.title.empty() ? tie.tie : tie.title);
        if (tie.changed_while_read > 0)
            name += fmt::format(" ({} changed while read)", grouped(tie.changed_while_read));
        if (!tie.older_moment.empty()) name += " (of an older moment)";
        if (!tie.not_looked.empty()) {
            result += fmt::format("| {} | not looked at: {} | | | | | |\n", name,
                                  markdown_text(tie.not_looked));
            continue;
        }
        result +=
            fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", name, grouped(tie.source_rows),
                        grouped(tie.target_rows), grouped(tie.equal), grouped(tie.missing),
                        grouped(tie.extra), grouped(tie.changed));
    }
    return result + "\n";
}

std::string totals(const CycleRecord& record) {
    std::string lines;
    for (const auto& total : record.totals) {
        if (!total.group.empty() || !total.money) continue;
        lines += fmt::format("| {}: {} | {} | {} | {} |\n", markdown_text(total.tie),
                             markdown_text(total_words(total.name)), grouped(total.source),
                             grouped(total.target), grouped(total.difference));
    }
    if (lines.empty()) return "";
    return fmt::format("| Money, in {} | {} | {} | Difference |\n| --- | ---: | ---: | ---: |\n",
                       markdown_text(record.currency), markdown_text(label(record, Origin::source)),
                       markdown_text(label(record, Origin::target))) +
           lines + "\n";
}

// Lists beyond this are for the report.
constexpr std::size_t most_changes = 20;

std::string forecast_line(const std::string& name, const rules::ForecastMonth& month) {
    return fmt::format(
        "| {} | {} | {} | {} | {} | {} |\n", name, amount_words(month.faithful.revenue),
        amount_words(month.intended.revenue), amount_words(month.target.revenue),
        amount_words(month.target.revenue - month.intended.revenue), grouped(month.differs));
}

std::string changes(const rules::ForecastResult& forecast) {
    if (forecast.changes.empty()) return "";
    std::string result = fmt::format(
        "The next invoice of {} changes:\n\n| Client | Month | From | To | Why |\n"
        "| --- | --- | ---: | ---: | --- |\n",
        counted(forecast.changed_clients, "client", "clients"));
    const auto amount = [](const std::optional<Decimal>& sum) {
        return sum ? amount_words(*sum) : "no invoice";
    };
    for (std::size_t i = 0; i < forecast.changes.size() && i < most_changes; ++i) {
        const rules::ForecastChange& change = forecast.changes[i];
        result +=
            fmt::format("| {} | {} | {} | {} | {} |\n", markdown_text(change.client),
                        month_words(change.month), amount(change.faithful), amount(change.target),
                        markdown_text(fmt::format("{}", fmt::join(change.why, "; "))));
    }
    return result + "\n";
}

std::string forecast(const CycleRecord& record) {
    if (!record.forecast) return "";
    const rules::ForecastResult& forecast = *record.forecast;
    std::string result =
        fmt::format("## The next {} months\n\nAs of {} ({}); {}.\n\n", forecast.months,
                    forecast.as_of, markdown_text(forecast.as_of_why), mode_words(forecast));
    if (!forecast.not_looked.empty())
        return result + "Not looked at: " + markdown_text(forecast.not_looked) + "\n\n";
    result += markdown_text(forecast_headline(record)) + "\n\n";
    if (const std::string stale = at_once_words(record); !stale.empty())
        result += "**" + markdown_text(stale) + "**\n\n";
    for (const std::string& doubt : forecast.doubts)
        result += "- " + markdown_text(doubt) + "\n";
    if (!forecast.doubts.empty()) result += "\n";
    const std::string source = markdown_text(label(record, Origin::source));
    result += fmt::format(
        "| Month | {}, really | {}, meant | {} | Difference | Clients |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n",
        source, source, markdown_text(label(record, Origin::target)));
    for (const rules::ForecastMonth& month : forecast.by_month)
        result += forecast_line(month_words(month.month), month);
    return result + forecast_line("All", all_months(forecast)) + "\n" + changes(forecast);
}

std::string findings(const CycleRecord& record, Origin origin) {
    std::string lines;
    for (const Finding& finding : record.findings) {
        if (finding.origin != origin || finding.severity == Severity::notice) continue;
        lines +=
            fmt::format("- **{}** {}: {}", rules::name(finding.severity),
                        markdown_text(finding.title.empty() ? subject(finding) : finding.title),
                        counted(finding.count, "row", "rows"));
        if (finding.amount && !finding.amount->is_zero()) {
            lines += ", " + grouped(*finding.amount) + " " + markdown_text(record.currency);
        }
        lines += " (`" + visible(finding.id) + "`)\n";
    }
    if (lines.empty()) return "";
    return fmt::format("## To fix in {}\n\n{}\n", markdown_text(label(record, origin)), lines);
}

template <class Columns>
std::string unknown_columns(const std::string& side, const Columns& columns) {
    std::string lines;
    for (const auto& column : columns) {
        if (column.fate != "unknown") continue;
        lines += "- " + markdown_text(column.column);
        if (!column.reason.empty()) lines += ": " + markdown_text(column.reason);
        lines += "\n";
    }
    if (lines.empty()) return "";
    return fmt::format("## Columns of {} that nobody accounts for\n\n{}\n", markdown_text(side),
                       lines);
}

std::string coverage(const CycleRecord& record) {
    return unknown_columns(label(record, Origin::source), record.coverage) +
           unknown_columns(label(record, Origin::target), record.target_coverage);
}

// Those that work are counted only; whoever has to do with one of the others is named.
std::string integrations(const CycleRecord& record) {
    if (!has_integrations(record)) return "";
    std::string result =
        "## Integrations\n\n" + markdown_text(integrations_headline(record)) + "\n\n";
    if (!record.integrations) return result;
    std::string lines;
    for (const auto& one : record.integrations->results) {
        if (one.is_covered()) continue;
        lines += fmt::format("- **{}** {}: {}", rules::name(one.state), markdown_text(one.title),
                             markdown_text(integration_words(one)));
        lines += one.owner.empty() ? "\n" : " (owner: " + markdown_text(one.owner) + ")\n";
    }
    return result + lines + (lines.empty() ? "" : "\n");
}

}  // namespace

std::string markdown(const CycleRecord& record) {
    const VerdictWords words = verdict_words(record);
    std::string result =
        fmt::format("# {}: {}\n\n{}\n\n", words.word, words.headline, markdown_text(words.meaning));
    for (const std::string& reason : record.verdict_reasons)
        result += "- " + markdown_text(reason) + "\n";
    if (!record.verdict_reasons.empty()) result += "\n";
    // The forecast alone has compared no rows.
    if (record.command != "forecast") result += sheet(record) + totals(record);
    result += forecast(record);
    result += findings(record, Origin::source) + findings(record, Origin::target);
    result += coverage(record) + integrations(record);
    if (record.quarantined > 0) {
        result += counted(record.quarantined, "row is", "rows are") + " in quarantine.\n\n";
    }
    if (record.gate) {
        result += fmt::format("The gate for {} is **{}**.\n\n", markdown_text(record.gate->profile),
                              record.gate->open ? "open" : "shut");
    }
    return result + fmt::format("tieout {}, pack {} {}, {}\n", markdown_text(record.tieout_version),
                                markdown_text(record.pack), markdown_text(record.pack_version),
                                markdown_text(record.finished_at));
}

}  // namespace tieout::reports
