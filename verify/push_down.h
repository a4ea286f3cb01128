// A tie without its rows: each server digests them where they lie, and only buckets of keys that
// differ are read by us. The essay stands in push_down.cpp.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "db/session.h"
#include "verify/canonical.h"
#include "verify/route.h"
#include "verify/tie.h"
#include "verify/totals.h"

namespace tieout::verify {

struct PushedDown {
    std::string why_not;  // one clause: nothing was pushed down, and the rest says nothing

    // Rows that both servers hold equal, and a digest of theirs. All others are read.
    std::uint64_t equal_rows = 0;
    std::string digest;
    // Conditions over the rows of each route: they are to be read.
    std::string source_condition, target_condition;

    // What each server sums of its equal rows.
    struct Sum {
        std::size_t total = 0;
        std::string group;  // canonical texts, as canonical_sql() makes them, one after another
        Decimal figure;
    };
    std::vector<Sum> source_sums, target_sums;
    // Of each total: groups that are equal, and too many to be sent.
    std::vector<std::uint64_t> equal_groups;
};

struct KeysProved {
    bool source = false, target = false;
};

// Throws Error(Fault::connection) where a server went away, Error(Fault::interrupted) where `stop`
// was set. A server that refuses a statement is a `why_not`.
PushedDown push_down(const Tie& tie, db::Session& source, db::Session& target, KeysProved proved,
                     const RunFacts& facts, const std::atomic<bool>* stop);

// Adds what the servers summed to the sums of the rows that were read.
void add_sums(const Tie& tie, const PushedDown& pushed, TotalSums& source, TotalSums& target);

}  // namespace tieout::verify
