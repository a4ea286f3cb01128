#include "db/pace_bucket.h"

#include <boost/test/unit_test.hpp>

using tieout::db::PaceBucket;
using namespace std::chrono_literals;

namespace {

const PaceBucket::Clock::time_point begin{1h};

// From `begin`, in milliseconds.
auto free_ms(const PaceBucket& bucket) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(bucket.free_at() - begin).count();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pace_bucket)

BOOST_AUTO_TEST_CASE(what_was_taken_is_waited_for_at_the_rate) {
    PaceBucket bucket(1000);
    bucket.take(500, begin);
    BOOST_TEST(free_ms(bucket) == 480);  // 20 ms are forgiven
    bucket.take(500, begin + 480ms);
    BOOST_TEST(free_ms(bucket) == 980);
}

BOOST_AUTO_TEST_CASE(whoever_takes_without_waiting_pays_for_all_of_it) {
    PaceBucket bucket(1000);
    for (int i = 0; i < 10; ++i)
        bucket.take(100, begin);
    BOOST_TEST(free_ms(bucket) == 980);
}

BOOST_AUTO_TEST_CASE(time_that_nobody_used_is_not_saved_up) {
    PaceBucket bucket(1000);
    bucket.take(100, begin);
    bucket.take(100, begin + 1h);
    BOOST_TEST(free_ms(bucket) == 3'600'080);
}

BOOST_AUTO_TEST_CASE(without_a_rate_and_without_rows_there_is_nothing_to_wait_for) {
    PaceBucket unlimited(0), unused(1000);
    unlimited.take(1'000'000'000, begin);
    unused.take(0, begin);
    BOOST_TEST((unlimited.free_at() < begin));
    BOOST_TEST((unused.free_at() < begin));
}

BOOST_AUTO_TEST_SUITE_END()
