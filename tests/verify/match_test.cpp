#include "verify/match.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <functional>
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

namespace {

constexpr std::size_t rows_of_batch = 200;

// Keys 0 to 199; every row of another length than the one before it.
CanonicalBatch batch_in_order(const std::function<std::string(std::size_t)>& value) {
    CanonicalBatch batch;
    batch.clear(1, 1);
    for (std::size_t i = 0; i < rows_of_batch; ++i)
        append(batch, {S, std::to_string(i).c_str(), value(i).c_str()});
    return batch;
}
std::string plain_value(std::size_t row) {
    return "value" + std::string(row % 7, 'x');
}

struct Pairs {
    std::size_t first;
    std::uint64_t equal;
};
Pairs pairs_of(const CanonicalBatch& source, std::size_t from_source, const CanonicalBatch& target,
               std::size_t from_target, BothKeys keys = Keys::proved_unique) {
    Told told;
    Matcher matcher(keys.source, keys.target, told);
    const std::size_t pairs = matcher.pair_while_equal(source, from_source, target, from_target);
    const std::uint64_t equal = matcher.finish().equal;
    BOOST_TEST(told.lines.empty());
    return {pairs, equal};
}

}  // namespace

BOOST_AUTO_TEST_CASE(batches_in_step_pair_up_to_the_first_row_that_differs) {
    const CanonicalBatch source = batch_in_order(plain_value);
    const Pairs all = pairs_of(source, 0, source, 0);
    BOOST_TEST(all.first == rows_of_batch);
    BOOST_TEST(all.equal == rows_of_batch);
    for (std::size_t bad = 0; bad < rows_of_batch; ++bad) {
        const CanonicalBatch other = batch_in_order([bad](std::size_t row) {
            return row == bad ? "other" + std::string(row % 7, 'x') : plain_value(row);
        });
        const CanonicalBatch longer = batch_in_order([bad](std::size_t row) {
            return row == bad ? plain_value(row) + "x" : plain_value(row);
        });
        for (const CanonicalBatch* target : {&other, &longer}) {
            const Pairs pairs = pairs_of(source, 0, *target, 0);
            if (pairs.first != bad || pairs.equal != bad)
                BOOST_ERROR("row " << bad << " differs, but " << pairs.first << " are paired");
            const Pairs behind = pairs_of(*target, bad + 1, source, bad + 1);
            if (behind.first != rows_of_batch - bad - 1)
                BOOST_ERROR("behind row " << bad << ": " << behind.first);
        }
    }
}

BOOST_AUTO_TEST_CASE(bytes_that_go_on_alike_are_not_the_same_row) {
    CanonicalBatch source, target;
    source.clear(1, 1);
    target.clear(1, 1);
    append(source, {S, "1", "same"});
    append(target, {T, "1", "same"});
    append(source, {S, "2", "ab"});
    BOOST_TEST(pairs_of(source, 0, target, 0).first == 1U);
    BOOST_TEST(pairs_of(source, 1, target, 1).first == 0U);
    append(target, {T, "3", "ab"});
    BOOST_TEST(pairs_of(source, 0, target, 0).first == 1U);
    BOOST_TEST(pairs_of(source, 0, target, 1).first == 0U);
}

BOOST_AUTO_TEST_CASE(rows_that_must_be_looked_at_one_by_one_are_not_paired_in_one_go) {
    const CanonicalBatch plain = batch_in_order(plain_value);
    BOOST_TEST(pairs_of(plain, 0, plain, 0, Keys::to_be_counted).first == 0U);
    BOOST_TEST(pairs_of(plain, 0, plain, 0, {Keys::proved_unique, Keys::to_be_counted}).first ==
               0U);
    const CanonicalBatch unreadable =
        batch_in_order([](std::size_t row) { return row == 150 ? "?a" : plain_value(row); });
    BOOST_TEST(pairs_of(unreadable, 0, unreadable, 0).first == 0U);
    CanonicalBatch null_key = plain;
    append(null_key, {S, nullptr, "a"});
    BOOST_TEST(pairs_of(null_key, 0, null_key, 0).first == 0U);
}
