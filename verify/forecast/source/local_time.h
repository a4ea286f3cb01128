// Moments as the source's own server saw them: unix seconds, read in one stated zone. Not
// thread-safe: remembers the span between two changes of the clock that was asked last.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/calendar.h"

namespace tieout::verify::forecast::source {

class LocalTime {
public:
    // Throws Error(Fault::usage) for a name that the machine's zone data do not know.
    explicit LocalTime(const std::string& zone);

    // nullopt: beyond the years 1 to 9999.
    std::optional<Date> day(std::int64_t seconds);
    int hour(std::int64_t seconds);
    // 00:00:00 sharp.
    bool is_midnight(std::int64_t seconds);
    // The first moment of a day: 00:00, or what follows where the clock skips it; the earlier one
    // where it comes twice.
    std::int64_t midnight(Date day) const;

private:
    std::int64_t local(std::int64_t seconds);

    const void* zone_;
    std::int64_t begin_ = 0, end_ = 0, offset_ = 0;  // of the span remembered; empty at first
};

// The 1st of a month, `months` after that of `day`; nullopt: beyond the year 9999 or before 1.
std::optional<Date> first_after(Date day, int months);
// The same day of the month, `months` later, as mktime() counts: what a month is short of runs over
// into the next one (Jan 31 + 1 is Mar 3).
std::optional<Date> overflowing(Date day, int months);
// The same day of the month, or the month's last where it has fewer.
std::optional<Date> clamped(Date day, int months);
int days_of_month(Date day);
// Months since year 0.
int month_number(Date day);

}  // namespace tieout::verify::forecast::source
