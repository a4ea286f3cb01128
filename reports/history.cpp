#include "reports/history.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/utf8.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::FindingChange;

// One bar a cycle, of eight heights; none where there was no error.
std::string bars(const std::vector<CycleLine>& cycles) {
    static constexpr const char* heights[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    std::uint64_t most = 1;
    for (const CycleLine& cycle : cycles)
        most = std::max(most, cycle.errors);
    std::string bars;
    for (const CycleLine& cycle : cycles)
        bars += cycle.verdict == "started" ? "?"
                : cycle.errors == 0        ? "·"
                                           : heights[(cycle.errors * 8 - 1) / most];
    return bars;
}

std::string painted_verdict(const std::string& verdict, const Paint& paint) {
    const std::string word = fmt::format("{:<10}", visible(verdict));
    return verdict == "holds"    ? paint.good(word)
           : verdict == "broken" ? paint.bad(word)
                                 : paint.warn(word);
}

std::string money_words(const std::optional<Decimal>& money) {
    return money ? grouped(*money) : "-";
}

std::string line_of(const CycleLine& cycle, const Paint& paint) {
    const std::string regressed = fmt::format("{:>9}", grouped(cycle.regressed));
    return fmt::format(
        "{:>5}  {:<20}  {:<9}  {}  {:>6} {:>5} {:>8} {} {:>8} {:>11} {:>15}\n", cycle.number,
        visible(cycle.started_at), visible(cycle.profile), painted_verdict(cycle.verdict, paint),
        grouped(cycle.errors), grouped(cycle.fresh), grouped(cycle.standing),
        cycle.regressed > 0 ? paint.bad(regressed) : regressed, grouped(cycle.resolved),
        grouped(cycle.quarantined), money_words(cycle.money));
}

// 0: new, 1: more rows or others, 2: fewer rows or money alone, 3: gone.
int rank(const FindingChange& change) {
    if (!change.seen_before) return 0;
    if (!change.seen_after) return 3;
    return change.come > 0 || change.after > change.before ? 1 : 2;
}

std::string change_word(const FindingChange& change, const Paint& paint) {
    switch (rank(change)) {
        case 0:
            return paint.bad("new    ");
        case 1:
            return paint.bad("more   ");
        case 2:
            return "changed";
        default:
            return paint.good("gone   ");
    }
}

std::string line_of(const FindingChange& change, const Paint& paint) {
    std::string rows = fmt::format("{} → {} rows", grouped(change.before), grouped(change.after));
    if (change.seen_before && change.seen_after && change.gone + change.come > 0)
        rows += fmt::format(" ({} gone, {} come)", grouped(change.gone), grouped(change.come));
    if (change.money_before != change.money_after)
        rows += fmt::format(", money {} → {}", money_words(change.money_before),
                            money_words(change.money_after));
    return fmt::format("  {} {:<7} {}: {} {}\n", change_word(change, paint),
                       rules::name(change.severity), visible(change.title), rows,
                       paint.soft("(" + change.id + ")"));
}

}  // namespace

std::string history_text(const std::vector<CycleLine>& oldest_first, Colour colour) {
    const Paint paint(colour);
    std::string text =
        paint.soft(fmt::format("{:>5}  {:<20}  {:<9}  {:<10}  {:>6} {:>5} {:>8} {:>9} {:>8} {:>11} "
                               "{:>15}",
                               "cycle", "started", "profile", "verdict", "errors", "new",
                               "standing", "regressed", "resolved", "quarantined", "money")) +
        "\n";
    for (const CycleLine& cycle : oldest_first)
        text += line_of(cycle, paint);
    return text + fmt::format("errors, cycle by cycle: {}\n", bars(oldest_first));
}

std::string diff_text(const std::vector<FindingChange>& changes, int before, int after,
                      Colour colour) {
    const Paint paint(colour);
    if (changes.empty()) return fmt::format("cycle {} says what cycle {} said\n", after, before);
    std::vector<FindingChange> sorted = changes;
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return std::pair(rank(a), a.severity) < std::pair(rank(b), b.severity);
    });
    std::string text = fmt::format("from cycle {} to cycle {}:\n", before, after);
    for (const FindingChange& change : sorted)
        text += line_of(change, paint);
    return text;
}

}  // namespace tieout::reports
