// One cycle from the command line's point of view: a number from the ledger, the run, its folder,
// its print.
#pragma once

#include <filesystem>
#include <optional>

#include "base/error.h"
#include "cli/setting.h"
#include "rules/record.h"

namespace tieout::cli {

struct CycleFlags {
    Flags common;
    bool create = false, replace = false, delta = false;
};

struct CycleDone {
    rules::CycleRecord record;
    std::filesystem::path folder;     // where its report is
    std::optional<Error> stopped_by;  // what ended it before its end; the record says it too
};

// Runs it, writes its folder, then the ledger; prints nothing but progress. Throws
// Error(Fault::disk) where the report or the ledger cannot be written: the gate stays closed then,
// for the ledger holds the cycle as incomplete or as started.
CycleDone run_one_cycle(const CycleFlags& flags);

}  // namespace tieout::cli
