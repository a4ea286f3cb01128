#include "base/calendar.h"

#include <boost/test/unit_test.hpp>
#include <string>

using tieout::Date;
using tieout::Instant;

namespace {

std::string day_of(std::string_view text) {
    const auto date = Date::parse(text);
    return date ? std::to_string(date->days) : "none";
}

std::string instant_of(std::string_view text) {
    const auto instant = Instant::parse(text);
    return instant ? std::to_string(instant->micros) : "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(calendar)

BOOST_AUTO_TEST_CASE(days_are_counted_from_1970) {
    BOOST_TEST(day_of("1970-01-01") == "0");
    BOOST_TEST(day_of("1969-12-31") == "-1");
    BOOST_TEST(day_of("2000-02-29") == "11016");
    BOOST_TEST(day_of("2000-03-01") == "11017");
    BOOST_TEST(day_of("2038-01-19") == "24855");
    BOOST_TEST(day_of("0001-01-01") == "-719162");
    BOOST_TEST(day_of("9999-12-31") == "2932896");
}

BOOST_AUTO_TEST_CASE(a_day_that_does_not_exist_is_refused) {
    for (const char* text :
         {"2005-02-30",  "2005-02-29", "1900-02-29", "2100-02-29",  "2004-04-31",
          "2004-13-01",  "2004-00-10", "2004-10-00", "0000-00-00",  "0000-01-01",
          "10000-01-01", "2004-1-01",  "2004-01-1",  " 2004-01-01", "2004-01-01 ",
          "2004/01/01",  "20040101",   "",           "-004-01-01",  "2004-01-0a"})
        BOOST_TEST(day_of(text) == "none", "accepted: " << text);
}

BOOST_AUTO_TEST_CASE(leap_years_follow_the_gregorian_rule) {
    for (const char* text : {"2004-02-29", "2000-02-29", "1600-02-29", "0004-02-29", "2096-02-29"})
        BOOST_TEST(day_of(text) != "none", "refused: " << text);
}

BOOST_AUTO_TEST_CASE(every_day_from_0001_to_9999_is_its_own_text) {
    const std::int32_t first = Date::parse("0001-01-01")->days,
                       last = Date::parse("9999-12-31")->days;
    std::string former;
    for (std::int32_t day = first; day <= last; ++day) {
        const std::string text = Date{day}.text();
        const auto again = Date::parse(text);
        if (!again || again->days != day || text <= former) BOOST_FAIL("wrong day: " << text);
        former = text;
    }
}

BOOST_AUTO_TEST_CASE(instants_are_microseconds_since_1970_in_utc) {
    BOOST_TEST(instant_of("1970-01-01 00:00:00") == "0");
    BOOST_TEST(instant_of("1970-01-01T00:00:00Z") == "0");
    BOOST_TEST(instant_of("1969-12-31 23:59:59.999999") == "-1");
    BOOST_TEST(instant_of("2004-01-01 05:00:00+00") == "1072933200000000");
    BOOST_TEST(instant_of("2004-01-01 00:00:00-05") == "1072933200000000");
    BOOST_TEST(instant_of("2004-01-01 10:30:00+05:30") == "1072933200000000");
    BOOST_TEST(instant_of("2004-01-01 05:19:32+00:19:32") == "1072933200000000");
    BOOST_TEST(instant_of("2004-01-01 05:00:00.5") == "1072933200500000");
    BOOST_TEST(instant_of("2004-01-01 05:00:00.000001") == "1072933200000001");
}

BOOST_AUTO_TEST_CASE(an_instant_that_does_not_exist_is_refused) {
    for (const char* text :
         {"2004-01-01", "2004-01-01 24:00:00", "2004-01-01 23:60:00", "2004-01-01 23:59:60",
          "2004-01-01 05:00", "2004-01-01  05:00:00", "2004-01-01 05:00:00.", "2004-02-30 00:00:00",
          "2004-01-01 05:00:00.1234567", "2004-01-01 05:00:00 +00", "2004-01-01 05:00:00+5",
          "2004-01-01 05:00:00+24", "2004-01-01 05:00:00Z+00", "2004-01-01t05:00:00",
          "0000-00-00 00:00:00", "0001-01-01 00:00:00+01", "9999-12-31 23:59:59-01"})
        BOOST_TEST(instant_of(text) == "none", "accepted: " << text);
    BOOST_TEST(instant_of("0001-01-01 00:00:00") == "-62135596800000000");
    BOOST_TEST(instant_of("9999-12-31 23:59:59.999999") == "253402300799999999");
}

BOOST_AUTO_TEST_CASE(an_instant_prints_its_fraction_only_where_there_is_one) {
    BOOST_TEST(Instant::from_seconds(1072933200).text() == "2004-01-01T05:00:00Z");
    BOOST_TEST(Instant{1072933200000001}.text() == "2004-01-01T05:00:00.000001Z");
    BOOST_TEST(Instant{-1}.text() == "1969-12-31T23:59:59.999999Z");
    BOOST_TEST(Instant::parse("0001-01-01 00:00:00")->text() == "0001-01-01T00:00:00Z");
}

BOOST_AUTO_TEST_SUITE_END()
