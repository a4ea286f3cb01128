// When the source is busy: what it did in the past year, by weekday and hour of the business's
// zone.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cutover/plan_file.h"
#include "db/session.h"
#include "rules/pack.h"
#include "verify/decode.h"

namespace tieout::cutover {

struct HeatKind {
    std::string name, title;
    std::uint64_t weight = 1;
    std::uint64_t moments = 0;       // that have an hour
    std::uint64_t without_hour = 0;  // at midnight to the second: a day, whose hour nobody knows
};

struct Heat {
    // By weekday (0: Monday) and hour: the weights of all that fell into it, and how often that
    // hour came in the history.
    using Week = std::array<std::array<std::uint64_t, 24>, 7>;
    Week weighted{}, hours{};
    std::vector<HeatKind> kinds;
    std::int64_t begin = 0, end = 0;  // of the history; unix seconds
    std::int64_t last = 0;            // the last moment in it, with an hour or without; 0: none

    // Less than a week of history tells nothing of hours: then no hour is called quiet.
    bool is_known() const { return end - begin >= 7 * 86'400; }
    // Weights that one such hour is to be expected to bring. 0 where it never came.
    double expected(int weekday, int hour) const;
    double mean() const;     // of an hour, over the history
    double busiest() const;  // of the 168
    std::uint64_t moments() const;
};

// Counts moments into a Heat. The history begins with the hour of the first moment, or `since` if
// there are older ones, and ends with the last whole hour before `until`.
class HeatCount {
public:
    // `zone` must outlive this.
    HeatCount(verify::Zone& zone, std::int64_t since, std::int64_t until);

    std::int64_t since() const { return since_; }
    std::int64_t until() const { return until_; }
    // The moments that are added from now on are of this kind.
    void begin(const Activity& activity);
    void add(std::int64_t unix_seconds);
    Heat end();

private:
    std::int64_t hour_of(std::int64_t unix_seconds);

    verify::Zone& zone_;
    std::int64_t since_, until_, first_;
    Heat heat_;
};

// A year back from `now`; where nothing happened in the week before it the source is a copy that
// has stood still, and the year ends with its last moment. `about` is told of each kind before it
// is read.
Heat read_heat(const rules::Pack& pack, const std::vector<Activity>& activity, db::Session& source,
               verify::Zone& zone, std::int64_t now,
               const std::function<void(const std::string&)>& about);

}  // namespace tieout::cutover
