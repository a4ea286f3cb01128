#include "sample/local_calendar.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"

using namespace tieout;
using sample::LocalCalendar;
using sample::Month;

namespace {
Date day(const char* text) {
    return *Date::parse(text);
}
}  // namespace

BOOST_AUTO_TEST_SUITE(local_calendar)

// Expected seconds are those of GNU date with TZ=America/New_York.
BOOST_AUTO_TEST_CASE(a_midnight_is_of_the_zone_and_follows_its_clock_changes) {
    const LocalCalendar calendar("America/New_York");
    BOOST_TEST(calendar.midnight(day("2004-01-01")) == 1072933200);
    BOOST_TEST(calendar.midnight(day("2003-04-07")) == 1049688000);
    BOOST_TEST(calendar.midnight(day("2003-10-26")) == 1067140800);
    BOOST_TEST(calendar.midnight(day("2003-10-27")) == 1067230800);
    BOOST_TEST(LocalCalendar("UTC").midnight(day("2004-01-01")) == 1072915200);
}

BOOST_AUTO_TEST_CASE(a_midnight_that_the_clock_skips_is_the_moment_after) {
    // Brazil went from 23:59:59 to 01:00:00 on this day.
    BOOST_TEST(LocalCalendar("America/Sao_Paulo").midnight(day("2004-11-02")) == 1099364400);
}

BOOST_AUTO_TEST_CASE(an_unknown_zone_is_refused_by_its_name) {
    BOOST_CHECK_EXCEPTION(LocalCalendar("America/Gotham"), Error, [](const Error& error) {
        return error.fault() == Fault::usage &&
               std::string(error.what()).find("America/Gotham") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(months_add_up_over_years_and_have_their_days) {
    const Month december = Month::of(day("2003-12-31"));
    BOOST_TEST((december + 1).first().text() == "2004-01-01");
    BOOST_TEST((december + 2).days() == 29);
    BOOST_TEST((december + 2).day(31).text() == "2004-02-29");
    BOOST_TEST((december + 14).days() == 28);
    BOOST_TEST((Month::of(day("2005-01-01")) - december) == 13);
}

BOOST_AUTO_TEST_SUITE_END()
