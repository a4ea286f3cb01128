#include "cli/cycle_lines.h"

#include <fmt/format.h>

namespace tieout::cli {

std::vector<reports::CycleLine> cycle_lines(const cycle::Ledger& ledger,
                                            const std::filesystem::path& root) {
    std::vector<reports::CycleLine> lines;
    for (const cycle::LedgerLine& line : ledger.lines()) {
        const std::string report = fmt::format("cycles/{:04}/report.html", line.number);
        lines.push_back({line.number, line.started_at, line.profile, line.verdict, line.errors,
                         line.findings, line.quarantined,
                         std::filesystem::exists(root / report) ? report : "", line.lives.fresh,
                         line.lives.standing, line.lives.regressed, line.lives.resolved,
                         line.lives.money});
    }
    return lines;
}

}  // namespace tieout::cli
