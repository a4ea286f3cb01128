#include "reports/terminal.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::CycleRecord;
using rules::Finding;
using rules::Origin;
using rules::Severity;
using rules::Verdict;

// Lists beyond this are for the report.
constexpr std::size_t most_findings = 12;

class Paint {
public:
    explicit Paint(Colour colour) : on_(colour == Colour::ansi) {}
    std::string bad(const std::string& text) const { return painted("31;1", text); }
    std::string good(const std::string& text) const { return painted("32;1", text); }
    std::string warn(const std::string& text) const { return painted("33;1", text); }
    std::string soft(const std::string& text) const { return painted("2", text); }

private:
    std::string painted(const char* code, const std::string& text) const {
        return on_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
    }
    bool on_;
};

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
    return fmt::format("  {:<18} {:>13} {:>13}  {}\n", name, grouped(tie.source_rows),
                       grouped(tie.target_rows), state);
}

std::string finding_line(const Finding& finding, const Paint& paint) {
    const char* severity = rules::name(finding.severity);
    const std::string word =
        finding.severity == Severity::error ? paint.bad(severity) : paint.warn(severity);
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

}  // namespace

std::string terminal(const CycleRecord& record, Colour colour) {
    const Paint paint(colour);
    std::string result;
    if (!record.ties.empty()) {
        result +=
            paint.soft(fmt::format("  {:<18} {:>13} {:>13}", "tie", "source", "target")) + "\n";
    }
    for (const auto& tie : record.ties)
        result += tie_line(tie, paint);
    result += findings(record, Origin::source, paint) + findings(record, Origin::target, paint);
    if (record.quarantined > 0) {
        result += counted(record.quarantined, "row is", "rows are") + " in quarantine.\n";
    }
    return result + verdict(record, paint);
}

}  // namespace tieout::reports
