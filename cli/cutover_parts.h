// What `tieout cutover` can do, one function a word: each adds it to the command.
#pragma once

#include "cli/commands.h"

namespace tieout::cli {

void add_cutover_plan(CLI::App& cutover, Outcome& outcome);
void add_cutover_run(CLI::App& cutover, Outcome& outcome);
void add_cutover_status(CLI::App& cutover, Outcome& outcome);
void add_cutover_rollback(CLI::App& cutover, Outcome& outcome);

}  // namespace tieout::cli
