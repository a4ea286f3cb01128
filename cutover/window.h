// The windows of the coming weeks in which a cut-over disturbs the fewest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cutover/heat.h"
#include "cutover/window_days.h"
#include "cutover/window_period.h"

namespace tieout::cutover {

struct Window {
    std::int64_t begin = 0, end = 0;  // unix seconds
    double events = 0;                // weights to be expected within
    // With two hours more on either side, on that day and on the mean day of the week.
    double around = 0;
    std::optional<PeriodEnd> behind;        // the period that has just ended
    std::vector<std::string> reasons;       // for it, in words
    std::vector<std::string> reservations;  // against it: of a window that somebody asked for
};

struct WindowWish {
    std::int64_t earliest = 0, latest = 0;  // when a window may begin; unix seconds
    std::int64_t length = 0;                // seconds
    std::size_t most = 5;
    std::string zone_name, fiscal_year_starts = "01-01";
    std::string locked_until;  // the books, YYYY-MM-DD; empty: nobody has said
};

// The best first, at most one that begins on a day. Every whole hour of the zone's clocks is a
// candidate, but none that touches a day that is kept clear, or a change of the clocks. The fewest
// events win; a window in the three days after the end of a period counts as if it had 70 % of
// them, after a quarter 50 %, after a fiscal year 25 %; of equal ones the one behind the longer
// period, then the one with the quieter hours around it, for a night may last longer, then the
// earlier. Empty where `heat` is not known: no hour is called quiet then.
std::vector<Window> best_windows(const Heat& heat, const KeptDays& kept, verify::Zone& zone,
                                 const WindowWish& wish);

// The one that begins then, with what speaks for and against it.
Window window_at(const Heat& heat, const KeptDays& kept, verify::Zone& zone, const WindowWish& wish,
                 std::int64_t begin);

// "1.3", "0.04": of an hour in which little happens, more digits.
std::string events_figure(double events);

// Weights to be expected from `begin` until `end`, hour by hour of the zone's clocks.
double expected_events(const Heat& heat, verify::Zone& zone, std::int64_t begin, std::int64_t end);

}  // namespace tieout::cutover
