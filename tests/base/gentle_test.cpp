#include "base/gentle.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;

BOOST_AUTO_TEST_SUITE(gentle)

BOOST_AUTO_TEST_CASE(a_load_limit_is_a_name_and_a_number) {
    const auto limit = read_load_limit("Threads_running=25");
    BOOST_REQUIRE(limit.has_value());
    BOOST_TEST(limit->name == "Threads_running");
    BOOST_TEST(limit->most == 25u);
    BOOST_TEST(read_load_limit("active=0").has_value());
    for (const char* text : {"", "25", "=25", "Threads_running", "Threads_running=",
                             "Threads_running=many", "Threads_running=-1", "Threads_running=2.5"})
        BOOST_TEST(!read_load_limit(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(a_limit_takes_the_place_of_the_one_of_its_name) {
    std::vector<LoadLimit> limits{{"active", 20}, {"Threads_running", 25}};
    set_limit(limits, {"active", 5});
    set_limit(limits, {"Threads_connected", 100});
    BOOST_REQUIRE_EQUAL(limits.size(), 3u);
    BOOST_TEST(limits[0].most == 5u);
    BOOST_TEST(limits[1].most == 25u);
    BOOST_TEST(limits[2].name == "Threads_connected");
}

BOOST_AUTO_TEST_CASE(no_limit_is_no_limit_and_each_alone_is_one) {
    using std::chrono::milliseconds;
    BOOST_TEST(!Gentle().any());
    Gentle each[9];
    each[0].max_load = {{"active", 0}};
    each[1].critical_load = {{"active", 0}};
    each[2].max_lag = milliseconds(1);
    each[3].rows_per_s = 1;
    each[4].bytes_per_s = 1;
    each[5].pause_file = "p";
    each[6].stop_file = "s";
    each[7].statement_limit = milliseconds(1);
    each[8].chunk_time = milliseconds(1);
    for (const Gentle& one : each)
        BOOST_TEST(one.any());
}

BOOST_AUTO_TEST_SUITE_END()
