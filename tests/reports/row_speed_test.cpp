#include "reports/row_speed.h"

#include <boost/test/unit_test.hpp>

using namespace std::chrono_literals;
using tieout::reports::RowSpeed;

BOOST_AUTO_TEST_SUITE(row_speed)

BOOST_AUTO_TEST_CASE(speed_and_rest_are_told_where_they_are_known) {
    RowSpeed speed;
    const auto begin = RowSpeed::Clock::now();
    BOOST_TEST(speed.words("invoice", 0, 4'000'000, begin) == "0 of about 4,000,000 rows");
    BOOST_TEST(speed.words("invoice", 1, 0, begin + 500ms) == "1 row");
    BOOST_TEST(speed.words("invoice", 1'200'000, 4'000'000, begin + 3s) ==
               "1,200,000 of about 4,000,000 rows, 400,000 rows/s, 7.0 s left");
    BOOST_TEST(speed.words("invoice", 1'200'000, 0, begin + 3s) ==
               "1,200,000 rows, 400,000 rows/s");
    // A catalogue's estimate may be too low: then nothing is said of the rest.
    BOOST_TEST(speed.words("invoice", 5'000'000, 4'000'000, begin + 10s) ==
               "5,000,000 rows, 500,000 rows/s");
}

BOOST_AUTO_TEST_CASE(another_table_begins_anew) {
    RowSpeed speed;
    const auto begin = RowSpeed::Clock::now();
    speed.words("invoice", 1'000'000, 0, begin);
    BOOST_TEST(speed.words("payment", 1'000, 0, begin + 60s) == "1,000 rows");
    BOOST_TEST(speed.words("payment", 2'000, 0, begin + 62s) == "2,000 rows, 1,000 rows/s");
    BOOST_TEST(speed.words("payment", 10, 0, begin + 90s) == "10 rows");
}

BOOST_AUTO_TEST_SUITE_END()
