// A delta leaves the target exactly as a full migration of the same source would: its rows are held
// against those of a second target that is written anew.
#include "migrate/delta.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>

#include "sample/sample.h"
#include "tests/migrate/delta_words.h"
#include "tests/migrate/disorder.h"

using namespace tieout;
using namespace tieout::tests;
namespace data = boost::unit_test::data;

namespace {

void take_out_what_the_target_refused(const Shop& shop) {
    std::string sql = "set sql_mode = '';";
    for (const rules::QuarantinedRow& row : shop.quarantine.rows) {
        if (!has(row.reason, "violates")) continue;
        const std::string alias = row.from.substr(row.from.rfind(' ') + 1);
        sql += "delete " + alias + " from " + row.from + " where " + row.key.front().column +
               " = '" + row.key.front().value + "';";
    }
    shop.source().run_client(sql);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(delta)

BOOST_DATA_TEST_CASE(only_what_changed_is_written, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    BOOST_TEST(!both.first().delta);
    // currency 1, country 2, period 3, account 3, price 3, service 3, bill 3, bill_line 3
    auto result = both.delta();
    BOOST_TEST(counts(result) == "0 in, 0 up, 0 out, 21 same");
    hold_against_anew(both, result);
    both.shop.source().run_client(
        "update customer set name = 'Eve' where id = 2;"
        "delete from bill where bill_id = 3;"
        "insert into bill values (4, 3, '1.00', '');");
    result = both.delta();
    // Bill 3 and its line go; 4 and its line come.
    BOOST_TEST(counts(result) == "2 in, 1 up, 2 out, 18 same");
    hold_against_anew(both, result);
}

BOOST_DATA_TEST_CASE(rows_may_swap_what_must_be_unique, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    both.shop.source().run_client(
        "update customer set email = 'x' where id = 1; update customer set email = 'a@x.de' "
        "where id = 2; update customer set email = 'b@x.de' where id = 1;");
    const auto result = both.delta();
    BOOST_TEST(counts(result) == "0 in, 2 up, 0 out, 19 same");
    BOOST_TEST(both.shop.rows("select id, email from account order by id") ==
               "1|b@x.de\n2|a@x.de\n3|c@x.de\n");
    hold_against_anew(both, result);
}

BOOST_DATA_TEST_CASE(a_key_may_be_anothers_and_children_move_with_it, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    // Customer 2 is Cy now, whose address it has; service 3 belongs to 1, and services turn round.
    both.shop.source().run_client(
        "delete from customer where id = 2; update customer set id = 2 where id = 3;"
        "update bill set customer_id = 2 where customer_id = 3;"
        "update service set customer_id = 1 where service_id = 3;"
        "update service set parent_id = 3 where service_id = 2;"
        "update service set parent_id = 0 where service_id = 1;");
    const auto result = both.delta();
    BOOST_TEST(counts(result) == "0 in, 5 up, 1 out, 15 same");
    hold_against_anew(both, result);
}

BOOST_DATA_TEST_CASE(what_goes_to_quarantine_goes_with_all_that_hangs_on_it, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    both.shop.source().run_client("update customer set status = '9' where id = 1;");
    auto result = both.delta();
    // The account, its services 1 and 2, its bill and the line of it.
    BOOST_TEST(counts(result) == "0 in, 0 up, 5 out, 16 same");
    BOOST_TEST(result.quarantined == 5U);
    hold_against_anew(both, result);
    both.shop.source().run_client("update customer set status = '2' where id = 1;");
    result = both.delta();
    BOOST_TEST(counts(result) == "5 in, 0 up, 0 out, 16 same");
    hold_against_anew(both, result);
}

BOOST_DATA_TEST_CASE(a_twin_that_came_first_and_goes_lets_the_other_in, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.shop.source().run_client(
        "insert into customer values (4, 'Twin', 'A@X.de', '2', '', '', null, 0);");
    both.first();
    BOOST_TEST(both.shop.quarantine.text() ==
               "account 4 email: another row before it has the same value [a@x.de]\n");
    both.shop.source().run_client("update customer set email = '' where id = 1;");
    const auto result = both.delta();
    BOOST_TEST(counts(result) == "1 in, 1 up, 0 out, 20 same");
    hold_against_anew(both, result);
}

BOOST_DATA_TEST_CASE(rows_that_are_numbered_as_they_come_are_numbered_anew, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    both.shop.source().run_client("delete from plan_type where plan_id = 1;");
    const auto result = both.delta();
    // Number 1 is plan 2's; 2 and 3 are nobody's.
    BOOST_TEST(counts(result) == "0 in, 1 up, 2 out, 18 same");
    hold_against_anew(both, result);
    both.shop.source().run_client("delete from plan_type;");
    hold_against_anew(both, both.delta());  // the numbers begin with 1 again
}

// Members of a club that is gone have none; v4's row of them is as it was all the while.
BOOST_DATA_TEST_CASE(a_parent_that_goes_or_comes_moves_rows_that_are_as_they_were,
                     data::make(ways)) {
    TwoTargets both(sample.source, sample.target,
                    std::string(TIEOUT_SOURCE_DIR) + "/tests/migrate/packs/club");
    const auto& source = both.shop.source();
    source.run_client(
        "insert into clubs values (1, 'Chess'), (2, 'Choir');"
        "insert into members values (1, 1, 'Ada'), (2, 9, 'Bob'), (3, 2, 'Cy'), (4, null, 'Di');"
        "insert into badges values (1, 1), (2, 2), (3, 77);");
    both.first();
    BOOST_TEST(both.shop.rows("select id, club_id from member order by id") ==
               "1|1\n2|-\n3|2\n4|-\n");
    source.run_client("insert into clubs values (9, 'Go')");
    auto result = both.delta();
    BOOST_TEST(counts(result) == "1 in, 1 up, 0 out, 7 same");
    hold_against_anew(both, result);
    source.run_client("delete from clubs where club_id = 1");
    result = both.delta();
    BOOST_TEST(counts(result) == "0 in, 1 up, 1 out, 7 same");
    BOOST_TEST(both.shop.rows("select id, club_id from member order by id") ==
               "1|-\n2|9\n3|2\n4|-\n");
    hold_against_anew(both, result);
    // Its badge goes with a member who is gone, and a badge comes with one who comes.
    source.run_client(
        "delete from members where member_id = 1; insert into members values (77, 2, 'Eve')");
    result = both.delta();
    BOOST_TEST(counts(result) == "2 in, 0 up, 2 out, 6 same");
    hold_against_anew(both, result);
    // The club is called otherwise: nobody else has changed.
    source.run_client("update clubs set name = 'Choir 2' where club_id = 2");
    result = both.delta();
    BOOST_TEST(counts(result) == "0 in, 1 up, 0 out, 7 same");
    hold_against_anew(both, result);
}

// Of several rows that one row of v4 becomes, one may have no parent and the first of them have
// its.
BOOST_DATA_TEST_CASE(a_parent_that_comes_moves_one_of_the_rows_of_one_source, data::make(ways)) {
    TwoTargets both(sample.source, sample.target,
                    std::string(TIEOUT_SOURCE_DIR) + "/tests/migrate/packs/club");
    const auto& source = both.shop.source();
    source.run_client(
        "insert into clubs values (1, 'Chess'); insert into tariffs values (1, '5|7|9');insert "
        "into periods values (1), (6);");
    both.first();
    const auto fees = [&] {
        return both.shop.rows("select period, count(*) from fee group by period order by period");
    };
    const std::string before = fees();
    BOOST_TEST(has(before, "-|1\n"), before);
    BOOST_TEST(has(before, "1|1\n"), before);
    source.run_client("insert into periods values (3), (12), (24), (100)");
    const auto result = both.delta();
    BOOST_TEST(result.delta->updated == 1U, counts(result));
    BOOST_TEST(!has(fees(), "-|"), fees());
    hold_against_anew(both, result);
}

BOOST_AUTO_TEST_CASE(a_shop_in_disorder_is_as_if_written_anew) {
    std::string rows = shop_rows;
    for (int i = 10; i < 60; ++i) {
        const std::string id = std::to_string(i), other = std::to_string(10 + i % 37);
        rows += "insert into customer values (" + id + ", 'C" + id + "', 'c" + id +
                "@x.de', '2', '', '', null, 0);";
        rows += "insert into service values (" + id + ", " + other + ", " + other +
                ", '12', 1, '0', 'on');";
        rows += "insert into bill values (" + id + ", " + other + ", '" + id + ".00', '');";
    }
    for (unsigned seed = 1; seed <= 4; ++seed) {
        TwoTargets both(db::Engine::mysql, db::Engine::postgresql);
        both.shop.readers = seed == 4 ? 3 : 1;
        both.shop.options.rows_for_ranges = 0;
        both.shop.source().run_client(rows);
        both.first();
        Disorder disorder(both.shop.source(), seed);
        for (int round = 0; round < 4; ++round) {
            BOOST_TEST_INFO_SCOPE("seed " << seed << ", round " << round);
            disorder.make(12);
            const auto result = both.delta();
            BOOST_TEST(result.delta.has_value(), counts(result));
            hold_against_anew(both, result);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_billing_system_in_disorder_is_as_if_written_anew) {
    const std::string modernbill = std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill";
    TwoTargets both(db::Engine::mysql, db::Engine::postgresql, modernbill);
    both.shop.readers = 2;
    both.shop.options.rows_for_ranges = 0;
    {
        sample::Options options;
        options.clients = 120;
        options.defects = "none";
        options.pack = modernbill;
        sample::make(options, *db::Writer::open(both.shop.source().parsed()));
    }
    both.first();
    Disorder disorder(both.shop.source(), 7);
    int deltas = 0;
    for (int round = 0; round < 6; ++round) {
        BOOST_TEST_INFO_SCOPE("round " << round);
        disorder.make(25);
        const auto result = both.delta();
        hold_against_anew(both, result);
        if (result.delta) {
            ++deltas;
            continue;
        }
        // What the target alone knows to be wrong: such rows stand in the way of a delta.
        BOOST_TEST(has(counts(result), "violates"), counts(result));
        take_out_what_the_target_refused(both.shop);
        both.delta();
    }
    BOOST_TEST(deltas >= 3);
}

BOOST_AUTO_TEST_SUITE_END()
