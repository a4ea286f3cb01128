// One cycle from the command line's point of view: a number from the ledger, the run, its folder,
// its print.
#pragma once

#include <filesystem>

#include "cli/setting.h"
#include "rules/record.h"

namespace tieout::cli {

struct CycleFlags {
    Flags common;
    bool create = false, replace = false;
};

struct CycleDone {
    rules::CycleRecord record;
    std::filesystem::path folder;  // where its report is
};

// Runs it, writes its folder and the ledger; prints nothing but progress.
CycleDone run_one_cycle(const CycleFlags& flags);

}  // namespace tieout::cli
