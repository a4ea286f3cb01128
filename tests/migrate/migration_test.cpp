// A small shop is moved whole, between real engines. What v5 must hold is written by hand.
#include "migrate/migration.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "base/error.h"
#include "tests/migrate/shop.h"

using namespace tieout;
using namespace tieout::tests;
namespace data = boost::unit_test::data;

namespace {

struct Way {
    db::Engine source, target;
    friend std::ostream& operator<<(std::ostream& out, const Way& way) {
        return out << db::name(way.source) << " to " << db::name(way.target);
    }
};

const std::vector<Way> ways = {{db::Engine::sqlite, db::Engine::sqlite},
                               {db::Engine::mysql, db::Engine::postgresql},
                               {db::Engine::postgresql, db::Engine::mysql}};

const Way embedded = ways[0];

std::string failure(Shop& shop, Fault fault) {
    try {
        shop.run();
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == fault), error.what());
        return error.what();
    }
    BOOST_ERROR("nothing was thrown");
    return {};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

const rules::LoadResult& load_of(const migrate::MigrationResult& result, const std::string& table) {
    for (const auto& load : result.loads) {
        if (load.table == table) return load;
    }
    throw std::runtime_error("no load of " + table);
}

}  // namespace

BOOST_DATA_TEST_CASE(customers_arrive_converted, data::make(ways)) {
    Shop shop(sample.source, sample.target);
    shop.source().run_client(
        "insert into customer values (1, 'Ada', ' Ada@Example.com ', '2', 'DE', '01234', '1234', "
        "1072933200), (2, 'Bob', '', ' 02 ', '', '', null, 0);");
    const auto result = shop.run();
    BOOST_TEST(shop.quarantine.text() == "");
    BOOST_TEST(
        shop.rows("select id, name, email, status, country, postcode, pin, born_on, currency, "
                  "source_ref from account order by id") ==
        "1|Ada|ada@example.com|active|DE|01234|1234|2004-01-01|USD|1\n"
        "2|Bob|-|active|-|-|-|-|USD|2\n");
    BOOST_TEST(
        has(shop.rows("select created_at from account where id = 1"), "2004-01-01 05:00:00"));
    BOOST_TEST(shop.rows("select code, name from country order by code") ==
               "DE|Germany\nUS|United States, of America\n");
    BOOST_TEST(result.quarantined == 0U);
    BOOST_TEST(load_of(result, "account").read == 2U);
    BOOST_TEST(load_of(result, "account").written == 2U);
}

BOOST_DATA_TEST_CASE(a_table_of_several_sources_gets_the_rows_of_each, data::make(ways)) {
    Shop shop(sample.source, sample.target);
    shop.source().run_client(
        "insert into customer values (1, 'Ada', '', '2', '', '', null, 0);"
        "insert into service values (1, 1, 0, '12', 1, '0', 'on'), (2, 1, 0, '5', 1, '0', 'on');");
    shop.run();
    BOOST_TEST(shop.rows("select code, name from period order by code") ==
               "0|never\n5|5\n12|Yearly\n");
}

BOOST_DATA_TEST_CASE(packed_prices_become_a_row_for_each_cycle_priced_or_used, data::make(ways)) {
    Shop shop(sample.source, sample.target);
    shop.source().run_client(
        "insert into plan_type values (1, '20.00|19.00|18.00|15.00|12.50', '25.00'),"
        " (2, '20.00|0.00|0|', ''), (3, 'abc', '10|0.00');"
        "insert into used_cycles values (2, '103,12, 012,,3');");
    shop.run();
    BOOST_TEST(shop.quarantine.text() == "");
    // 15 a month is 180 a year; 6 and 24 are not in this pack's map of months, so their parts stay
    // as they are.
    BOOST_TEST(
        shop.rows(
            "select plan, period, amount, setup, source_ref from price order by plan, period") ==
        "1|1|20.00|25.00|10001\n"
        "1|3|57.00|25.00|10003\n"
        "1|6|18.00|25.00|10006\n"
        "1|12|180.00|25.00|10012\n"
        "1|24|12.50|25.00|10024\n"
        "2|1|20.00|0.00|20001\n"
        "2|3|0.00|0.00|20003\n"
        "2|12|240.00|0.00|20012\n"
        "2|103|20.00|0.00|20103\n"
        "3|1|0.00|10.00|30001\n");
    // Nothing names the id: rows are numbered as they come.
    BOOST_TEST(shop.rows("select min(id), max(id), count(*) from price") == "1|10|10\n");
}

BOOST_DATA_TEST_CASE(what_v5_cannot_hold_goes_to_quarantine_with_the_reason, data::make(ways)) {
    Shop shop(sample.source, sample.target);
    shop.source().run_client(
        "insert into customer values (1, 'Ada', 'a@x.de', '2', '', '', null, 0),"
        " (2, 'Twin', 'A@X.de ', '2', '', '', null, 0),"
        " (3, 'Map', '', '9', '', '', null, 0),"
        " (4, ' ', '', '2', '', '', null, 0),"
        " (5, 'A name of twenty-one.', '', '2', '', '', null, 0),"
        " (6, 'Far', '', '2', 'XX', '', null, 0),"
        " (7, 'Pin', '', '2', '', '', '12345', 0),"
        " (8, 'None', '', '3', '', '', null, 0),"
        " (901, 'Test', '', '2', '', '', null, 0);"
        "insert into bill values (1, 1, '12.345', ''), (2, 1, '12,50', ''), (3, 2, '1', ''),"
        " (4, 1, '99999999999.00', ''), (5, 1, '5000', ''), (6, 1, '4999.99', '');");
    const auto result = shop.run();
    const std::string text = shop.quarantine.text();
    for (const char* line : {"account 2 email: another row before it has the same value [a@x.de]\n",
                             "account 3 status: `9` is not in map `status` [9]\n",
                             "account 4 name: a customer needs a name []\n",
                             "account 5 name: 21 characters are too long",
                             "account 6 country: no row of country with code XX was written [XX]\n",
                             "account 7 pin: 5 characters are too long",
                             "account 8 status: no value, and the column takes none [3]\n",
                             "account 901 id: ids above 900 are tests [901]\n",
                             "bill 1 total: would be rounded (", "bill 2 total: not a number (",
                             "bill 3 account_id: no row of account with id 2 was written [2]\n",
                             "bill 4 total: out of range ("}) {
        BOOST_TEST(has(text, line), line << " in:\n" << text);
    }
    BOOST_TEST(has(text, "[12.345]"));
    BOOST_TEST(has(text, "[12,50]"));
    BOOST_TEST(!has(text, "12345]"));  // a PIN is a secret
    // What only the server knows comes back in its words.
    BOOST_TEST(has(text, "bill 5 "));
    BOOST_TEST(shop.rows("select id from account") == "1\n");
    BOOST_TEST(shop.rows("select id from bill") == "6\n");
    BOOST_TEST(load_of(result, "account").read == 9U);
    BOOST_TEST(load_of(result, "account").written == 1U);
    BOOST_TEST(load_of(result, "account").quarantined == 8U);
    BOOST_TEST(load_of(result, "bill").quarantined == 5U);
}

// Enough for groups of rows to have grown before the first refusal, and again before the next.
BOOST_DATA_TEST_CASE(the_only_rows_missing_among_many_are_those_that_the_server_refused,
                     data::make(ways)) {
    Shop shop(sample.source, sample.target);
    shop.source().run_client(
        "insert into customer values (1, 'Ada', '', '2', '', '', null, 0);"
        "insert into bill with recursive n(i) as (select 1 union all select i + 1 from n where i < "
        "200), bills(id) as (select 200 * (a.i - 1) + b.i from n a cross join n b) select id, 1, "
        "case when id in (1, 10000, 10001, 10003, 33000, 40000) then '5000' else '1' end, '' "
        "from bills;");
    const auto result = shop.run();
    std::string refused;
    for (const auto& row : shop.quarantine.rows)
        if (row.table == "bill") refused += rules::text(row.key) + " ";
    BOOST_TEST(refused == "1 10000 10001 10003 33000 40000 ");
    BOOST_TEST(load_of(result, "bill").written == 39'994U);
    BOOST_TEST(shop.rows("select count(*), min(id), max(id), sum(id) from bill") ==
               "39994|2|39999|799916995\n");
}

BOOST_DATA_TEST_CASE(a_child_waits_for_its_parent_and_goes_to_quarantine_without,
                     data::make(ways)) {
    Shop shop(sample.source, sample.target);
    shop.source().run_client(
        "insert into customer values (1, 'Ada', '', '2', '', '', null, 0);"
        "insert into service values"
        " (1, 1, 9, '111', 1, '0.1', 'on'),"  // its parent comes later, and waits itself
        " (2, 1, 2, '1', 1, '0', 'on'),"      // its own parent
        " (3, 1, 4, '1', 1, '0', 'on'), (4, 1, 3, '1', 1, '0', 'on'),"  // a circle
        " (5, 1, 77, '1', 1, '0', 'on'),"                               // parent not there
        " (6, 1, 7, '1', 1, '0', 'on'), (7, 1, 0, '1', 0, '0', 'on'),"  // parent refused
        " (8, 1, 0, '1', 1, '0', 'gone'),"                              // left out
        " (9, 1, 10, '1', 1, '0', 'on'), (10, 1, null, '1', 1, '0', 'on'),"
        " (11, 5, 0, '1', 1, '0', 'on');");  // no such customer: the join leaves it out
    const auto result = shop.run();
    BOOST_TEST(shop.rows("select id, parent_id, yearly from service order by id") ==
               "1|9|1\n9|10|0\n10|-|0\n");
    BOOST_TEST(shop.quarantine.text() ==
               "service 7 qty: a quantity below one [0]\n"
               "service 2 parent_id: no row of service with id 2 was written [2]\n"
               "service 4 parent_id: no row of service with id 3 was written [3]\n"
               "service 3 parent_id: no row of service with id 4 was written [4]\n"
               "service 6 parent_id: no row of service with id 7 was written [7]\n"
               "service 5 parent_id: no row of service with id 77 was written [77]\n");
    const auto& load = load_of(result, "service");
    BOOST_TEST(load.read == 11U);
    BOOST_TEST(load.left_out == 2U);
    BOOST_TEST(load.written == 3U);
    BOOST_TEST(load.quarantined == 6U);
}

BOOST_DATA_TEST_CASE(a_cart_becomes_lines_that_add_up_to_the_bill, data::make(ways)) {
    Shop shop(sample.source, sample.target);
    const std::string cart =
        "a:2:{s:5:\"names\";a:1:{i:0;a:2:{s:6:\"domain\";s:4:\"x.de\";s:5:\"price\";d:9.5;}}"
        "s:5:\"packs\";a:2:{i:0;a:3:{s:4:\"name\";s:4:\"Gold\";s:5:\"price\";s:5:\"20.00\";s:5:"
        "\"setup\";d:5;}"
        "i:1;a:2:{s:4:\"name\";s:4:\"Free\";s:5:\"price\";s:4:\"0.00\";}}}";
    shop.source().run_client(
        "insert into customer values (1, 'Ada', '', '2', '', '', null, 0);"
        "insert into bill values (1, 1, '34.50', '" +
        cart + "'), (2, 1, '30.00', '" + cart +
        "'), (3, 1, '12.00', 'a:1:{s:5:\"pac'), (4, 1, '0.00', null), (5, 1, '7.00', '');");
    const auto result = shop.run();
    BOOST_TEST(shop.quarantine.text() == "");
    BOOST_TEST(shop.rows("select id, position, kind, what, amount from bill_line where bill_id <> "
                         "2 order by id") ==
               "1001|1|recurring|Gold|20.00\n"
               "1002|2|setup|Gold|5.00\n"
               "1003|3|recurring|Free|0.00\n"
               "1004|4|domain|x.de|9.50\n"
               "3001|1|balance|Balance|12.00\n"
               "5001|1|balance|Balance|7.00\n");
    BOOST_TEST(
        shop.rows(
            "select position, kind, amount from bill_line where bill_id = 2 and position > 4") ==
        "5|balance|-4.50\n");
    const auto& load = load_of(result, "bill_line");
    BOOST_TEST(load.read == 5U);
    BOOST_TEST(load.left_out == 1U);  // bill 4: no cart, and nothing to balance
    BOOST_TEST(load.produced == 11U);
    BOOST_TEST(load.written == 11U);
}

BOOST_DATA_TEST_CASE(running_twice_gives_the_same_rows_and_follows_the_source, data::make(ways)) {
    Shop shop(sample.source, sample.target);
    shop.source().run_client(
        "insert into customer values (5, 'Ada', '', '2', '', '', null, 0);"
        "insert into plan_type values (1, '1|2', ''), (2, '3', '');");
    shop.run();
    const std::string all = "select * from account order by id";
    const std::string prices = "select * from price order by id";
    const std::string accounts_before = shop.rows(all), prices_before = shop.rows(prices);
    shop.options.create_schema = false;
    shop.run();
    BOOST_TEST(shop.rows(all) == accounts_before);
    BOOST_TEST(shop.rows(prices) == prices_before);
    shop.source().run_client(
        "delete from customer;"
        "insert into customer values (6, 'Eve', '', '2', '', '', null, 0);");
    shop.run();
    BOOST_TEST(shop.rows("select id, name from account") == "6|Eve\n");
    shop.target().run_client(
        "insert into account (name, status, currency, source_ref) "
        "values ('New', 'active', 'USD', 'n1');");
    BOOST_TEST(shop.rows("select id from account where name = 'New'") == "7\n");
}

BOOST_DATA_TEST_CASE(rows_of_others_are_not_overwritten_unless_told, data::make(ways)) {
    Shop shop(sample.source, sample.target);
    shop.target().run_client_file(Shop::folder() + "/v5/" + std::string(db::name(sample.target)) +
                                  ".sql");
    shop.target().run_client("insert into currency values ('XYZ', 'Foreign');");
    shop.options.create_schema = false;
    BOOST_TEST(has(failure(shop, Fault::usage), "currency holds 1 rows"));
    BOOST_TEST(shop.rows("select code from currency") == "XYZ\n");
    shop.options.replace_foreign_rows = true;
    shop.run();
    BOOST_TEST(shop.rows("select code from currency") == "USD\n");
    shop.options.replace_foreign_rows = false;
    shop.run();  // now they are its own
    shop.target().run_client("insert into currency values ('XYZ', 'Foreign');");
    BOOST_TEST(has(failure(shop, Fault::usage), "as a migration of ours left them"));
}

BOOST_DATA_TEST_CASE(a_table_of_others_that_refers_to_ours_must_be_empty, data::make(ways)) {
    Shop shop(sample.source, sample.target);
    shop.run();
    shop.options.create_schema = false;
    shop.target().run_client(
        "create table theirs (id int primary key, code integer, "
        "foreign key (code) references period (code));");
    shop.run();
    shop.target().run_client("insert into theirs values (1, 0);");
    BOOST_TEST(has(failure(shop, Fault::usage), "theirs holds 1 rows that refer to"));
    BOOST_TEST(shop.rows("select code from theirs") == "0\n");
    shop.options.replace_foreign_rows = true;
    BOOST_TEST(shop.run().remarks.size() == 1U);
    BOOST_TEST(shop.rows("select count(*) from theirs") == "0\n");
}

BOOST_DATA_TEST_CASE(tables_are_made_only_where_there_is_none, data::make(ways)) {
    Shop shop(sample.source, sample.target);
    shop.target().run_client("create table theirs (id int);");
    BOOST_TEST(has(failure(shop, Fault::usage), "not empty (it has a table `theirs`)"));
}

BOOST_DATA_TEST_CASE(what_was_begun_and_not_ended_leaves_the_target_as_it_was, data::make(ways)) {
    Shop shop(sample.source, sample.target);
    shop.source().run_client("insert into customer values (1, 'Ada', '', '2', '', '', null, 0);");
    shop.run();
    shop.source().run_client("update customer set name = 'Eve';");
    std::atomic<bool> stop = false;
    shop.options.create_schema = false;
    shop.options.stop = &stop;
    shop.options.progress = [&](const migrate::Progress& progress) {
        if (progress.table == "service") stop = true;
    };
    BOOST_TEST(has(failure(shop, Fault::interrupted), "nothing of this migration was kept"));
    BOOST_TEST(shop.rows("select name from account") == "Ada\n");
    shop.options.stop = nullptr;
    shop.run();
    BOOST_TEST(shop.rows("select name from account") == "Eve\n");
}

BOOST_AUTO_TEST_CASE(the_witness_names_every_column_that_was_read) {
    Shop shop(embedded.source, embedded.target);
    const auto result = shop.run();
    const std::vector<std::string> service = {
        "customer.id",       "service.customer_id", "service.cycle",      "service.discount",
        "service.parent_id", "service.qty",         "service.service_id", "service.state"};
    BOOST_TEST(load_of(result, "service").columns_read == service,
               boost::test_tools::per_element());
    const std::vector<std::string> bill = {"bill.amount", "bill.bill_id", "bill.cart"};
    BOOST_TEST(load_of(result, "bill_line").columns_read == bill, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(more_rows_than_a_batch_arrive_with_parents_before_and_after) {
    Shop shop(embedded.source, embedded.target);
    // 5,000 services: each even one is the child of the next; 5,001 hangs on the first.
    shop.source().run_client(
        "insert into customer values (1, 'Ada', '', '2', '', '', null, 0);"
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5001)"
        " insert into service select i, 1, case when i = 5001 then 1 when i % 2 = 0 then i + 1 "
        "else 0 end, '1', 1,"
        " '0', 'on' from n;");
    shop.run();
    BOOST_TEST(shop.quarantine.text() == "");
    BOOST_TEST(shop.rows("select count(*), count(parent_id), sum(parent_id - id) from service") ==
               "5001|2501|-2500\n");
}
