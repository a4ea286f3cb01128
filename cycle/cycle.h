// One cycle: preflight, migrate, verify, in order, under one snapshot of the source; what came of
// it is a record.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "cycle/gate.h"
#include "db/pace.h"
#include "rules/finding_log.h"
#include "rules/pack.h"
#include "rules/project.h"
#include "rules/record.h"
#include "rules/waiver.h"
#include "verify/strategy.h"

namespace tieout::cycle {

struct CycleOptions {
    int number = 0;
    bool create_schema = false;   // make the target's tables where the target is empty
    bool replace = false;         // load over rows that tieout did not write
    bool delta = false;           // write only what has changed since the last run
    std::filesystem::path notes;  // of the target, for that; empty: none are kept
    verify::Strategy strategy = verify::Strategy::automatic;
    // Sessions a side by which the verifier reads tables of so many rows or more in ranges at once.
    std::size_t readers = 1;
    std::size_t delta_readers = 1;  // of the source, by which a delta does
    std::uint64_t rows_for_ranges = 1'000'000;
    std::size_t memory = verify::default_memory;
    std::vector<rules::Waiver> waivers;
    std::vector<EarlierCycle> earlier;                     // the latest first
    std::optional<rules::IntegrationsCheck> integrations;  // the latest; nullopt: none
    const std::atomic<bool>* stop = nullptr;
    db::Pace* pace = nullptr;          // how gently both sides are read; nullptr: as fast as may be
    std::function<std::string()> now;  // UTC, RFC 3339
    std::function<void(const std::string& stage, const std::string& line)> progress;
    // Keeps `cancel` to be called on Ctrl-C for as long as what it returns lives.
    std::function<std::shared_ptr<void>(std::function<void()> cancel)> while_open;
};

struct CycleOutcome {
    rules::CycleRecord record;
    std::vector<rules::FindingMembers> members;
    std::vector<rules::QuarantinedRow> quarantine;  // all of it
    std::optional<Error> stopped_by;                // what ended it before its end
};

// Never throws for what a stage could not do: the stage is failed (or interrupted) in the record,
// which is then incomplete, and `stopped_by` says why.
CycleOutcome run_cycle(const rules::Project& project, const rules::Pack& pack,
                       const CycleOptions& options);

}  // namespace tieout::cycle
