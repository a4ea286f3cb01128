// tieout-verify: the verifier alone. It links nothing of the migrator.
#include <CLI/CLI.hpp>

#include "cli/program.h"

using namespace tieout::cli;

int main(int argc, char** argv) {
    return run_program(
        argc, argv,
        "Proves that a migration arrived. This program holds nothing of the migrator and needs\n"
        "a role that can only SELECT.",
        [](CLI::App& program, Outcome& outcome) {
            add_check(program, outcome);
            add_preflight(program, outcome);
            add_verify(program, outcome);
            add_forecast(program, outcome);
        });
}
