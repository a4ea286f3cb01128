#include "verify/meet.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <random>

#include "tests/verify/meeting.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify;
using Keys = Matcher::Keys;

namespace {

void check(const Rows& source, const Rows& target, Keys keys, As key_as) {
    const Outcome outcome = met(source, target, keys, key_as);
    const Expected expected = by_looking(source, target);
    BOOST_TEST(outcome.lines == expected.lines, boost::test_tools::per_element());
    BOOST_TEST(outcome.counts.equal == expected.equal);
    std::map<std::string, int> balance;
    for (const KeyValue& row : source)
        ++balance[row.value];
    for (const KeyValue& row : target)
        --balance[row.value];
    std::erase_if(balance, [](const auto& entry) { return entry.second == 0; });
    BOOST_TEST((outcome.balance == balance));
}

Rows numbered(int from, int to) {
    Rows rows;
    for (int i = from; i <= to; ++i)
        rows.push_back({std::to_string(i), "v" + std::to_string(i)});
    return rows;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(meeting)

BOOST_AUTO_TEST_CASE(rows_in_one_order_all_meet_where_they_stand) {
    for (const Keys keys : {Keys::proved_unique, Keys::to_be_counted}) {
        const Outcome outcome = met(numbered(1, 500), numbered(1, 500), keys);
        BOOST_TEST(outcome.met.in_step == 500U);
        BOOST_TEST(outcome.met.source_rows == 500U);
        BOOST_TEST(outcome.met.target_rows == 500U);
        BOOST_TEST(outcome.counts.equal == 500U);
        BOOST_TEST(outcome.lines.empty());
    }
}

BOOST_AUTO_TEST_CASE(changed_rows_are_no_reason_to_be_out_of_step) {
    Rows target = numbered(1, 500);
    for (KeyValue& row : target)
        row.value += "x";
    const Outcome outcome = met(numbered(1, 500), target, Keys::proved_unique);
    BOOST_TEST(outcome.met.in_step == 500U);
    BOOST_TEST(outcome.counts.changed == 500U);
}

BOOST_AUTO_TEST_CASE(a_row_without_partner_does_not_knock_the_rest_out_of_step) {
    Rows lacks_three = numbered(1, 500);
    lacks_three.erase(lacks_three.begin() + 400, lacks_three.begin() + 402);
    lacks_three.erase(lacks_three.begin() + 8);
    // Whole numbers and texts show which side is behind: nobody but the three waits.
    const Outcome numbers = met(numbered(1, 500), lacks_three, Keys::proved_unique, As::integer);
    BOOST_TEST(numbers.met.in_step == 497U);
    BOOST_TEST(numbers.met.source_ascends);
    BOOST_TEST(numbers.met.target_ascends);
    BOOST_TEST(numbers.counts.source_alone == 3U);
    BOOST_TEST(met(lacks_three, numbered(1, 500), Keys::proved_unique, As::integer).met.in_step ==
               497U);
    // Bytes show nothing: each gap costs itself and as many rows behind it.
    const Outcome bytes = met(numbered(1, 500), lacks_three, Keys::proved_unique, As::bytes);
    BOOST_TEST(bytes.met.in_step == 494U);
    BOOST_TEST(bytes.counts.equal == 497U);
}

BOOST_AUTO_TEST_CASE(the_same_rows_in_one_order_that_does_not_ascend_stay_in_step) {
    Rows rows = numbered(1, 500);
    std::shuffle(rows.begin(), rows.end(), std::mt19937(4));
    Rows lacks_one = rows;
    lacks_one.erase(lacks_one.begin() + 100);
    const Outcome outcome = met(rows, lacks_one, Keys::proved_unique, As::integer);
    BOOST_TEST(outcome.counts.equal == 499U);
    BOOST_TEST(outcome.met.in_step > 490U);
}

BOOST_AUTO_TEST_CASE(rows_of_random_order_are_seen_not_to_ascend) {
    Rows rows = numbered(1, 500);
    std::shuffle(rows.begin(), rows.end(), std::mt19937(4));
    const Outcome outcome = met(rows, numbered(1, 500), Keys::proved_unique, As::integer);
    BOOST_TEST(outcome.counts.equal == 500U);
    BOOST_TEST(!outcome.met.source_ascends);
    BOOST_TEST(outcome.met.target_ascends);
}

// Half of all rows wait at once where the sides go on together, nearly all of one side where it
// goes on alone: the memory is for more than the one and less than the other.
BOOST_AUTO_TEST_CASE(a_side_in_order_does_not_run_ahead_of_one_that_is_in_none) {
    constexpr int rows = 20'000;
    constexpr std::size_t row_bytes = 1000, memory = rows * row_bytes * 3 / 4;
    Rows ascending = numbered(1, rows);
    for (KeyValue& row : ascending)
        row.value.resize(row_bytes - 100, 'x');
    Rows shuffled = ascending;
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(4));
    for (const bool swapped : {false, true}) {
        const Outcome outcome = met(swapped ? shuffled : ascending, swapped ? ascending : shuffled,
                                    Keys::proved_unique, As::integer, memory);
        BOOST_TEST(outcome.counts.equal == std::uint64_t(rows));
        BOOST_TEST(outcome.spilled_bytes == 0U);
    }
}

BOOST_AUTO_TEST_CASE(a_side_that_lacks_many_rows_waits_for_the_other_where_order_was_asked_for) {
    const Rows all = numbered(1, 10'000), late = numbered(5'001, 10'000);
    const auto in_step = [&](Order order) {
        const Outcome outcome =
            met(all, late, Keys::proved_unique, As::integer, default_memory, order);
        BOOST_TEST(outcome.counts.equal == 5'000U);
        BOOST_TEST(outcome.counts.source_alone == 5'000U);
        return outcome.met.in_step;
    };
    BOOST_TEST(in_step(Order::of_keys) == 5'000U);
    // Not asked for, it is only guessed. After the first 1,024 of the 5,000 both sides go on with
    // every 17th: ⌈3,976 / 17⌉ rows of the target wait.
    BOOST_TEST(in_step(Order::unknown) == 5'000U - 234U);
}

// Rows that waited only because both sides went on are met later, and refute nothing: the second
// gap costs what the first did. 234 rows of the target wait at the first, and 2 of the 5,000 rows
// of the second may go on alone before the next both go on: ⌈4,998 / 17⌉.
BOOST_AUTO_TEST_CASE(a_second_gap_finds_the_guess_still_trusted) {
    const Rows all = numbered(1, 20'000);
    Rows lacks_two = numbered(5'001, 10'000);
    for (const KeyValue& row : numbered(15'001, 20'000))
        lacks_two.push_back(row);
    const Outcome outcome = met(all, lacks_two, Keys::proved_unique, As::integer);
    BOOST_TEST(outcome.counts.equal == 10'000U);
    BOOST_TEST(outcome.counts.source_alone == 10'000U);
    BOOST_TEST(outcome.met.in_step == 10'000U - 234U - 294U);
}

BOOST_AUTO_TEST_CASE(a_row_out_of_order_on_one_side_is_met_all_the_same) {
    Rows moved = numbered(1, 500);
    std::rotate(moved.begin() + 10, moved.begin() + 11, moved.end());  // 11 comes last
    const Outcome outcome = met(numbered(1, 500), moved, Keys::proved_unique, As::integer);
    BOOST_TEST(outcome.lines.empty());
    BOOST_TEST(outcome.counts.equal == 500U);
    BOOST_TEST(outcome.met.in_step == 499U);
}

BOOST_AUTO_TEST_CASE(one_side_without_rows_leaves_the_other_alone) {
    for (const Keys keys : {Keys::proved_unique, Keys::to_be_counted}) {
        BOOST_TEST(met(numbered(1, 7), {}, keys).counts.source_alone == 7U);
        BOOST_TEST(met({}, numbered(1, 7), keys).counts.target_alone == 7U);
        BOOST_TEST(met({}, {}, keys).lines.empty());
    }
}

BOOST_AUTO_TEST_CASE(what_is_told_is_what_looking_at_every_row_tells) {
    for (unsigned seed = 0; seed < 400; ++seed) {
        std::mt19937 random(seed);
        const auto below = [&random](unsigned n) { return unsigned(random() % n); };
        const bool counted = seed % 2 == 0;
        const unsigned size = below(60), disorder = below(4);
        Rows source, target;
        for (unsigned i = 0; i < size; ++i) {
            const std::string key = std::to_string(i);
            const unsigned fate = below(12);
            if (fate != 0) source.push_back({key, "a"});
            if (fate != 1) target.push_back({key, fate == 2 ? "b" : "a"});
            if (counted && fate == 3) source.push_back({key, "a"});
            if (counted && fate == 4) target.push_back({key, "a"});
            if (fate == 5) (below(2) == 0 ? source : target).push_back({"-", "n"});
        }
        if (disorder == 1) std::shuffle(target.begin(), target.end(), random);
        if (disorder == 2) std::reverse(source.begin(), source.end());
        if (disorder == 3) {
            std::shuffle(source.begin(), source.end(), random);
            std::shuffle(target.begin(), target.end(), random);
        }
        const As key_as = seed % 3 == 0 ? As::integer : As::text;
        BOOST_TEST_CONTEXT("seed " << seed)
        check(source, target, counted ? Keys::to_be_counted : Keys::proved_unique, key_as);
    }
}

BOOST_AUTO_TEST_CASE(a_reader_that_fails_is_heard) {
    BatchQueue source, target;
    fill(source, numbered(1, 3), As::text);
    target.close(std::make_exception_ptr(std::runtime_error("gone")));
    Told told;
    Matcher matcher(Keys::proved_unique, Keys::proved_unique, told);
    BOOST_CHECK_THROW(meet(source, target, matcher, Order::unknown, nullptr, [](auto, auto) {}),
                      std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
