// How long the downtime will be, from how long each step took in the rehearsals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cycle/ledger.h"
#include "rules/record.h"

namespace tieout::cutover {

struct StepTime {
    std::string step;                        // "migrate"; "all": of a whole cycle
    double least = 0, median = 0, most = 0;  // seconds
};

struct Downtime {
    std::vector<StepTime> steps;  // in the order of a cycle; empty: no rehearsal ended
    StepTime whole;
    std::size_t cycles = 0;    // how many it was seen in
    std::string profile;       // of them
    double margin = 0;         // factor on the longest
    std::int64_t planned = 0;  // seconds
    std::string words;         // how `planned` came about
};

// The latest ten cycles of `profile` whose three stages are done; where it has none, of any
// profile. Records that were pruned tell nothing.
std::vector<rules::CycleRecord> rehearsals(const cycle::Ledger& ledger, const std::string& profile);

// The longest times `margin`, in quarters of an hour, two of them at least. `wanted`: seconds that
// somebody gave; 0: nobody did. Without rehearsals and without that, four hours are planned.
Downtime downtime_of(const std::vector<rules::CycleRecord>& cycles, double margin,
                     std::int64_t wanted);

}  // namespace tieout::cutover
