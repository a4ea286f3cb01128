// tieout diff A B: what cycle B says otherwise than cycle A.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/book.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/output.h"
#include "cli/setting.h"
#include "reports/history.h"

namespace tieout::cli {
namespace {

using rules::FindingChange;

nlohmann::ordered_json text_or_null(const std::optional<Decimal>& money) {
    if (!money) return nullptr;
    return money->text();
}

std::string json_of(const std::vector<FindingChange>& changes, int before, int after) {
    nlohmann::ordered_json json{{"schema", 1},
                                {"before", before},
                                {"after", after},
                                {"changes", nlohmann::ordered_json::array()}};
    for (const FindingChange& change : changes)
        json["changes"].push_back({{"finding_id", change.id},
                                   {"title", change.title},
                                   {"severity", rules::name(change.severity)},
                                   {"origin", rules::name(change.origin)},
                                   {"seen_before", change.seen_before},
                                   {"seen_after", change.seen_after},
                                   {"rows_before", change.before},
                                   {"rows_after", change.after},
                                   {"rows_gone", change.gone},
                                   {"rows_come", change.come},
                                   {"money_before", text_or_null(change.money_before)},
                                   {"money_after", text_or_null(change.money_after)}});
    return json.dump(2) + "\n";
}

// Something is wrong in the later cycle that was not in the earlier one.
bool is_worse(const FindingChange& change) {
    return change.severity != rules::Severity::notice &&
           (change.come > 0 || (change.seen_after && !change.seen_before));
}

}  // namespace

void add_diff(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<Flags>();
    auto cycles = std::make_shared<std::pair<int, int>>();
    CLI::App* command = program.add_subcommand(
        "diff",
        "what cycle B says otherwise than cycle A, in rows and in money (exit 1 where B has what A "
        "had not)");
    add_flags(*command, *flags, Takes::state_only);
    command->add_option("A", cycles->first, "number of the earlier cycle")->required();
    command->add_option("B", cycles->second, "number of the later cycle")->required();
    command->callback([flags, cycles, &outcome] {
        const rules::Project project = project_of(*flags, Takes::state_only);
        const auto [before, after] = *cycles;
        const auto changes = open_book(project).changes(before, after);
        const std::string text = flags->json ? json_of(changes, before, after)
                                             : reports::diff_text(changes, before, after, colour());
        std::fwrite(text.data(), 1, text.size(), stdout);
        outcome.exit_code = std::any_of(changes.begin(), changes.end(), is_worse) ? broken : holds;
    });
}

}  // namespace tieout::cli
