// tieout history: every cycle, and what became of its findings.
#include "reports/history.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/book.h"
#include "cli/commands.h"
#include "cli/cycle_lines.h"
#include "cli/output.h"
#include "cli/setting.h"
#include "cycle/state_folder.h"
#include "reports/folder.h"
#include "reports/index.h"

namespace tieout::cli {
namespace {

std::string json_of(const std::vector<reports::CycleLine>& cycles) {
    nlohmann::ordered_json json{{"schema", 1}, {"cycles", nlohmann::ordered_json::array()}};
    for (const reports::CycleLine& cycle : cycles) {
        json["cycles"].push_back({{"number", cycle.number},
                                  {"started_at", cycle.started_at},
                                  {"profile", cycle.profile},
                                  {"verdict", cycle.verdict},
                                  {"errors", cycle.errors},
                                  {"findings", cycle.findings},
                                  {"new", cycle.fresh},
                                  {"standing", cycle.standing},
                                  {"regressed", cycle.regressed},
                                  {"resolved", cycle.resolved},
                                  {"quarantined", cycle.quarantined},
                                  {"money", nullptr}});
        if (cycle.money) json["cycles"].back()["money"] = cycle.money->text();
    }
    return json.dump(2) + "\n";
}

// Reports are dropped with their records; a line of history needs neither.
void prune(const rules::Project& project, int number, bool as_json) {
    open_book(project);  // a folder without a ledger is not made one
    const cycle::StateFolder state(project.state);
    cycle::Ledger ledger(state.ledger());
    const std::vector<int> pruned = ledger.prune_before(number);
    for (int cycle = 1; cycle < number; ++cycle)
        std::filesystem::remove_all(state.root() / "cycles" / fmt::format("{:04}", cycle));
    reports::write_text(state.root() / "index.html",
                        reports::index_html(cycle_lines(ledger, state.root())));
    if (as_json)
        std::printf("%s\n",
                    nlohmann::ordered_json{{"schema", 1}, {"pruned", pruned}}.dump(2).c_str());
    else
        std::printf(
            "records and reports of %zu cycles before cycle %d are gone; their lines and what "
            "became of their findings stay\n",
            pruned.size(), number);
}

}  // namespace

void add_history(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = program.add_subcommand(
        "history", "every cycle: its verdict, and which findings were new, regressed, resolved");
    add_flags(*command, *flags, Takes::state_only);
    auto prune_before = std::make_shared<int>(0);
    command
        ->add_option("--prune-before", *prune_before,
                     "drop records and reports of the cycles before this one, for good; nothing "
                     "else ever does")
        ->check(CLI::PositiveNumber);
    command->callback([flags, prune_before, &outcome] {
        const rules::Project project = project_of(*flags, Takes::state_only);
        if (*prune_before > 0) return prune(project, *prune_before, flags->json);
        const auto lines = cycle_lines(open_book(project), project.state);
        const std::string text =
            flags->json ? json_of(lines) : reports::history_text(lines, colour());
        std::fwrite(text.data(), 1, text.size(), stdout);
        outcome.exit_code = 0;
    });
}

}  // namespace tieout::cli
