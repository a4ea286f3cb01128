// A calendar to the byte, as RFC 5545 wants it.
#include "cutover/calendar.h"

#include <boost/test/unit_test.hpp>

namespace tieout::tests {
namespace {

using cutover::CalendarEvent;

std::string calendar_of(const CalendarEvent& event) {
    return cutover::icalendar({event}, "2026-11-29T12:00:00Z");
}

std::string line_of(const std::string& calendar, const std::string& name) {
    const std::size_t begin = calendar.find("\r\n" + name + ":") + 2;
    return calendar.substr(begin, calendar.find("\r\n", begin) - begin);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(calendar)

BOOST_AUTO_TEST_CASE(a_calendar_is_what_was_written_by_hand) {
    const std::string calendar = cutover::icalendar(
        {{"cutover-window-0123456789ab@tieout", "Cut-over", "From here, to there; at last",
          1799910000, 1799917200, 60},
         {"cutover-reminder-0123456789ab@tieout", "Remind", "", 1799834400, 1799836200, 0}},
        "2026-11-29T12:00:00Z");
    BOOST_TEST(calendar ==
               "BEGIN:VCALENDAR\r\n"
               "VERSION:2.0\r\n"
               "PRODID:-//tieout//cutover plan//EN\r\n"
               "CALSCALE:GREGORIAN\r\n"
               "METHOD:PUBLISH\r\n"
               "BEGIN:VEVENT\r\n"
               "UID:cutover-window-0123456789ab@tieout\r\n"
               "DTSTAMP:20261129T120000Z\r\n"
               "DTSTART:20270114T070000Z\r\n"
               "DTEND:20270114T090000Z\r\n"
               "SUMMARY:Cut-over\r\n"
               "DESCRIPTION:From here\\, to there\\; at last\r\n"
               "BEGIN:VALARM\r\n"
               "ACTION:DISPLAY\r\n"
               "DESCRIPTION:Cut-over\r\n"
               "TRIGGER:-PT60M\r\n"
               "END:VALARM\r\n"
               "END:VEVENT\r\n"
               "BEGIN:VEVENT\r\n"
               "UID:cutover-reminder-0123456789ab@tieout\r\n"
               "DTSTAMP:20261129T120000Z\r\n"
               "DTSTART:20270113T100000Z\r\n"
               "DTEND:20270113T103000Z\r\n"
               "SUMMARY:Remind\r\n"
               "END:VEVENT\r\n"
               "END:VCALENDAR\r\n");
}

BOOST_AUTO_TEST_CASE(what_ends_a_line_or_a_value_is_escaped) {
    BOOST_TEST(line_of(calendar_of({"u", "a\\b;c,d\ne\r\nf\x01g", "", 0, 0, 0}), "SUMMARY") ==
               "SUMMARY:a\\\\b\\;c\\,d\\ne\\nfg");
}

// "SUMMARY:" has 8 octets.
BOOST_AUTO_TEST_CASE(a_line_of_75_octets_stands_and_one_of_76_is_folded) {
    const auto summary = [](const std::string& text) {
        return calendar_of({"u", text, "", 0, 0, 0});
    };
    const std::string fits(67, 'x');
    BOOST_TEST(line_of(summary(fits), "SUMMARY") == "SUMMARY:" + fits);
    BOOST_TEST(summary(fits + "y").find("SUMMARY:" + fits + "\r\n y\r\n") != std::string::npos);
    const std::string second(74, 'z');
    BOOST_TEST(summary(fits + second).find("\r\n " + second + "\r\nEND") != std::string::npos);
    BOOST_TEST(summary(fits + second + "!").find("\r\n " + second + "\r\n !\r\n") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(no_letter_is_cut_in_two) {
    const std::string calendar = calendar_of({"u", std::string(66, 'x') + "éa", "", 0, 0, 0});
    BOOST_TEST(calendar.find("SUMMARY:" + std::string(66, 'x') + "\r\n éa\r\n") !=
               std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
