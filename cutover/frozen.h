// The proof that the source is frozen: nobody is connected who could write, and two readings of
// all that it holds agree.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "cutover/content.h"
#include "cutover/step.h"
#include "db/url.h"

namespace tieout::cutover {

struct FrozenOptions {
    std::string source;                // URL or env:NAME
    std::vector<std::string> readers;  // users whose connections write nothing
    std::chrono::milliseconds settle{0};
    const std::atomic<bool>* stop = nullptr;
    std::function<void(const std::string& line)> progress;
};

// Who could write now: "app@10.0.0.7 (Sleep)". A connection of somebody else is one that could,
// whatever it is doing. Throws Error(Fault::rights) where the role may not see the connections of
// others.
std::vector<std::string> possible_writers(db::Session& source,
                                          const std::vector<std::string>& readers);

// All that the source holds now, read in one snapshot of its own.
Content read_source(const FrozenOptions& options);

// Two readings, `settle` apart, and no writer that stays longer than that beside either. What was
// read goes into `file` where it holds. SQLite knows no connections: there the readings are all the
// proof.
Seen prove_frozen(const FrozenOptions& options, const std::filesystem::path& file);

// Whether the source still is as it was when `file` was written.
Seen still_as_frozen(const FrozenOptions& options, const std::filesystem::path& file);

}  // namespace tieout::cutover
