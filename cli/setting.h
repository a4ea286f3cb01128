// What a command is told, by flags over tieout.yaml: which databases, which pack, where the state
// is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "rules/pack.h"
#include "rules/project.h"

namespace CLI {
class App;
}

namespace tieout::cli {

// Filled by the command line. Empty: not given.
struct Flags {
    std::string project, profile = "rehearsal", pack, zone, currency, state;
    std::string source, target, target_read, prefix;
    std::vector<std::string> parameters;     // "name=value"
    std::string report;                      // folder for the report's files
    bool defang = false, no_defang = false;  // at most one of them
    std::vector<std::string> ties;           // verify: these alone
    bool rows_only = false;                  // verify: no constraints, rules, servers' counts
    bool json = false, quiet = false, reveal = false;
    Gentle gentle;                 // what flags set of it, over tieout.yaml's
    rules::ForecastWish forecast;  // empty and 0: not given
    bool no_credits = false;
    std::string strategy = "auto";
    std::size_t readers = 0;  // 0: as many as the cores allow
    std::uint64_t rows_for_ranges = 1'000'000;
    bool resume = false;
    std::uint64_t memory = 256 << 20;  // bytes
    Flags() { forecast.months = 0; }
};

// Which of them a command takes.
enum class Takes { both_sides, source_only, target_only, state_only };
void add_flags(CLI::App& command, Flags& flags, Takes takes);

// Of the commands that look ahead into the coming months: --as-of, --mode, --months, --tax,
// --no-credits.
void add_forecast_flags(CLI::App& command, Flags& flags);

// Of the commands that hold the rows of both sides against each other: --strategy, --memory.
void add_matching_flags(CLI::App& command, Flags& flags);
// Of the commands that verify: --readers, --range-rows.
void add_reader_flags(CLI::App& command, Flags& flags);
// How many sessions a side read a large table at once: as told, else one for two cores, four at
// most.
std::size_t readers_of(const Flags& flags);
// Of a delta, for which the source's server has far more to do than we.
std::size_t delta_readers_of(const Flags& flags);

// --delta, of commands that fill the target.
void add_delta_flag(CLI::App& command, bool& delta);

// --defang and --no-defang, of commands that fill the target.
void add_defang_flag(CLI::App& command, Flags& flags);

// tieout.yaml with the flags laid over it. Throws Error(Fault::usage) where a side that the command
// needs is not named.
rules::Project project_of(const Flags& flags, Takes takes);
// The pack of the project with its parameters, zone and currency put in.
rules::Pack pack_of(const rules::Project& project);

}  // namespace tieout::cli
