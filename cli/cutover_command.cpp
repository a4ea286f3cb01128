// tieout cutover: the night itself.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/cutover_parts.h"
#include "cli/gently.h"

namespace tieout::cli {
namespace {

int act(const CutoverFlags& flags) {
    if (flags.what == "run") return run_night(flags);
    if (flags.what == "rollback") return roll_back(flags);
    return status_of_night(flags);
}

}  // namespace

void add_cutover(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<CutoverFlags>();
    flags->cycle.common.profile = "final";
    CLI::App* command = program.add_subcommand(
        "cutover", "the night: run it by the runbook, see how it stands, or roll back");
    command->add_option("WHAT", flags->what, "run, status or rollback")
        ->required()
        ->check(CLI::IsMember({"run", "status", "rollback"}));
    command->add_option("--runbook", flags->runbook,
                        "the commands of this company (default: the project's, runbook.yaml)");
    command->add_flag("--dry-run", flags->dry_run,
                      "run, rollback: say what each step would do and what stands in its way");
    command->add_flag("--create", flags->cycle.create,
                      "run: make the target's tables where it has none");
    command->add_flag("--replace", flags->cycle.replace,
                      "run: load over rows that tieout did not write");
    command->add_option("--confirm", flags->confirm,
                        "the word that would have to be typed: `switch`, `rollback`");
    add_flags(*command, flags->cycle.common, Takes::state_only);
    add_matching_flags(*command, flags->cycle.common);
    add_reader_flags(*command, flags->cycle.common);
    add_gentle_flags(*command, flags->cycle.common.gentle);
    command->callback([flags, &outcome] { outcome.exit_code = act(*flags); });
}

}  // namespace tieout::cli
