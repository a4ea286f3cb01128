// The books read from the source's tables, on each engine, by the statements that the pack ships.
#include "verify/forecast/source/read.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "tests/support/scratch.h"
#include "tests/verify/forecast/source/host.h"
#include "tests/verify/forecast/source/pack_side.h"
#include "verify/forecast/source/source.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

using Lines = std::vector<std::string>;

const char* const rows =
    "insert into client_info (client_id, client_comments, client_status, client_country, "
    "client_state, apply_tax, default_currency) values (1, '', '2', 'US', 'NY', 1, 'EURO'), "
    "(2, '', ' 2 ', 'GB', '', 0, 'CHF'), (3, '', '4', '', '', null, null);"
    "insert into package_type (pack_id, pack_name, pack_price, pack_setup) values "
    "(7, 'Basic', '20.00|19.00', '10.00');"
    // 1072933200 is 2004-01-01 in New York, 1075611600 is 2004-02-01.
    "insert into client_package (cp_id, client_id, pack_id, pack_price, cp_qty, cp_discount, "
    "cp_start_stamp, cp_renew_stamp, cp_renewed_on, cp_billing_cycle, cp_status) values "
    "(11, 1, 7, '0', 2, 0.10, 1072933200, 1075611600, 1072933200, '3', '2'), "
    "(12, 2, 7, '8.50', 1, 0, 1072933200, 1075611600, 1072933200, '1', '7'), "
    "(13, 3, 7, '0', 1, 0, 1072933200, 1, 1072933200, '100', '2');"
    "insert into client_credit (credit_id, client_id, credit_amount, credit_comments, "
    "credit_stamp) values (5, 1, 30.00, 'O''Brien', 1072933200), (6, 2, 1.50, null, 0);"
    "insert into tax_zones (tid, tax_zone, countries_iso_2, tax_amount) values "
    "(1, 'NY', 'US', 8.25), (2, 'none', 'GB', 17.50);"
    "insert into config (config_type, config_12, config_34, config_37) values "
    "('main', '1', null, null), ('payments', null, '1', '0.19');";

std::unique_ptr<db::Session> open_source(const Scratch& scratch, db::Engine engine) {
    scratch.run_client_file(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill/v4/" +
                            std::string(name(engine)) + ".sql");
    scratch.run_client(rows);
    return db::Session::open(scratch.parsed());
}

void check_books(const Books& books) {
    BOOST_TEST_REQUIRE(books.customers.size() == 3u);
    BOOST_TEST(books.customers[0].region == "NY");
    BOOST_TEST(!books.customers[0].exempt);
    BOOST_TEST(books.customers[0].currency == "EUR");
    BOOST_TEST(books.customers[1].currency == "CHF");
    BOOST_TEST(books.customers[1].billed);
    BOOST_TEST(books.customers[1].exempt);
    BOOST_TEST(!books.customers[2].billed);
    BOOST_TEST(!books.customers[2].exempt);
    BOOST_TEST(books.customers[2].state == "cancelled");
    BOOST_TEST_REQUIRE(books.services.size() == 3u);
    const Service& first = books.services[0];
    BOOST_TEST(first.key + " " + first.client + " " + first.product + " " + first.cycle ==
               "11 1 7 3");
    BOOST_TEST(text(first.quantity) + " " + text(first.discount) == "2 0.1");
    BOOST_TEST(first.start == 1072933200);
    BOOST_TEST(first.renew == 1075611600);
    BOOST_TEST((first.standing == Standing::billed));
    BOOST_TEST((books.services[1].standing == Standing::meant));
    BOOST_TEST(books.services[1].state == "pending renewal");
    BOOST_TEST(books.prices.at("7").recurring == "20.00|19.00");
    BOOST_TEST(books.prices.at("7").setup == "10.00");
    BOOST_TEST_REQUIRE(books.credits.size() == 2u);
    BOOST_TEST(books.credits[0].comment == "O'Brien");
    BOOST_TEST(text(books.credits[1].amount) == "1.5");
    BOOST_TEST_REQUIRE(books.zones.size() == 2u);
    BOOST_TEST(text(books.zones[0].rate) == "0.0825");
    BOOST_TEST(books.settings.daily);
    BOOST_TEST(books.settings.taxed);
    BOOST_TEST(text(books.settings.tax_rate) == "0.19");
}

std::string refusal(const SidePlan& plan) {
    const Scratch scratch(db::Engine::sqlite);
    const auto session = open_source(scratch, db::Engine::sqlite);
    try {
        read_books(*session, plan);
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == Fault::usage));
        return error.what();
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading)

BOOST_AUTO_TEST_CASE(the_same_rows_are_the_same_books_on_every_engine) {
    for (const auto engine : {db::Engine::sqlite, db::Engine::mysql, db::Engine::postgresql}) {
        BOOST_TEST_CONTEXT(name(engine)) {
            const Scratch scratch(engine);
            const auto session = open_source(scratch, engine);
            check_books(read_books(*session, pack_side()));
        }
    }
}

BOOST_AUTO_TEST_CASE(the_answer_is_read_projected_and_doubted) {
    const Scratch scratch(db::Engine::sqlite);
    const auto session = open_source(scratch, db::Engine::sqlite);
    Terms terms;
    terms.zone = "America/New_York";
    terms.as_of = day("2004-01-15");
    terms.months = 2;
    const Answer answer = ask_source(*session, pack_side(), terms);
    // 19 x 2 x 3 less a tenth is 102.60; less 30.00; and 19 % on it: 86.394.
    const Readings readings = whole(answer.books, terms);
    BOOST_TEST(lines(readings.faithful) == Lines{"2004-02-01 1 86.39"});
    BOOST_TEST(lines(readings.intended) == (Lines{"2004-02-01 1 86.39", "2004-02-01 2 7.00"}));
    // The generator, two ways to tax, who is exempt, and euros and francs.
    BOOST_TEST(answer.doubts.size() == 4u);
    BOOST_TEST(answer.evidence.daily);
}

BOOST_AUTO_TEST_CASE(a_column_that_is_not_returned_is_named_with_its_place) {
    SidePlan plan = pack_side();
    BOOST_TEST(refusal(plan) == "");
    plan.statements["clients"] = {{{"any", "select client_id as client from client_info"}},
                                  "verify.yaml:7:3"};
    BOOST_TEST(refusal(plan) ==
               "verify.yaml:7:3: the statement returns no column `status`; name "
               "one so with `as status`.");
}

BOOST_AUTO_TEST_CASE(a_statement_of_other_engines_only_is_refused) {
    SidePlan plan = pack_side();
    plan.statements["tax"] = {{{"mysql", "select 1"}}, "verify.yaml:9:3"};
    BOOST_TEST(refusal(plan) ==
               "verify.yaml:9:3: there is no SQL for sqlite; give the statement "
               "for this engine too.");
}

BOOST_AUTO_TEST_CASE(what_the_pack_does_not_ask_is_nothing) {
    SidePlan plan = pack_side();
    for (const auto* name : {"prices", "credits", "tax", "settings"})
        plan.statements.erase(name);
    const Scratch scratch(db::Engine::sqlite);
    const auto session = open_source(scratch, db::Engine::sqlite);
    const Books books = read_books(*session, plan);
    BOOST_TEST(books.services.size() == 3u);
    BOOST_TEST(books.prices.empty());
    BOOST_TEST(books.credits.empty());
    BOOST_TEST(books.zones.empty());
    BOOST_TEST(!books.settings.taxed);
}

BOOST_AUTO_TEST_SUITE_END()
