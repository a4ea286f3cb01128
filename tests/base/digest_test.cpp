#include "base/digest.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <unordered_set>

using tieout::Digest;
using tieout::SetDigest;
using tieout::stable_id;

namespace {

SetDigest set_of(std::initializer_list<std::string_view> rows) {
    SetDigest set;
    for (const std::string_view row : rows)
        set.add(Digest::of(row));
    return set;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(digest)

// Literals from the shared library of xxHash 0.8.1, asked outside this program.
BOOST_AUTO_TEST_CASE(digests_are_xxh3_128) {
    BOOST_TEST(Digest::of("").text() == "99aa06d3014798d86001c324468d497f");
    BOOST_TEST(Digest::of("tieout").text() == "0dd24a7e0f417d23282c29155c6206ee");
    BOOST_TEST(Digest::of(std::string(1000, 'x')).text() == "50a1af5a5f2dcf01c0a4877b962cba82");
}

BOOST_AUTO_TEST_CASE(a_set_digest_does_not_depend_on_the_order_of_arrival) {
    BOOST_TEST((set_of({"a", "b", "c"}).result() == set_of({"c", "a", "b"}).result()));
    BOOST_TEST((set_of({"a", "b"}).result() != set_of({"a", "c"}).result()));
}

BOOST_AUTO_TEST_CASE(two_equal_rows_do_not_cancel) {
    BOOST_TEST((set_of({"a", "b", "b"}).result() != set_of({"a"}).result()));
    BOOST_TEST((set_of({"b", "b"}).result() != set_of({}).result()));
    BOOST_TEST((set_of({"a", "a", "b"}).result() != set_of({"a", "b", "b"}).result()));
}

BOOST_AUTO_TEST_CASE(the_count_is_part_of_a_set_digest) {
    SetDigest zeros;
    zeros.add(Digest{0, 0});
    BOOST_TEST((zeros.result() != SetDigest().result()));
    BOOST_TEST(zeros.count() == 1u);
}

BOOST_AUTO_TEST_CASE(parts_added_together_are_the_whole) {
    SetDigest whole = set_of({"a", "b"});
    whole.add(set_of({"c", "a"}));
    BOOST_TEST((whole.result() == set_of({"a", "a", "b", "c"}).result()));
    BOOST_TEST(whole.count() == 4u);
}

BOOST_AUTO_TEST_CASE(the_sum_carries_from_the_low_word_to_the_high) {
    SetDigest carried, plain;
    carried.add(Digest{0, ~std::uint64_t{0}});
    carried.add(Digest{0, 1});
    plain.add(Digest{1, 0});
    plain.add(Digest{0, 0});
    BOOST_TEST((carried.result() == plain.result()));
}

BOOST_AUTO_TEST_CASE(what_is_removed_was_never_there) {
    SetDigest digest = set_of({"a", "b", "a"});
    digest.remove(Digest::of("a"));
    BOOST_TEST((digest.result() == set_of({"b", "a"}).result()));
    SetDigest borrowed;
    borrowed.add(Digest{1, 0});
    borrowed.add(Digest{5, 7});
    borrowed.remove(Digest{0, 8});
    SetDigest plain;
    plain.add(Digest{5, ~std::uint64_t{0}});
    BOOST_TEST((borrowed.result() == plain.result()));
}

BOOST_AUTO_TEST_CASE(ids_know_where_one_part_ends) {
    BOOST_TEST(stable_id({"ab", "c"}) != stable_id({"a", "bc"}));
    BOOST_TEST(stable_id({"abc"}) != stable_id({"abc", ""}));
    BOOST_TEST(stable_id({"a3b", ""}) != stable_id({"a", "b3"}));
    BOOST_TEST(stable_id({"tie", "missing"}) == stable_id({"tie", "missing"}));
    BOOST_TEST(stable_id({}).size() == 12u);
}

BOOST_AUTO_TEST_CASE(a_digest_can_be_held_in_a_hash_set) {
    const std::unordered_set<Digest> held{Digest::of("a"), Digest::of("b"), Digest::of("a")};
    BOOST_TEST(held.size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
