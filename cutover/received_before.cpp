#include "cutover/received_before.h"

#include <fmt/format.h>

#include "cycle/ledger.h"
#include "reports/wording.h"

namespace tieout::cutover {
namespace {

bool was_filled_since(const Night& night, int cycle) {
    const auto file = night.project->state / "ledger.db";
    if (!std::filesystem::exists(file)) return false;
    for (const cycle::LedgerLine& line : cycle::Ledger(file).lines())
        if (line.number > cycle && !line.finished_at.empty() && line.verdict != "incomplete")
            return true;
    return false;
}

}  // namespace

std::string received_before(const Night& night) {
    const auto nights = nights_in(night.project->state);
    for (auto folder = nights.rbegin(); folder != nights.rend(); ++folder) {
        if (std::filesystem::equivalent(*folder, night.folder)) continue;
        const Journal journal(*folder / "journal.jsonl", night.now);
        if (owes_what_was_received(journal))
            return "what the target received in night " + folder->filename().string() +
                   " has not been told: `tieout cutover rollback` does it, or --replace, and it "
                   "goes";
        const std::string rows = journal.fact("mark", "received");
        if (rows.empty() || rows == "0") continue;
        const std::string cycle = journal.fact("cycle", "number");
        if (!cycle.empty() && was_filled_since(night, std::stoi(cycle))) return {};
        return fmt::format(
            "the target holds {} that it received in night {} ({}): bring them over by hand, then "
            "say --replace, and they go",
            reports::counted(std::stoull(rows), "row", "rows"), folder->filename().string(),
            (*folder / "received").string());
    }
    return {};
}

}  // namespace tieout::cutover
