// Days and months as v4's web server saw them: midnights of one zone, daylight saving included.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/calendar.h"

namespace tieout::sample {

// Months are counted from year 0, January = 0, so that adding a cycle is adding a number.
struct Month {
    int count = 0;

    static Month of(Date day);
    Date first() const { return day(1); }
    // The day of that number, or the month's last where it has fewer.
    Date day(int number) const;
    int days() const;
    auto operator<=>(const Month&) const = default;
};
inline Month operator+(Month month, int months) {
    return {month.count + months};
}
inline int operator-(Month a, Month b) {
    return a.count - b.count;
}

class LocalCalendar {
public:
    // Throws Error(Fault::usage) where the zone is not known to the machine's zone data.
    explicit LocalCalendar(const std::string& zone);

    // Unix seconds of local 00:00:00 (of the first moment after it where the clock skips midnight).
    // Days of 1990 to 2037.
    std::int64_t midnight(Date day) const;
    std::int64_t first_of(Month month) const { return midnight(month.first()); }
    const std::string& zone() const { return zone_; }

private:
    std::string zone_;
    std::vector<std::int64_t> midnights_;
};

}  // namespace tieout::sample
