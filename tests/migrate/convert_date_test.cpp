#include <boost/test/unit_test.hpp>
#include <string>

#include "base/error.h"
#include "migrate/convert.h"

using namespace tieout;
using namespace tieout::migrate;

namespace {

std::string day(LocalDays& days, std::int64_t seconds) {
    std::string out;
    BOOST_TEST(days.append_day(seconds, out));
    return out;
}

std::string instant(std::int64_t seconds) {
    std::string out;
    BOOST_TEST(append_instant(seconds, out));
    return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(midnight_of_the_zone_is_the_day_that_it_begins) {
    LocalDays new_york("America/New_York"), utc("UTC"), berlin("Europe/Berlin");
    BOOST_TEST(day(new_york, 1072933200) == "2004-01-01");  // modernbill.md 3.10/11
    BOOST_TEST(day(new_york, 1072933199) == "2003-12-31");
    BOOST_TEST(day(utc, 1072933200) == "2004-01-01");
    BOOST_TEST(day(berlin, 1072911600) == "2004-01-01");
    BOOST_TEST(day(utc, 1072911600) == "2003-12-31");
}

BOOST_AUTO_TEST_CASE(a_day_is_right_on_both_sides_of_a_clock_change) {
    LocalDays new_york("America/New_York");
    // 2004: clocks went forward on April 4 at 07:00 UTC, back on October 31 at 06:00 UTC.
    BOOST_TEST(day(new_york, 1081054799) == "2004-04-03");  // 2004-04-04 04:59:59 UTC, EST
    BOOST_TEST(day(new_york, 1081054800) == "2004-04-04");
    BOOST_TEST(day(new_york, 1081137599) == "2004-04-04");  // 2004-04-05 03:59:59 UTC, EDT
    BOOST_TEST(day(new_york, 1081137600) == "2004-04-05");
    BOOST_TEST(day(new_york, 1099195199) == "2004-10-30");  // 2004-10-31 03:59:59 UTC, EDT
    BOOST_TEST(day(new_york, 1099195200) == "2004-10-31");
    BOOST_TEST(day(new_york, 1099285199) == "2004-10-31");  // 2004-11-01 04:59:59 UTC, EST
    BOOST_TEST(day(new_york, 1099285200) == "2004-11-01");
    BOOST_TEST(day(new_york, 1081054799) == "2004-04-03");  // again, from what is remembered
}

BOOST_AUTO_TEST_CASE(days_before_1970_and_beyond_2038_are_days) {
    LocalDays utc("UTC");
    BOOST_TEST(day(utc, -1) == "1969-12-31");
    BOOST_TEST(day(utc, 2147483648) == "2038-01-19");
    std::string out;
    BOOST_TEST(!utc.append_day(253402300800, out));  // 10000-01-01
    BOOST_TEST(day(utc, 253402300799) == "9999-12-31");
}

BOOST_AUTO_TEST_CASE(an_instant_is_written_in_utc) {
    BOOST_TEST(instant(1072933200) == "2004-01-01 05:00:00+00");
    BOOST_TEST(instant(-1) == "1969-12-31 23:59:59+00");
    BOOST_TEST(instant(2147483647) == "2038-01-19 03:14:07+00");
}

BOOST_AUTO_TEST_CASE(an_unknown_zone_is_refused_by_name) {
    try {
        LocalDays days("America/New_Yorck");
        BOOST_FAIL("accepted");
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == Fault::usage));
        BOOST_TEST(std::string(error.what()).find("America/New_Yorck") != std::string::npos);
    }
}

namespace {

std::string at(const char* zone, std::string_view text, Twice twice = Twice::earlier) {
    std::string out;
    switch (LocalClock(zone).append_instant(text, twice, out)) {
        case LocalClock::Reading::once:
            return out;
        case LocalClock::Reading::twice:
            return "twice, " + out;
        case LocalClock::Reading::never:
            return "never" + out;
        default:
            return "no time" + out;
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_local_time_is_an_instant_of_its_zone) {
    BOOST_TEST(at("Europe/Amsterdam", "2004-01-01 12:00:00") == "2004-01-01 11:00:00+00");
    BOOST_TEST(at("Europe/Amsterdam", "2004-07-01 12:00:00") == "2004-07-01 10:00:00+00");
    BOOST_TEST(at("Asia/Kolkata", "2004-01-01 00:00") == "2003-12-31 18:30:00+00");
    BOOST_TEST(at("UTC", "2004-01-01") == "2004-01-01 00:00:00+00");
    BOOST_TEST(at("America/New_York", "1969-12-31T18:59:59.25") == "1969-12-31 23:59:59.25+00");
}

BOOST_AUTO_TEST_CASE(an_hour_that_was_skipped_never_was_and_one_that_came_twice_is_two) {
    // Amsterdam 2004: forward on March 28 at 01:00 UTC, back on October 31 at 01:00 UTC.
    BOOST_TEST(at("Europe/Amsterdam", "2004-03-28 01:59:59") == "2004-03-28 00:59:59+00");
    BOOST_TEST(at("Europe/Amsterdam", "2004-03-28 02:00:00") == "never");
    BOOST_TEST(at("Europe/Amsterdam", "2004-03-28 02:59:59") == "never");
    BOOST_TEST(at("Europe/Amsterdam", "2004-03-28 03:00:00") == "2004-03-28 01:00:00+00");
    BOOST_TEST(at("Europe/Amsterdam", "2004-10-31 01:59:59") == "2004-10-30 23:59:59+00");
    BOOST_TEST(at("Europe/Amsterdam", "2004-10-31 02:30:00") == "twice, 2004-10-31 00:30:00+00");
    BOOST_TEST(at("Europe/Amsterdam", "2004-10-31 02:30:00", Twice::later) ==
               "twice, 2004-10-31 01:30:00+00");
    BOOST_TEST(at("Europe/Amsterdam", "2004-10-31 03:00:00") == "2004-10-31 02:00:00+00");
}

BOOST_AUTO_TEST_CASE(what_is_no_local_time_is_not_guessed) {
    for (const char* wrong : {"", "0000-00-00 00:00:00", "2004-02-30", "2004-01-01 25:00:00",
                              "2004-01-01 12:00:00Z", "2004-01-01 12:00:00+01", "noon"})
        BOOST_TEST(at("UTC", wrong) == "no time", wrong);
    BOOST_CHECK_THROW(LocalClock("Europe/Amsterdamn"), Error);
}
