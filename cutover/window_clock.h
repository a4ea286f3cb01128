// What the clocks of the business's zone show at a moment, and how a moment is said to people.
#pragma once

#include <cstdint>
#include <string>

#include "base/calendar.h"
#include "verify/decode.h"

namespace tieout::cutover {

struct ClockTime {
    Date day;
    int weekday = 0;  // 0: Monday
    int hour = 0, minute = 0, second = 0;
};

// Throws Error(Fault::usage) beyond the years 1 to 9999.
ClockTime clock_time(verify::Zone& zone, std::int64_t unix_seconds);
int weekday_of(Date day);

// "Monday".
const char* weekday_name(int weekday);
// "Sat 2027-01-02 02:00".
std::string clock_words(verify::Zone& zone, std::int64_t unix_seconds);
// "2 h 30 min", "45 min"; what is left of a minute is dropped.
std::string length_words(std::int64_t seconds);
// "2027-01-02T07:00:00Z" and back. Throws Error(Fault::internal) where it is none.
std::string utc_text(std::int64_t unix_seconds);
std::int64_t utc_seconds(const std::string& text);

// The second at which the zone's clocks show this hour of the day, the earlier one where they show
// it twice. Throws Error(Fault::usage) where they skip it, saying what they do.
std::int64_t moment_of(verify::Zone& zone, const std::string& zone_name, Instant clock);
bool clocks_skip(verify::Zone& zone, Instant clock);
// 00:00 of the day, or what follows where the clocks skip it.
std::int64_t midnight_of(verify::Zone& zone, Date day);

}  // namespace tieout::cutover
