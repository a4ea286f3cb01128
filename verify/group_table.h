// The groups of a total and what is summed in each: found by the group's encoded values, without an
// allocation for a group that is there already.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "verify/exact_sum.h"

namespace tieout::verify {

class GroupTable {
public:
    // `sums`: how many figures each group has beside its count of rows.
    explicit GroupTable(std::size_t sums) : sums_(sums), slots_(64) {}

    // The group's number, counted from 0; new groups begin with zeros. Good for count() and sum().
    std::size_t find(std::string_view encoded);
    std::size_t size() const { return ends_.size(); }
    // All groups of `other`, which has as many sums.
    void add(const GroupTable& other);
    std::string_view encoded(std::size_t group) const;

    std::int64_t& count(std::size_t group) { return counts_[group]; }
    std::int64_t count(std::size_t group) const { return counts_[group]; }
    ExactSum& sum(std::size_t group, std::size_t which) { return values_[group * sums_ + which]; }
    const ExactSum& sum(std::size_t group, std::size_t which) const {
        return values_[group * sums_ + which];
    }

private:
    std::size_t sums_;
    std::vector<std::uint32_t> slots_;  // open addressing: number of the group + 1; 0 is empty
    std::vector<std::uint64_t> hashes_;
    std::string names_;
    std::vector<std::size_t> ends_;
    std::vector<std::int64_t> counts_;
    std::vector<ExactSum> values_;
    std::size_t found_ = 0;  // last: groups often come in runs, and a whole is one group

    std::size_t look_up(std::string_view encoded);
    void grow();
};

}  // namespace tieout::verify
