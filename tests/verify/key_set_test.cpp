#include "verify/key_set.h"

#include <boost/test/unit_test.hpp>
#include <string>

using tieout::Digest;
using tieout::verify::KeySet;

BOOST_AUTO_TEST_SUITE(key_set)

BOOST_AUTO_TEST_CASE(an_empty_set_holds_nothing) {
    const KeySet set;
    BOOST_TEST(!set.holds(Digest{}));
    BOOST_TEST(!set.holds(Digest::of("1")));
    BOOST_TEST(set.size() == 0U);
}

BOOST_AUTO_TEST_CASE(a_key_is_new_once) {
    KeySet set;
    BOOST_TEST(set.add(Digest::of("1")));
    BOOST_TEST(!set.add(Digest::of("1")));
    BOOST_TEST(set.add(Digest::of("2")));
    BOOST_TEST(set.size() == 2U);
}

// {0, 0} marks an empty slot, so it is kept apart.
BOOST_AUTO_TEST_CASE(the_digest_of_noughts_is_a_key_like_any_other) {
    KeySet set;
    BOOST_TEST(set.add(Digest::of("1")));
    BOOST_TEST(!set.holds(Digest{}));
    BOOST_TEST(set.add(Digest{}));
    BOOST_TEST(!set.add(Digest{}));
    BOOST_TEST(set.holds(Digest{}));
    BOOST_TEST(set.size() == 2U);
}

// All in one slot, and that the last one: they go on at the beginning.
BOOST_AUTO_TEST_CASE(keys_that_fall_into_one_slot_are_kept_apart) {
    KeySet set;
    for (std::uint64_t high = 1; high <= 5; ++high)
        BOOST_TEST(set.add(Digest{high, 1023}));
    for (std::uint64_t high = 1; high <= 5; ++high) {
        BOOST_TEST(!set.add(Digest{high, 1023}));
        BOOST_TEST(set.holds(Digest{high, 1023}));
    }
    BOOST_TEST(!set.holds(Digest{6, 1023}));
    BOOST_TEST(set.size() == 5U);
}

BOOST_AUTO_TEST_CASE(nothing_is_forgotten_while_it_grows) {
    KeySet set;
    int wrong = 0;
    for (int i = 0; i < 10'000; ++i)
        wrong += set.add(Digest::of(std::to_string(i))) ? 0 : 1;
    for (int i = 0; i < 10'000; ++i)
        wrong += set.holds(Digest::of(std::to_string(i))) ? 0 : 1;
    for (int i = 10'000; i < 20'000; ++i)
        wrong += set.holds(Digest::of(std::to_string(i))) ? 1 : 0;
    BOOST_TEST(wrong == 0);
    BOOST_TEST(set.size() == 10'000U);
}

BOOST_AUTO_TEST_SUITE_END()
