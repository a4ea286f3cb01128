#include "verify/first_keys.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "verify/parent_keys.h"

using namespace tieout;
using namespace tieout::verify;

BOOST_AUTO_TEST_SUITE(first_keys)

BOOST_AUTO_TEST_CASE(the_first_row_of_a_key_is_remembered_however_many_follow) {
    FirstKeys keys;
    constexpr int rows = 100'000;
    for (int row = 0; row < rows; ++row)
        BOOST_REQUIRE(
            keys.add(Digest::of("key " + std::to_string(row)), std::to_string(row)).is_new);
    for (int row = 0; row < rows; ++row) {
        const auto holder = keys.add(Digest::of("key " + std::to_string(row)), "later");
        BOOST_REQUIRE(!holder.is_new);
        BOOST_REQUIRE(keys.row_key(holder.number) == std::to_string(row));
    }
    BOOST_TEST(keys.add(Digest::of("another"), "").is_new);
    BOOST_TEST(keys.add(Digest{}, "zero").is_new);
    BOOST_TEST(!keys.add(Digest{}, "zero again").is_new);
}

BOOST_AUTO_TEST_CASE(parents_are_held_by_value_and_a_label_is_its_text) {
    ParentKeys keys;
    keys.add({'t', "12"});
    keys.add({'t', "monthly"});
    keys.seal();
    BOOST_TEST(keys.holds({'t', "12"}));
    BOOST_TEST(keys.holds({'l', "monthly"}));
    BOOST_TEST(!keys.holds({'t', "1"}));
    BOOST_TEST(!keys.holds({'t', "Monthly"}));
    BOOST_TEST(!ParentKeys().holds({'t', "12"}));
}

BOOST_AUTO_TEST_SUITE_END()
