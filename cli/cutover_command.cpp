// tieout cutover: the night itself.
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/cutover_parts.h"

namespace tieout::cli {

void add_cutover(CLI::App& program, Outcome& outcome) {
    CLI::App* command = program.add_subcommand(
        "cutover", "the night itself: `cutover plan` says when, how long, and what is in the way");
    command->require_subcommand(1);
    add_cutover_plan(*command, outcome);
}

}  // namespace tieout::cli
