#include "verify/line_speed.h"

#include <boost/test/unit_test.hpp>

using tieout::verify::LineSpeed;

BOOST_AUTO_TEST_CASE(a_line_is_slow_below_ten_megabytes_a_second) {
    LineSpeed line;
    BOOST_TEST(line.why_slow() == "");
    line.note(30'000'000, 3);
    BOOST_TEST(line.why_slow() == "");
    line.note(29'999'999, 3);
    BOOST_TEST(line.why_slow() == "an earlier tie's rows came at 10.0 MB/s");
    line.note(7'500'000, 3);
    BOOST_TEST(line.why_slow() == "an earlier tie's rows came at 2.5 MB/s");
}

BOOST_AUTO_TEST_CASE(less_than_two_seconds_say_nothing_of_a_line) {
    LineSpeed line;
    line.note(1, 1.99);
    BOOST_TEST(line.why_slow() == "");
    line.note(5'000'000, 2);
    BOOST_TEST(line.why_slow() == "an earlier tie's rows came at 2.5 MB/s");
    line.note(1, 1.99);
    BOOST_TEST(line.why_slow() == "an earlier tie's rows came at 2.5 MB/s");
}
