// What `tieout cutover` can do, one function a word: each adds it to the command.
#pragma once

namespace CLI {
class App;
}

namespace tieout::cli {

struct Outcome;

void add_cutover_run(CLI::App& cutover, Outcome& outcome);
void add_cutover_status(CLI::App& cutover, Outcome& outcome);
void add_cutover_rollback(CLI::App& cutover, Outcome& outcome);

}  // namespace tieout::cli
