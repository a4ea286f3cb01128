// tieout history: every cycle, and what became of its findings.
#include "reports/history.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/book.h"
#include "cli/commands.h"
#include "cli/cycle_lines.h"
#include "cli/output.h"
#include "cli/setting.h"
#include "reports/history.h"

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

}  // namespace

void add_history(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = program.add_subcommand(
        "history", "every cycle: its verdict, and which findings were new, regressed, resolved");
    add_flags(*command, *flags, Takes::state_only);
    command->callback([flags, &outcome] {
        const rules::Project project = project_of(*flags, Takes::state_only);
        const auto lines = cycle_lines(open_book(project), project.state);
        const std::string text =
            flags->json ? json_of(lines) : reports::history_text(lines, colour());
        std::fwrite(text.data(), 1, text.size(), stdout);
        outcome.exit_code = 0;
    });
}

}  // namespace tieout::cli
