#include "db/pace_chunk.h"

#include <boost/test/unit_test.hpp>

using tieout::db::PaceChunk;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(pace_chunk)

BOOST_AUTO_TEST_CASE(a_chunk_within_its_target_is_followed_by_no_rest_and_a_larger_one) {
    PaceChunk chunk(500ms);
    BOOST_TEST(!chunk.add(2048, 10ms));
    BOOST_TEST(!chunk.add(2048, 10ms));
    BOOST_TEST(chunk.size() == 8192u);  // four times as much would fit; it doubles
}

BOOST_AUTO_TEST_CASE(a_chunk_beyond_its_target_is_followed_by_a_rest_as_long_and_a_smaller_one) {
    PaceChunk chunk(500ms);
    BOOST_TEST(!chunk.add(2048, 400ms));
    const auto rest = chunk.add(2048, 400ms);
    BOOST_REQUIRE(rest.has_value());
    BOOST_TEST((rest->length == 800ms));
    BOOST_TEST(rest->rows == 4096u);
    BOOST_TEST(chunk.size() == 1920u);  // 4096 × 0.375 s / 0.8 s
}

BOOST_AUTO_TEST_CASE(on_its_target_a_chunk_is_not_too_slow) {
    PaceChunk chunk(500ms);
    BOOST_TEST(!chunk.add(4096, 500ms));
    BOOST_TEST(chunk.add(4096, 501ms).has_value());
}

BOOST_AUTO_TEST_CASE(a_server_that_becomes_slow_ends_the_chunk_before_its_rows) {
    PaceChunk chunk(500ms);
    for (int i = 0; i < 14; ++i)
        BOOST_TEST(!chunk.add(2048, 1ms));
    BOOST_TEST(chunk.size() == 32'768u);
    const auto rest = chunk.add(2048, 2s);
    BOOST_REQUIRE(rest.has_value());
    BOOST_TEST((rest->length >= 2s));
    BOOST_TEST(chunk.size() == 384u);                // 2048 × 0.375 s / 2 s
    BOOST_TEST(chunk.add(2048, 600ms).has_value());  // one batch is a chunk now
    BOOST_TEST(!chunk.add(2048, 10ms).has_value());  // and grows again
    BOOST_TEST(chunk.size() == 4096u);
}

BOOST_AUTO_TEST_CASE(without_a_target_there_are_no_chunks) {
    PaceChunk chunk(0ms);
    BOOST_TEST(!chunk.add(1'000'000, 1h));
}

BOOST_AUTO_TEST_SUITE_END()
