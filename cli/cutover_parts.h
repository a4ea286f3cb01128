// The commands of `tieout cutover`, one a file.
#pragma once

#include "cli/commands.h"

namespace CLI {
class App;
}

namespace tieout::cli {

void add_cutover_plan(CLI::App& cutover, Outcome& outcome);

}  // namespace tieout::cli
