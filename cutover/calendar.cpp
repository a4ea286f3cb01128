#include "cutover/calendar.h"

#include <fmt/format.h>

#include <string_view>

#include "cutover/window_clock.h"

namespace tieout::cutover {
namespace {

// "20270114T070000Z".
std::string calendar_time(const std::string& utc) {
    std::string digits;
    for (const char c : utc)
        if (c != '-' && c != ':') digits += c;
    return digits;
}

// RFC 5545, 3.3.11.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\n')
            result += "\\n";
        else if (c == '\\' || c == ';' || c == ',')
            result += {'\\', c};
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t')
            result += c;
    }
    return result;
}

bool goes_on(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// RFC 5545, 3.1: what is longer goes on behind a blank, which counts too.
void add_line(std::string& out, std::string_view line) {
    std::size_t room = 75;
    while (line.size() > room) {
        std::size_t cut = room;
        while (cut > 0 && goes_on(line[cut]))
            --cut;
        out += line.substr(0, cut);
        out += "\r\n ";
        line.remove_prefix(cut);
        room = 74;
    }
    out += line;
    out += "\r\n";
}

void add_event(std::string& out, const CalendarEvent& event, const std::string& stamp) {
    const auto add = [&out](const std::string& line) { add_line(out, line); };
    add("BEGIN:VEVENT");
    add("UID:" + event.uid);
    add("DTSTAMP:" + stamp);
    add("DTSTART:" + calendar_time(utc_text(event.begin)));
    add("DTEND:" + calendar_time(utc_text(event.end)));
    add("SUMMARY:" + escaped(event.summary));
    if (!event.description.empty()) add("DESCRIPTION:" + escaped(event.description));
    if (event.alarm_minutes > 0) {
        add("BEGIN:VALARM");
        add("ACTION:DISPLAY");
        add("DESCRIPTION:" + escaped(event.summary));
        add(fmt::format("TRIGGER:-PT{}M", event.alarm_minutes));
        add("END:VALARM");
    }
    add("END:VEVENT");
}

}  // namespace

std::string icalendar(const std::vector<CalendarEvent>& events, const std::string& made_at) {
    const std::string stamp = calendar_time(made_at);
    std::string out;
    for (const char* line : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tieout//cutover plan//EN",
                             "CALSCALE:GREGORIAN", "METHOD:PUBLISH"})
        add_line(out, line);
    for (const CalendarEvent& event : events)
        add_event(out, event, stamp);
    add_line(out, "END:VCALENDAR");
    return out;
}

}  // namespace tieout::cutover
