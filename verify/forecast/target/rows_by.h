// Rows found by one of the keys that they name. A pointer a row.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace tieout::verify::forecast::target {

template <class Row>
class RowsBy {
public:
    // `rows` (a vector or deque) must outlive it, unchanged.
    template <class Rows>
    RowsBy(std::string Row::*key, const Rows& rows) : key_(key) {
        rows_.reserve(rows.size());
        for (const Row& row : rows)
            rows_.push_back(&row);
        std::ranges::stable_sort(rows_, {}, key_of());
    }

    // Those of one key, in the order in which they were read.
    std::span<const Row* const> of(const std::string& key) const {
        return std::ranges::equal_range(rows_, key, {}, key_of());
    }

    // Each key once.
    std::vector<const std::string*> keys() const {
        std::vector<const std::string*> keys;
        for (const Row* row : rows_)
            if (keys.empty() || *keys.back() != row->*key_) keys.push_back(&(row->*key_));
        return keys;
    }

private:
    auto key_of() const {
        return [key = key_](const Row* row) -> const std::string& { return row->*key; };
    }

    std::string Row::*key_;
    std::vector<const Row*> rows_;
};

}  // namespace tieout::verify::forecast::target
