#include "base/quantity.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(quantity)

BOOST_AUTO_TEST_CASE(a_duration_is_a_number_and_its_unit) {
    BOOST_TEST((read_duration("0.5s") == 500ms));
    BOOST_TEST((read_duration("10 s") == 10s));
    BOOST_TEST((read_duration("1ms") == 1ms));
    BOOST_TEST((read_duration("2min") == 2min));
    BOOST_TEST((read_duration("1.5h") == 90min));
}

BOOST_AUTO_TEST_CASE(what_is_no_duration_is_none) {
    for (const char* text : {"", "s", "10", "10 seconds", "-1s", "0s", "0.0001s", "1s ", "nan s",
                             "inf s", "1e3s", "1000000000000h"})
        BOOST_TEST(!read_duration(text), text);
}

BOOST_AUTO_TEST_CASE(a_rate_of_rows_is_a_whole_number_a_second) {
    BOOST_TEST((read_rate("50000/s") == 50000u));
    BOOST_TEST((read_rate("1/s") == 1u));
    for (const char* text : {"", "/s", "50000", "0/s", "-1/s", "1.5/s", "5 /s", "50k/s"})
        BOOST_TEST(!read_rate(text), text);
}

BOOST_AUTO_TEST_CASE(a_rate_of_bytes_says_its_unit) {
    BOOST_TEST((read_byte_rate("20MB/s") == 20'000'000u));
    BOOST_TEST((read_byte_rate("1.5 GiB/s") == 1'610'612'736u));
    BOOST_TEST((read_byte_rate("1B/s") == 1u));
    BOOST_TEST((read_byte_rate("2kB/s") == 2000u));
    BOOST_TEST((read_byte_rate("2KiB/s") == 2048u));
    for (const char* text : {"", "20MB", "20/s", "0MB/s", "0.1B/s", "20Mb/s", "-1MB/s"})
        BOOST_TEST(!read_byte_rate(text), text);
}

BOOST_AUTO_TEST_CASE(a_printed_duration_reads_back_as_itself) {
    BOOST_TEST(text(500ms) == "0.5 s");
    BOOST_TEST(text(30s) == "30 s");
    BOOST_TEST(text(60s) == "60 s");
    BOOST_TEST(text(90min) == "90 min");
    BOOST_TEST(text(61s) == "61 s");
    BOOST_TEST(text(7200s) == "2 h");
    for (const auto duration : {1ms, 1234ms, 90000ms, 3600000ms, 3600001ms})
        BOOST_TEST((read_duration(text(duration)) == duration));
}

BOOST_AUTO_TEST_SUITE_END()
