#include "reports/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reports/forecast_words.h"
#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::Finding;
using rules::Origin;
using rules::Severity;
using rules::Verdict;

// Lists beyond this are for the report: what is printed here fits one screen.
constexpr std::size_t most_ties = 12, most_findings = 12;

std::string verdict(const CycleRecord& record, const Paint& paint) {
    const VerdictWords words = verdict_words(record);
    const std::string headline = words.word + ": " + words.headline;
    std::string result = record.verdict == Verdict::holds    ? paint.good(headline)
                         : record.verdict == Verdict::broken ? paint.bad(headline)
                                                             : paint.warn(headline);
    return result + "\n" + visible(words.meaning) + "\n";
}

std::string tie_line(const rules::TieResult& tie, const Paint& paint) {
    const std::string name = visible(tie.tie);
    if (!tie.not_looked.empty()) {
        return fmt::format("  {:<18} {}\n", name,
                           paint.warn("not looked at: " + visible(tie.not_looked)));
    }
    const std::uint64_t differ = tie.missing + tie.extra + tie.changed + tie.duplicate;
    std::string state = paint.good("equal");
    if (differ > 0) {
        state = paint.bad(fmt::format("{} missing, {} extra, {} changed, {} duplicate",
                                      grouped(tie.missing), grouped(tie.extra),
                                      grouped(tie.changed), grouped(tie.duplicate)));
    }
    if (tie.changed_while_read > 0)
        state +=
            paint.soft(fmt::format(" ({} changed while read)", grouped(tie.changed_while_read)));
    if (!tie.older_moment.empty()) state += paint.warn(" (of an older moment)");
    return fmt::format("  {:<18} {:>13} {:>13}  {}\n", name, grouped(tie.source_rows),
                       grouped(tie.target_rows), state);
}

bool is_plainly_equal(const rules::TieResult& tie) {
    return tie.not_looked.empty() && tie.older_moment.empty() && tie.changed_while_read == 0 &&
           tie.missing + tie.extra + tie.changed + tie.duplicate == 0;
}

// Of many ties only those that one has to look at, and the rest as one line.
std::string ties(const CycleRecord& record, const Paint& paint) {
    if (record.ties.empty()) return "";
    std::string lines =
        paint.soft(fmt::format("  {:<18} {:>13} {:>13}", "tie", "source", "target")) + "\n";
    const bool all = record.ties.size() <= most_ties;
    std::size_t shown = 0, left_out = 0, equal = 0;
    std::uint64_t rows = 0;
    for (const rules::TieResult& tie : record.ties) {
        if (!all && is_plainly_equal(tie)) {
            ++equal;
            rows += tie.equal;
        } else if (all || ++shown <= most_ties) {
            lines += tie_line(tie, paint);
        } else {
            ++left_out;
        }
    }
    if (left_out > 0) lines += fmt::format("  … and {} more, in the report\n", left_out);
    if (equal > 0)
        lines += fmt::format("  {:<18} {:>13} {:>13}  {}\n", counted(equal, "tie", "ties"),
                             grouped(rows), grouped(rows), paint.good("equal"));
    return lines;
}

std::string finding_line(const Finding& finding, const Paint& paint) {
    const char* severity = rules::name(finding.severity);
    const std::string word =
        finding.severity == Severity::error ? paint.bad(severity) : paint.warn(severity);
    if (!finding.waived.empty())
        return fmt::format(
            "  {} {} {}\n", paint.soft("waived"),
            visible(finding.title.empty() ? subject(finding) : finding.title),
            paint.soft(fmt::format("({}; {})", finding.id, visible(finding.waived))));
    return fmt::format("  {} {}{} {}\n", word,
                       visible(finding.title.empty() ? subject(finding) : finding.title),
                       finding.count > 0 ? ": " + counted(finding.count, "row", "rows") : "",
                       paint.soft("(" + finding.id + ")"));
}

std::string findings(const CycleRecord& record, Origin origin, const Paint& paint) {
    std::string lines;
    std::size_t shown = 0, all = 0;
    for (const Finding& finding : record.findings) {
        if (finding.origin != origin || finding.severity == Severity::notice) continue;
        if (++all <= most_findings) lines += finding_line(finding, paint), ++shown;
    }
    if (all == 0) return "";
    if (all > shown) lines += fmt::format("  … and {} more, in the report\n", all - shown);
    return fmt::format("To fix in {}:\n{}", visible(label(record, origin)), lines);
}

std::string forecast_line(const std::string& name, const rules::ForecastMonth& month) {
    return fmt::format(
        "  {:<9} {:>8} {:>15} {:>15} {:>15}  {}\n", name, grouped(month.target.invoices),
        amount_words(month.faithful.revenue), amount_words(month.intended.revenue),
        amount_words(month.target.revenue),
        month.differs > 0 ? counted(month.differs, "client differs", "clients differ") : "equal");
}

std::string changes(const rules::ForecastResult& forecast) {
    constexpr std::size_t most_changes = 12;
    std::string lines;
    const std::size_t shown = std::min(most_changes, forecast.changes.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const rules::ForecastChange& change = forecast.changes[i];
        lines += fmt::format("  client {}, {}: {} ({})\n", visible(change.client),
                             month_words(change.month), signed_words(change.difference),
                             visible(fmt::format("{}", fmt::join(change.why, "; "))));
    }
    if (lines.empty()) return "";
    if (shown < forecast.changed_clients)
        lines += fmt::format("  … and {} more, in the report\n", forecast.changed_clients - shown);
    return "Next invoices that change, from what is really billed:\n" + lines;
}

std::string forecast(const CycleRecord& record, const Paint& paint) {
    if (!record.forecast) return "";
    const rules::ForecastResult& forecast = *record.forecast;
    std::string result =
        fmt::format("The next {} months, as of {} ({}); {}, tax {}, {}:\n", forecast.months,
                    forecast.as_of, forecast.as_of_why, mode_words(forecast), visible(forecast.tax),
                    forecast.uses_credits ? "credits used" : "credits unused");
    if (!forecast.not_looked.empty())
        return result + "  " + paint.warn("not looked at: " + visible(forecast.not_looked)) + "\n";
    if (record.command == "forecast") {
        result += paint.soft(fmt::format("  {:<9} {:>8} {:>15} {:>15} {:>15}", "month", "invoices",
                                         "source, really", "source, meant", "target")) +
                  "\n";
        for (const rules::ForecastMonth& month : forecast.by_month)
            result += forecast_line(month_words(month.month), month);
        result += forecast_line("all", all_months(forecast)) + changes(forecast);
    }
    const std::string headline = visible(forecast_headline(record));
    result += "  " + (forecast.differs > 0 ? paint.bad(headline) : headline) + "\n";
    if (const std::string stale = visible(at_once_words(record)); !stale.empty())
        result += "  " + paint.bad(stale) + "\n";
    for (const std::string& doubt : forecast.doubts)
        result += "  " + paint.warn(visible(doubt)) + "\n";
    return result;
}

std::string waivers(const CycleRecord& record, const Paint& paint) {
    std::string lines;
    std::size_t all = 0;
    for (const rules::WaiverResult& waiver : record.waivers)
        if (waiver.state != rules::WaiverState::used && ++all <= most_findings)
            lines += fmt::format("  {}\n", paint.warn(visible(waiver_words(waiver))));
    if (all > most_findings)
        lines += fmt::format("  … and {} more, in the report\n", all - most_findings);
    return lines.empty() ? "" : "Waivers that cover nothing:\n" + lines;
}

// "2 new, 1 regressed, 3 resolved": what this cycle changed beside the one before.
std::string lives(const CycleRecord& record, const Paint& paint) {
    std::map<rules::LifeState, std::uint64_t> tally;
    for (const rules::FindingLife& life : record.lives)
        if (life.severity != Severity::notice) ++tally[life.state];
    if (tally.empty()) return "";
    using rules::LifeState;
    std::vector<std::string> words;
    for (const LifeState state : {LifeState::regressed, LifeState::fresh, LifeState::standing,
                                  LifeState::resolved, LifeState::not_looked}) {
        if (tally[state] == 0) continue;
        const std::string word =
            fmt::format("{} {}", tally[state],
                        state == LifeState::not_looked ? "not looked at" : rules::name(state));
        words.push_back(state == LifeState::regressed  ? paint.bad(word)
                        : state == LifeState::resolved ? paint.good(word)
                                                       : word);
    }
    return fmt::format("Beside the cycle before: {}.\n", fmt::join(words, ", "));
}

}  // namespace

std::string terminal(const CycleRecord& record, Colour colour) {
    const Paint paint(colour);
    std::string result = ties(record, paint);
    result += forecast(record, paint);
    result += findings(record, Origin::source, paint) + findings(record, Origin::target, paint);
    if (record.quarantined > 0) {
        result += counted(record.quarantined, "row is", "rows are") + " in quarantine.\n";
    }
    result += waivers(record, paint) + lives(record, paint);
    return result + verdict(record, paint);
}

}  // namespace tieout::reports
