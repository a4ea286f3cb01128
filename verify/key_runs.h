// Keys of one side that are whole numbers and mostly ascend, remembered as runs: is this the first
// time? A column of ids without gaps is one run, however long.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "verify/pages.h"

namespace tieout::verify {

class KeyRuns {
public:
    enum class Seen { first, again, unknown };

    // No more than `most_bytes` of runs; keys beyond are unknown.
    explicit KeyRuns(std::size_t most_bytes) : most_(most_bytes / sizeof(Run)) {}

    // Of a canonical key. Unknown: it is not one or two whole numbers of up to 18 digits, or it
    // comes out of order and stands in no run. Such a key never stands in a run later, so that
    // another set may answer for all of them.
    Seen add(std::string_view key);

    std::size_t bytes() const { return runs_.capacity() * sizeof(Run); }

private:
    // The keys (head, first) to (head, last); head is 0 where the key is one number.
    struct Run {
        std::int64_t head, first, last;
    };

    std::size_t most_;
    PageVector<Run> runs_;
    bool full_ = false;

    bool holds(std::int64_t head, std::int64_t number) const;
};

}  // namespace tieout::verify
