// tieout: moves a billing system and proves that it arrived.
#include <CLI/CLI.hpp>

#include "cli/integrations_check.h"
#include "cli/program.h"

using namespace tieout::cli;

int main(int argc, char** argv) {
    return run_program(
        argc, argv,
        "Moves a billing system from one database to another and proves, independently of the\n"
        "move, that every client, invoice and cent arrived. Begin with `tieout demo`.",
        [](CLI::App& program, Outcome& outcome) {
            add_demo(program, outcome);
            add_check(program, outcome, check_integrations);
            add_preflight(program, outcome);
            add_migrate(program, outcome);
            add_verify(program, outcome);
            add_forecast(program, outcome);
            add_cycle(program, outcome);
            add_gate(program, outcome);
            add_report(program, outcome);
            add_history(program, outcome);
            add_diff(program, outcome);
            add_explain(program, outcome);
            add_waive(program, outcome);
            add_cutover(program, outcome);
            add_archive(program, outcome);
            add_sample(program, outcome);
        });
}
