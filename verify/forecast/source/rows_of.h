// The rows that name a client, found by it. Eight bytes a row.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace tieout::verify::forecast::source {

template <class Row>
class RowsOf {
public:
    // `rows` (a vector or deque) must outlive it, unchanged. `client` is the column that names the
    // client.
    template <class Rows>
    RowsOf(const Rows& rows, std::string Row::*client) : client_(client) {
        rows_.reserve(rows.size());
        for (const Row& row : rows)
            rows_.push_back(&row);
        std::stable_sort(rows_.begin(), rows_.end(),
                         [&](const Row* a, const Row* b) { return a->*client_ < b->*client_; });
    }

    // In the order in which they stand in `rows`.
    std::span<const Row* const> of(const std::string& client) const {
        const auto first = std::partition_point(
            rows_.begin(), rows_.end(), [&](const Row* row) { return row->*client_ < client; });
        auto end = first;
        while (end != rows_.end() && (*end)->*client_ == client)
            ++end;
        return {first, end};
    }

private:
    std::string Row::*client_;
    std::vector<const Row*> rows_;
};

}  // namespace tieout::verify::forecast::source
