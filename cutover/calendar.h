// A calendar that every calendar program takes (RFC 5545).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tieout::cutover {

struct CalendarEvent {
    std::string uid;  // the same in every plan: a later file takes the place of an earlier one
    std::string summary, description;
    std::int64_t begin = 0, end = 0;  // unix seconds
    int alarm_minutes = 0;            // before it begins; 0: no alarm
};

// `made_at`: UTC, RFC 3339. Lines end with CR LF and have 75 octets at most, cut between letters.
std::string icalendar(const std::vector<CalendarEvent>& events, const std::string& made_at);

}  // namespace tieout::cutover
