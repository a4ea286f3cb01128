// Figures of each side by group, exact, taken in the same scan as the rows; and what of their
// differences the rows explain.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "rules/finding_log.h"
#include "rules/record.h"
#include "verify/canonical.h"
#include "verify/canonical_batch.h"
#include "verify/group_table.h"
#include "verify/tie.h"

namespace tieout::verify {

// Sets of up to so many groups are listed wholly. By month they are drawn over time, and fifty
// years of months are still few.
inline constexpr std::size_t few_groups = 50, few_months = 600;
std::size_t most_listed(const Total& total);

// All totals of a tie over some rows of one side. NULL and unreadable amounts are not summed; their
// rows are counted.
class TotalSums {
public:
    explicit TotalSums(const Tie& tie);
    // All rows of a batch.
    void add(const CanonicalBatch& batch);
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
    // Totals that have their groups in common share one look-up a row.
    struct Grouping {
        std::vector<Group> by;
        std::vector<std::size_t> sums;  // summed fields
        GroupTable table;
    };
    struct Place {
        std::size_t grouping = 0, sum = 0;
    };

    const Tie& tie_;
    std::vector<Place> totals_;  // one a total of the tie
    std::vector<Grouping> groupings_;
    // Figures that were summed elsewhere, by total and encoded group; and how many more are equal.
    std::vector<std::map<std::string, Decimal>> figures_;
    std::vector<std::uint64_t> equal_;
    std::vector<const char*> row_;  // frames by field, of those that are summed or grouped by
    std::string group_;             // reused

    std::vector<Grouping> groupings_of_tie();
    void add_to_whole(const CanonicalBatch& batch, Grouping& grouping);
    void add_by_group(const CanonicalBatch& batch, Grouping& grouping);
    void add_row(Grouping& grouping, int sign);
    std::string_view name_of_group(const std::vector<Group>& by);
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
