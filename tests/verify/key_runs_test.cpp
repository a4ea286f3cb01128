#include "verify/key_runs.h"

#include <boost/test/unit_test.hpp>
#include <ostream>
#include <random>
#include <set>

#include "tests/verify/told.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify;
using Seen = KeyRuns::Seen;

namespace tieout::verify {
std::ostream& operator<<(std::ostream& out, KeyRuns::Seen seen) {
    return out << (seen == Seen::first ? "first" : seen == Seen::again ? "again" : "unknown");
}
}  // namespace tieout::verify

namespace {

constexpr std::size_t plenty = 1 << 20;

std::string number(std::int64_t value) {
    return text(std::to_string(value).c_str(), As::integer);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(key_runs)

BOOST_AUTO_TEST_CASE(a_million_neighbours_are_one_run) {
    KeyRuns runs(plenty);
    for (int i = -500'000; i < 500'000; ++i)
        BOOST_REQUIRE(runs.add(number(i)) == Seen::first);
    BOOST_TEST(runs.bytes() < 100U);
    BOOST_TEST(runs.add(number(-500'000)) == Seen::again);
    BOOST_TEST(runs.add(number(499'999)) == Seen::again);
    BOOST_TEST(runs.add(number(-500'001)) == Seen::unknown);
}

BOOST_AUTO_TEST_CASE(the_same_key_again_is_known_wherever_it_stood) {
    KeyRuns runs(plenty);
    for (const int i : {1, 2, 3, 7, 8, 20})
        BOOST_TEST(runs.add(number(i)) == Seen::first);
    for (const int i : {20, 1, 3, 7, 8})
        BOOST_TEST(runs.add(number(i)) == Seen::again);
    for (const int i : {0, 4, 6, 9, 19})
        BOOST_TEST(runs.add(number(i)) == Seen::unknown);
}

BOOST_AUTO_TEST_CASE(two_numbers_are_a_key_of_which_the_first_leads) {
    KeyRuns runs(plenty);
    for (const auto& [invoice, line] : {std::pair{1, 1}, {1, 2}, {2, 1}, {2, 2}, {10, 1}})
        BOOST_TEST(runs.add(number(invoice) + number(line)) == Seen::first);
    BOOST_TEST(runs.add(number(1) + number(2)) == Seen::again);
    BOOST_TEST(runs.add(number(1) + number(3)) == Seen::unknown);
    BOOST_TEST(runs.add(number(2) + number(1)) == Seen::again);
    BOOST_TEST(runs.add(number(10) + number(1)) == Seen::again);
}

BOOST_AUTO_TEST_CASE(what_is_no_whole_number_is_unknown) {
    KeyRuns runs(plenty);
    for (const std::string& key :
         {text("1"), text("1.5", As::decimal), text(nullptr), number(1) + text("a"),
          number(1) + number(2) + number(3), text("1234567890123456789", As::integer)})
        BOOST_TEST(runs.add(key) == Seen::unknown);
    BOOST_TEST(runs.add(number(999'999'999'999'999'999)) == Seen::first);
}

BOOST_AUTO_TEST_CASE(once_full_nothing_is_first_any_more) {
    KeyRuns runs(2 * 24);
    BOOST_TEST(runs.add(number(1)) == Seen::first);
    BOOST_TEST(runs.add(number(3)) == Seen::first);
    BOOST_TEST(runs.add(number(5)) == Seen::unknown);
    BOOST_TEST(runs.add(number(4)) == Seen::unknown);  // though it would lengthen the last run
    BOOST_TEST(runs.add(number(5)) == Seen::unknown);
    BOOST_TEST(runs.add(number(3)) == Seen::again);
}

// first: never before; again: before, and called first then. The rest is another set's.
BOOST_AUTO_TEST_CASE(no_key_is_called_first_twice_nor_again_without_a_first) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        std::mt19937 random(seed);
        KeyRuns runs(seed % 2 == 0 ? plenty : 24 * 8);
        std::set<std::int64_t> first, others;
        std::int64_t at = 0;
        for (int i = 0; i < 300; ++i) {
            at += static_cast<std::int64_t>(random() % 4);
            const bool strays = random() % 5 == 0;
            const std::int64_t key = strays ? static_cast<std::int64_t>(random()) % (at + 3) : at;
            switch (runs.add(number(key))) {
                case Seen::first:
                    BOOST_TEST(first.insert(key).second);
                    BOOST_TEST(others.count(key) == 0U);
                    break;
                case Seen::again:
                    BOOST_TEST(first.count(key) == 1U);
                    break;
                case Seen::unknown:
                    BOOST_TEST(first.count(key) == 0U);
                    others.insert(key);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
