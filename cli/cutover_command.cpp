// tieout cutover: the night itself.
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/cutover_parts.h"

namespace tieout::cli {

void add_cutover(CLI::App& program, Outcome& outcome) {
    CLI::App* command = program.add_subcommand(
        "cutover",
        "the night itself: plan it, run it by the runbook, see how it stands, or roll back");
    command->require_subcommand(1);
    add_cutover_plan(*command, outcome);
    add_cutover_run(*command, outcome);
    add_cutover_status(*command, outcome);
    add_cutover_rollback(*command, outcome);
}

}  // namespace tieout::cli
