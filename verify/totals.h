// Figures of each side by group, exact, taken in the same scan as the rows; and what of their
// differences the rows explain.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/decimal.h"
#include "rules/finding_log.h"
#include "rules/record.h"
#include "verify/canonical.h"
#include "verify/tie.h"

namespace tieout::verify {

// Sets of up to so many groups are listed wholly.
inline constexpr std::size_t few_groups = 50;

// All totals of a tie over some rows of one side. NULL and unreadable amounts are not summed; their
// rows are counted.
class TotalSums {
public:
    explicit TotalSums(const Tie& tie);
    // `fields`: a row's, encoded. `sign`: 1 or -1.
    void add(std::string_view fields, int sign = 1);
    // Of other rows of the same side and tie.
    void add(const TotalSums& other);

    // A figure that was summed elsewhere. `group`: as the total groups, a month or year as a label.
    void add_figure(std::size_t total, const std::vector<Canonical>& group, const Decimal& figure);
    // Groups, all others than those that have figures here, whose figures are known to be equal on
    // both sides.
    void add_equal_groups(std::size_t total, std::uint64_t groups) { equal_[total] += groups; }
    std::uint64_t equal_groups(std::size_t total) const { return equal_[total]; }

    // By group as people read it ("17", "2004-01", "paid / EUR", "NULL"); "" is the whole.
    std::map<std::string, Decimal> groups(std::size_t total) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const noexcept;
    };
    struct Equal {
        using is_transparent = void;
        bool operator()(std::string_view a, std::string_view b) const noexcept { return a == b; }
    };
    // By the group's encoded values: no formatting a row.
    using Sums = std::unordered_map<std::string, Decimal, Hash, Equal>;

    const Tie& tie_;
    std::vector<Sums> sums_;
    std::vector<std::uint64_t> equal_;
    std::vector<Canonical> row_;  // reused
    std::string group_;           // reused

    void encode_group(const Total& total);
    Decimal& at_group(std::size_t total);
    std::string shown_group(const Total& total, std::string_view encoded) const;
};

struct TotalsOutcome {
    std::vector<rules::TotalResult> results;
    std::vector<rules::TotalSet> sets;
};

// `explained`: TotalSums over the rows that are not part of an equal pair. A difference that they
// do not explain is told to `findings`: then rows and totals contradict each other.
TotalsOutcome compare_totals(const Tie& tie, const TotalSums& source, const TotalSums& target,
                             const TotalSums& explained, rules::FindingLog& findings);

}  // namespace tieout::verify
