// One function a command: adds it to the program and says what it does when asked for. Each returns
// its exit code through Outcome; errors are thrown and become one line in program.cpp.
#pragma once

namespace CLI {
class App;
}

namespace tieout::cli {

struct Flags;

struct Outcome {
    int exit_code = 0;
};

void add_archive(CLI::App& program, Outcome& outcome);
// `integrations`: what --integrations does, and its exit code; nullptr: there is no such flag.
void add_check(CLI::App& program, Outcome& outcome, int (*integrations)(const Flags&) = nullptr);
// `cutover plan` and what follows it.
void add_cutover(CLI::App& program, Outcome& outcome);
void add_cycle(CLI::App& program, Outcome& outcome);
void add_demo(CLI::App& program, Outcome& outcome);
void add_diff(CLI::App& program, Outcome& outcome);
void add_explain(CLI::App& program, Outcome& outcome);
void add_forecast(CLI::App& program, Outcome& outcome);
void add_gate(CLI::App& program, Outcome& outcome);
void add_help(CLI::App& program, Outcome& outcome);
void add_history(CLI::App& program, Outcome& outcome);
void add_migrate(CLI::App& program, Outcome& outcome);
void add_preflight(CLI::App& program, Outcome& outcome);
void add_report(CLI::App& program, Outcome& outcome);
void add_sample(CLI::App& program, Outcome& outcome);
void add_verify(CLI::App& program, Outcome& outcome);
void add_waive(CLI::App& program, Outcome& outcome);

}  // namespace tieout::cli
