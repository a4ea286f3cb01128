#include "reports/markdown.h"

#include <fmt/format.h>

#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::Finding;
using rules::Origin;
using rules::Severity;

// Text that Markdown takes for nothing but text, on one line, and that fits a table.
std::string plain(const std::string& text) {
    std::string result;
    for (const char c : visible(shortened(text, 300))) {
        if (c == '<' || c == '>' || c == '&') {
            result += c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;";
            continue;
        }
        if (std::string_view("\\`*_{}[]()#+-!|~$").find(c) != std::string_view::npos) {
            result += '\\';
        }
        result += c;
    }
    return result;
}

std::string sheet(const CycleRecord& record) {
    if (record.ties.empty()) return "Nothing was compared.\n\n";
    std::string result = fmt::format(
        "| What | {} | {} | Equal | Missing | Extra | Changed |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
        plain(label(record, Origin::source)), plain(label(record, Origin::target)));
    for (const auto& tie : record.ties) {
        const std::string name = plain(tie.title.empty() ? tie.tie : tie.title);
        if (!tie.not_looked.empty()) {
            result +=
                fmt::format("| {} | not looked at: {} | | | | | |\n", name, plain(tie.not_looked));
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
        lines += fmt::format("| {}: {} | {} | {} | {} |\n", plain(total.tie),
                             plain(total_words(total.name)), grouped(total.source),
                             grouped(total.target), grouped(total.difference));
    }
    if (lines.empty()) return "";
    return fmt::format("| Money, in {} | {} | {} | Difference |\n| --- | ---: | ---: | ---: |\n",
                       plain(record.currency), plain(label(record, Origin::source)),
                       plain(label(record, Origin::target))) +
           lines + "\n";
}

std::string findings(const CycleRecord& record, Origin origin) {
    std::string lines;
    for (const Finding& finding : record.findings) {
        if (finding.origin != origin || finding.severity == Severity::notice) continue;
        lines += fmt::format("- **{}** {}: {}", rules::name(finding.severity),
                             plain(finding.title.empty() ? subject(finding) : finding.title),
                             counted(finding.count, "row", "rows"));
        if (finding.amount && !finding.amount->is_zero()) {
            lines += ", " + grouped(*finding.amount) + " " + plain(record.currency);
        }
        lines += " (`" + visible(finding.id) + "`)\n";
    }
    if (lines.empty()) return "";
    return fmt::format("## To fix in {}\n\n{}\n", plain(label(record, origin)), lines);
}

template <class Columns>
std::string unknown_columns(const std::string& side, const Columns& columns) {
    std::string lines;
    for (const auto& column : columns) {
        if (column.fate != "unknown") continue;
        lines += "- " + plain(column.column);
        if (!column.reason.empty()) lines += ": " + plain(column.reason);
        lines += "\n";
    }
    if (lines.empty()) return "";
    return fmt::format("## Columns of {} that nobody accounts for\n\n{}\n", plain(side), lines);
}

std::string coverage(const CycleRecord& record) {
    return unknown_columns(label(record, Origin::source), record.coverage) +
           unknown_columns(label(record, Origin::target), record.target_coverage);
}

}  // namespace

std::string markdown(const CycleRecord& record) {
    const VerdictWords words = verdict_words(record);
    std::string result =
        fmt::format("# {}: {}\n\n{}\n\n", words.word, words.headline, plain(words.meaning));
    for (const std::string& reason : record.verdict_reasons)
        result += "- " + plain(reason) + "\n";
    if (!record.verdict_reasons.empty()) result += "\n";
    result += sheet(record) + totals(record);
    result += findings(record, Origin::source) + findings(record, Origin::target);
    result += coverage(record);
    if (record.quarantined > 0) {
        result += counted(record.quarantined, "row is", "rows are") + " in quarantine.\n\n";
    }
    if (record.gate) {
        result += fmt::format("The gate for {} is **{}**.\n\n", plain(record.gate->profile),
                              record.gate->open ? "open" : "shut");
    }
    return result + fmt::format("tieout {}, pack {} {}, {}\n", plain(record.tieout_version),
                                plain(record.pack), plain(record.pack_version),
                                plain(record.finished_at));
}

}  // namespace tieout::reports
