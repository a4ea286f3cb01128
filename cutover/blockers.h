// What stands in the way of the cut-over night: asked of the ledger, both databases and the disk.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "db/pace.h"
#include "rules/pack.h"
#include "rules/project.h"

namespace tieout::cutover {

struct Blocker {
    std::string name;  // "gate", "disk", or what the pack calls it
    enum class State {
        clear,
        blocks,
        unknown  // could not be looked at
    } state = State::unknown;
    std::string sentence;  // what was seen, or why nothing could be
    std::string way_out;   // what to do; empty where it is clear
};
const char* name(Blocker::State state);

struct BlockerOptions {
    std::string now;           // UTC, RFC 3339
    db::Pace* pace = nullptr;  // how gently both sides are read; nullptr: as fast as may be
    const std::atomic<bool>* stop = nullptr;
    // Keeps `cancel` to be called on Ctrl-C for as long as what it returns lives; empty: statements
    // run to their end.
    std::function<std::shared_ptr<void>(std::function<void()> cancel)> while_open = {};
};

// Those of tieout in a fixed order, then those of the pack's cutover.yaml in its order. Opens
// sessions of its own and writes nothing. Never throws for what one blocker could not see: it is
// `unknown` and says why. Throws Error(Fault::usage) where cutover.yaml cannot be read, and
// Error(Fault::interrupted).
std::vector<Blocker> find_blockers(const rules::Project& project, const rules::Pack& pack,
                                   const BlockerOptions& options);

}  // namespace tieout::cutover
