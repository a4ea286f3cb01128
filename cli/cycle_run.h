// One cycle from the command line's point of view: a number from the ledger, the run, its folder,
// its print.
#pragma once

#include "cli/setting.h"

namespace tieout::cli {

struct CycleFlags {
    Flags common;
    bool create = false, replace = false;
};

// Returns the exit code.
int run_one_cycle(const CycleFlags& flags);

}  // namespace tieout::cli
