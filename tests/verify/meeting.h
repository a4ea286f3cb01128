// Two sides that meet as in a running tie, and what looking at every row by hand says of them.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/verify/told.h"
#include "verify/meet.h"

namespace tieout::tests {

struct KeyValue {
    std::string key, value;  // key "-": NULL
    auto operator<=>(const KeyValue&) const = default;
};
using Rows = std::vector<KeyValue>;

// In at most three batches, which a queue takes without a reader's thread where they are small.
inline void fill(verify::BatchQueue& queue, const Rows& rows, verify::As key_as) {
    const std::size_t size = rows.size() / 3 + 1;
    for (std::size_t begin = 0; begin < rows.size(); begin += size) {
        verify::CanonicalBatch batch;
        for (std::size_t i = begin; i < std::min(rows.size(), begin + size); ++i) {
            const bool null = rows[i].key == "-";
            append(batch,
                   {SideName::source, null ? nullptr : rows[i].key.c_str(), rows[i].value.c_str()},
                   key_as);
        }
        queue.push(batch);
    }
    queue.close(nullptr);
}

struct Outcome {
    std::multiset<std::string> lines;
    std::map<std::string, int> balance;
    verify::MatchCounts counts;
    verify::Met met;
    std::uint64_t spilled_bytes = 0;
};

// Readers that wait are let go, however the meeting ended.
struct Abandoned {
    verify::BatchQueue &source, &target;
    ~Abandoned() {
        source.abandon();
        target.abandon();
    }
};

inline Outcome met(const Rows& source, const Rows& target, verify::Matcher::Keys keys,
                   verify::As key_as = verify::As::text,
                   std::size_t memory = verify::default_memory,
                   verify::Order order = verify::Order::unknown) {
    verify::BatchQueue source_queue, target_queue;
    const std::jthread source_reader([&] { fill(source_queue, source, key_as); });
    const std::jthread target_reader([&] { fill(target_queue, target, key_as); });
    const Abandoned at_the_end{source_queue, target_queue};
    Told told;
    verify::Matcher matcher(keys, keys, told, memory);
    Outcome outcome;
    outcome.met =
        verify::meet(source_queue, target_queue, matcher, order, nullptr, [](auto, auto) {});
    outcome.counts = matcher.finish();
    outcome.spilled_bytes = matcher.spilled_bytes();
    outcome.lines = told.lines;
    outcome.balance = told.balance;
    return outcome;
}

// Says what is different by looking at every row of the other side for every row.
struct Expected {
    std::multiset<std::string> lines;
    std::uint64_t equal = 0;
};

inline std::multiset<std::string> values_of(const Rows& rows, const std::string& key) {
    std::multiset<std::string> values;
    for (const KeyValue& row : rows)
        if (row.key == key) values.insert(row.value);
    return values;
}

inline Expected by_looking(const Rows& source, const Rows& target) {
    Expected expected;
    std::set<std::string> keys;
    for (const Rows* rows : {&source, &target})
        for (const KeyValue& row : *rows)
            keys.insert(row.key);
    for (const std::string& key : keys) {
        const auto left = values_of(source, key), right = values_of(target, key);
        if (key == "-") {
            for (const std::string& value : left)
                expected.lines.insert("source null key: " + value);
            for (const std::string& value : right)
                expected.lines.insert("target null key: " + value);
            continue;
        }
        const std::string of = " of " + key;
        if (left.size() > 1)
            expected.lines.insert("source has " + std::to_string(left.size()) + of);
        if (right.size() > 1)
            expected.lines.insert("target has " + std::to_string(right.size()) + of);
        if (right.empty()) expected.lines.insert("source alone " + key + ": " + *left.begin());
        if (left.empty()) expected.lines.insert("target alone " + key + ": " + *right.begin());
        if (left.size() != 1 || right.size() != 1) continue;
        if (left == right)
            ++expected.equal;
        else
            expected.lines.insert("changed " + key + ": " + *left.begin() + " -> " +
                                  *right.begin());
    }
    return expected;
}

}  // namespace tieout::tests
