// When a delta must not be: everything is written then, and the remark says why.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/migrate/delta_words.h"

using namespace tieout;
using namespace tieout::tests;
namespace data = boost::unit_test::data;

BOOST_AUTO_TEST_SUITE(delta_given_up)

BOOST_AUTO_TEST_CASE(into_mysql_everything_is_written_and_the_log_says_why) {
    TwoTargets both(db::Engine::mysql, db::Engine::mysql);
    both.shop.source().run_client(shop_rows);
    both.first();
    BOOST_TEST(both.noted().empty());
    both.shop.source().run_client("update customer set name = 'Eve' where id = 2;");
    const auto result = both.delta();
    BOOST_TEST(has(counts(result),
                   "all written: everything was written, and not only what has "
                   "changed: MySQL and MariaDB hold a foreign key after every row"));
    hold_against_anew(both, result);
}

// Each of these must be seen before anything is believed of the notes.
BOOST_DATA_TEST_CASE(where_the_notes_are_not_of_what_stands_there_everything_is_written,
                     data::make(ways)) {
    struct Trouble {
        const char* name;
        std::function<void(TwoTargets&)> make;
        const char* why;
    };
    const auto notes_of = [](TwoTargets& both) { return both.notes() / *both.noted().begin(); };
    const std::vector<Trouble> troubles = {
        {"the notes are gone", [&](TwoTargets& both) { std::filesystem::remove(notes_of(both)); },
         "its notes are not in "},
        {"the notes are cut",
         [&](TwoTargets& both) { std::filesystem::resize_file(notes_of(both), 100); },
         "its notes are damaged"},
        {"a row came",
         [](TwoTargets& both) {
             both.shop.target().run_client("insert into period values (77, 'by hand');");
             both.shop.options.replace_foreign_rows = true;
         },
         "the target holds other rows than the last run left there"},
        {"a row was exchanged",
         [](TwoTargets& both) {
             both.shop.target().run_client(
                 "delete from period where code = 1; "
                 "insert into period values (77, 'by hand');");
             both.shop.source().run_client("update service set cycle = '3' where cycle = '1';");
         },
         "of period that have changed or gone"},
        {"another zone", [](TwoTargets& both) { both.shop.options.zone = "Europe/Berlin"; },
         "the configuration has changed since"},
        {"another tieout", [](TwoTargets& both) { both.shop.options.tool_version = "later"; },
         "the version of tieout has changed since"},
        {"another schema",
         [](TwoTargets& both) {
             both.shop.target().run_client("create unique index one_name on account (name);");
         },
         "the target's schema has changed since"},
        {"a run that kept no notes",
         [](TwoTargets& both) {
             const auto notes = both.shop.options.notes;
             both.shop.options.notes.clear();
             both.shop.run();
             both.shop.options.notes = notes;
         },
         "the last run kept no notes"},
        {"nowhere to keep them", [](TwoTargets& both) { both.shop.options.notes.clear(); },
         "there is no folder for its notes"},
        {"a trigger",
         [](TwoTargets& both) {
             both.shop.target().run_client(
                 both.shop.target().parsed().engine == db::Engine::sqlite
                     ? "create trigger t after update on bill begin select 1; end;"
                     : "create function f() returns trigger language plpgsql as 'begin return new; "
                       "end'; create trigger t before update on bill execute function f();");
         },
         "the table bill of the target has a trigger of its own (t)"},
    };
    for (const Trouble& trouble : troubles) {
        BOOST_TEST_INFO_SCOPE(trouble.name);
        TwoTargets both(sample.source, sample.target);
        both.shop.source().run_client(shop_rows);
        both.first();
        trouble.make(both);
        both.shop.source().run_client("update customer set name = 'Eve' where id = 2;");
        const auto result = both.delta();
        BOOST_TEST(!result.delta);
        BOOST_TEST(has(counts(result), trouble.why), counts(result));
        BOOST_TEST(both.shop.rows("select name from account where id = 2") == "Eve\n");
        if (result.delta) continue;
        both.anew();
        BOOST_TEST(both.unlike() == "");
    }
}

BOOST_DATA_TEST_CASE(after_everything_was_written_the_next_one_is_a_delta_again, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    both.shop.options.zone = "Europe/Berlin";
    BOOST_TEST(!both.delta().delta);
    BOOST_TEST(counts(both.delta()) == "0 in, 0 up, 0 out, 21 same");
    BOOST_TEST(both.noted().size() == 1U);
}

BOOST_DATA_TEST_CASE(what_the_target_refuses_is_refused_as_ever, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.first();
    // A check of the target's own, of which migrate.yaml knows nothing.
    both.shop.source().run_client("update bill set amount = '5000' where bill_id = 2;");
    auto result = both.delta();
    BOOST_TEST(has(counts(result), "the target refuses a row of bill"), counts(result));
    BOOST_TEST(has(both.shop.quarantine.text(), "bill 2 "));
    hold_against_anew(both, result);
    both.shop.source().run_client("update bill set amount = '8' where bill_id = 1;");
    result = both.delta();
    BOOST_TEST(has(counts(result), "the target refused rows of the last run"), counts(result));
    hold_against_anew(both, result);
    both.shop.source().run_client("update bill set amount = '7' where bill_id = 2;");
    both.delta();
    result = both.delta();
    BOOST_TEST(counts(result) == "0 in, 0 up, 0 out, 21 same");
}

BOOST_DATA_TEST_CASE(two_rows_of_one_key_are_for_the_target_to_refuse, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    both.shop.source().run_client(shop_rows);
    both.shop.source().run_client("insert into service values (9, 2, 0, '0', 1, '0', 'on');");
    both.first();  // the pack has a period 0 of its own
    BOOST_TEST(has(both.shop.quarantine.text(), "period 0 "));
    both.shop.source().run_client("delete from service where service_id = 9;");
    both.delta();
    both.shop.source().run_client("insert into service values (9, 2, 0, '0', 1, '0', 'on');");
    const auto result = both.delta();
    BOOST_TEST(has(counts(result), "two rows come with one key"), counts(result));
    hold_against_anew(both, result);
}

BOOST_DATA_TEST_CASE(too_much_has_changed_for_a_delta, data::make(ways)) {
    TwoTargets both(sample.source, sample.target);
    const std::string many =
        "insert into bill with recursive n(i) as (select 1 union all select i + 1 from n where i < "
        "200) select 200 * (a.i - 1) + b.i, 1, '1', '' from n a cross join n b where 200 * (a.i - "
        "1) + b.i <= 15000;";
    both.shop.source().run_client(
        "insert into customer values (1, 'Ada', '', '2', '', '', null, 0);" + many);
    both.first();  // 15,000 bills, as many lines, and 5 more
    both.shop.source().run_client("update bill set amount = '2' where bill_id <= 4000;");
    auto result = both.delta();  // 8,000 rows are few, whatever their share
    BOOST_TEST(counts(result) == "0 in, 8000 up, 0 out, 22005 same");
    both.shop.source().run_client("delete from bill where bill_id <= 4400;");
    result = both.delta();  // 8,800 again
    BOOST_TEST(counts(result) == "0 in, 0 up, 8800 out, 21205 same");
    both.shop.source().run_client("update bill set amount = '3' where bill_id <= 10000;");
    result = both.delta();  // 11,200 of 21,205
    BOOST_TEST(has(counts(result), "more than 30 % of all rows have changed"), counts(result));
    hold_against_anew(both, result);
}

BOOST_AUTO_TEST_SUITE_END()
