#include "verify/match.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/verify/told.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify;
using Keys = Matcher::Keys;

namespace {

struct Outcome {
    std::multiset<std::string> lines;
    std::map<std::string, int> balance;
    MatchCounts counts;
};

struct BothKeys {
    Keys source, target;
    BothKeys(Keys both) : source(both), target(both) {}
    BothKeys(Keys s, Keys t) : source(s), target(t) {}
};

Outcome matched(const std::vector<Row>& rows, BothKeys keys) {
    Told told;
    Matcher matcher(keys.source, keys.target, told);
    for (const Row& row : rows) {
        CanonicalBatch batch;
        append(batch, row);
        matcher.add(row.side, batch);
    }
    const MatchCounts counts = matcher.finish();
    return {told.lines, told.balance, counts};
}

// The same rows in every order must tell the same.
void check_all_orders(std::vector<Row> rows, const std::multiset<std::string>& expected,
                      std::uint64_t equal, BothKeys keys = Keys::to_be_counted) {
    std::vector<std::size_t> order(rows.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::map<std::string, int> balance;
    for (const Row& row : rows)
        balance[row.value] += row.side == SideName::source ? 1 : -1;
    std::erase_if(balance, [](const auto& entry) { return entry.second == 0; });
    do {
        std::vector<Row> permuted;
        for (const std::size_t i : order)
            permuted.push_back(rows[i]);
        const Outcome outcome = matched(permuted, keys);
        BOOST_TEST(outcome.lines == expected, boost::test_tools::per_element());
        BOOST_TEST(outcome.counts.equal == equal);
        BOOST_TEST((outcome.balance == balance));
    } while (std::next_permutation(order.begin(), order.end()));
}

constexpr SideName S = SideName::source, T = SideName::target;

}  // namespace

BOOST_AUTO_TEST_CASE(equal_rows_leave_in_any_order) {
    for (const Keys keys : {Keys::proved_unique, Keys::to_be_counted})
        check_all_orders({{S, "1", "a"},
                          {T, "1", "a"},
                          {S, "2", "b"},
                          {T, "2", "b"},
                          {S, "3", ""},
                          {T, "3", ""}},
                         {}, 3, keys);
}

BOOST_AUTO_TEST_CASE(a_missing_an_extra_and_a_changed_row_are_found_in_any_order) {
    for (const Keys keys : {Keys::proved_unique, Keys::to_be_counted})
        check_all_orders({{S, "1", "a"},
                          {T, "1", "x"},
                          {S, "2", "b"},
                          {T, "3", "c"},
                          {S, "4", "d"},
                          {T, "4", "d"}},
                         {"changed 1: a -> x", "source alone 2: b", "target alone 3: c"}, 1, keys);
}

BOOST_AUTO_TEST_CASE(each_kind_of_difference_has_its_figure) {
    const MatchCounts counts = matched({{S, "1", "a"},
                                        {S, "2", "b"},
                                        {T, "3", "c"},
                                        {S, "4", "d"},
                                        {T, "4", "x"},
                                        {T, "5", "e"},
                                        {T, "5", "e"},
                                        {T, "5", "e"},
                                        {S, "5", "e"}},
                                       Keys::to_be_counted)
                                   .counts;
    BOOST_TEST(counts.source_alone == 2U);
    BOOST_TEST(counts.target_alone == 1U);
    BOOST_TEST(counts.changed == 1U);
    BOOST_TEST(counts.duplicate == 2U);  // rows beyond the first of their key
    BOOST_TEST(counts.equal == 0U);
}

BOOST_AUTO_TEST_CASE(keys_with_one_digest_are_two_keys) {
    KeyedTable table;
    const Digest digest{1, 1};
    table.wait(SideName::source, digest, text("1"), text("a"));
    BOOST_TEST((table.find(digest, text("2")) == nullptr));
    table.wait(SideName::source, digest, text("2"), text("b"));
    BOOST_TEST(read(table.find(digest, text("1"))->fields()) == "a");
    BOOST_TEST(read(table.find(digest, text("2"))->fields()) == "b");
    table.remove(digest, table.find(digest, text("1")));
    BOOST_TEST((table.find(digest, text("1")) == nullptr));
    BOOST_TEST(read(table.find(digest, text("2"))->fields()) == "b");
}

BOOST_AUTO_TEST_CASE(values_swapped_between_two_rows_are_two_changes) {
    check_all_orders({{S, "1", "a"}, {S, "2", "b"}, {T, "1", "b"}, {T, "2", "a"}},
                     {"changed 1: a -> b", "changed 2: b -> a"}, 0);
}

BOOST_AUTO_TEST_CASE(a_key_twice_on_one_side_is_a_duplicate_whichever_came_first) {
    check_all_orders({{S, "1", "a"}, {T, "1", "a"}, {T, "1", "x"}, {S, "2", "b"}, {T, "2", "b"}},
                     {"target has 2 of 1"}, 1);
}

BOOST_AUTO_TEST_CASE(the_same_row_twice_on_both_sides_does_not_cancel) {
    check_all_orders(
        {{S, "1", "a"}, {S, "1", "a"}, {T, "1", "a"}, {T, "1", "a"}, {S, "2", "b"}, {T, "2", "b"}},
        {"source has 2 of 1", "target has 2 of 1"}, 1);
}

BOOST_AUTO_TEST_CASE(one_missing_and_one_twice_are_both_found_though_counts_agree) {
    check_all_orders({{S, "1", "a"}, {S, "2", "b"}, {T, "2", "b"}, {T, "2", "b"}},
                     {"source alone 1: a", "target has 2 of 2"}, 0);
}

BOOST_AUTO_TEST_CASE(a_duplicate_is_found_on_the_one_side_whose_keys_are_counted) {
    check_all_orders({{S, "1", "a"}, {T, "1", "a"}, {T, "1", "x"}, {S, "2", "b"}, {T, "2", "y"}},
                     {"target has 2 of 1", "changed 2: b -> y"}, 0,
                     {Keys::proved_unique, Keys::to_be_counted});
    check_all_orders({{T, "1", "a"}, {S, "1", "a"}, {S, "1", "x"}, {S, "2", "b"}, {T, "2", "y"}},
                     {"source has 2 of 1", "changed 2: b -> y"}, 0,
                     {Keys::to_be_counted, Keys::proved_unique});
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_equal_to_nothing) {
    for (const Keys keys : {Keys::proved_unique, Keys::to_be_counted}) {
        check_all_orders({{S, "1", "?a"}, {T, "1", "?a"}}, {"changed 1: ?a -> ?a"}, 0, keys);
        check_all_orders({{S, "1", "a!"}, {T, "1", "a!"}}, {}, 1, keys);
    }
}

BOOST_AUTO_TEST_CASE(a_broken_promise_of_uniqueness_is_told_while_both_wait) {
    const Outcome outcome =
        matched({{S, "1", "a"}, {S, "1", "a"}, {T, "1", "a"}}, Keys::proved_unique);
    BOOST_TEST(outcome.lines.count("source has 2 of 1") == 1U);
}

BOOST_AUTO_TEST_CASE(null_keys_are_told_and_never_paired) {
    check_all_orders({{S, nullptr, "a"}, {T, nullptr, "a"}, {S, "1", "b"}, {T, "1", "b"}},
                     {"source null key: a", "target null key: a"}, 1);
}

BOOST_AUTO_TEST_CASE(many_rows_in_opposite_orders_all_meet) {
    std::vector<std::string> keys;
    for (int i = 0; i < 20000; ++i)
        keys.push_back(std::to_string(i * 7919 % 20000));
    std::vector<Row> rows;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        rows.push_back({S, keys[i].c_str(), "v"});
        rows.push_back({T, keys[keys.size() - 1 - i].c_str(), "v"});
    }
    rows.push_back({T, "extra", "v"});
    const Outcome outcome = matched(rows, Keys::to_be_counted);
    BOOST_TEST(outcome.counts.equal == 20000U);
    BOOST_TEST(outcome.lines == std::multiset<std::string>{"target alone extra: v"},
               boost::test_tools::per_element());
}
