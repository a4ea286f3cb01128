// tieout cycle: preflight, migrate, verify, report; remembered in the ledger.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/cycle_run.h"
#include "cli/exit_code.h"
#include "cli/gently.h"
#include "cli/output.h"

namespace tieout::cli {

void add_cycle(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<CycleFlags>();
    CLI::App* command = program.add_subcommand("cycle",
                                               "one numbered rehearsal: preflight, migrate, "
                                               "verify, report (exit 1 where it does not hold)");
    add_flags(*command, flags->common, Takes::both_sides);
    add_forecast_flags(*command, flags->common);
    add_matching_flags(*command, flags->common);
    add_reader_flags(*command, flags->common);
    command->add_flag("--create", flags->create, "make the target's tables where it has none");
    command->add_flag("--replace", flags->replace, "load over rows that tieout did not write");
    add_delta_flag(*command, flags->delta);
    add_defang_flag(*command, flags->common);
    add_gentle_flags(*command, flags->common.gentle);
    command->callback([flags, &outcome] {
        const CycleDone done = run_one_cycle(*flags);
        print(done.record, flags->common);
        if (!flags->common.json) std::printf("report: %s\n", (done.folder / "report.html").c_str());
        if (done.stopped_by) throw *done.stopped_by;
        outcome.exit_code = exit_code(done.record.verdict);
    });
}

}  // namespace tieout::cli
