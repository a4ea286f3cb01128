#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "db/session.h"
#include "tests/support/scratch.h"
#include "verify/forecast/plan.h"
#include "verify/forecast/target/rows.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify::forecast;

namespace {

SidePlan plan_of(const std::string& services) {
    SidePlan plan;
    plan.statements["clients"].sql["any"] =
        "select 'c1' as client, 'active' as status, 1 as tax_exempt";
    plan.statements["services"].sql["any"] = services;
    plan.statements["settings"].sql["any"] =
        "select 'bill_suspended' as setting, '1' as value union all select 'bill_day', '15' "
        "union all select 'colour', 'blue'";
    return plan;
}

const std::string service =
    "select 's1' as service, 'c1' as client, 'active' as status, '3' as quantity, 0 as unit_days, "
    "6 as unit_months, 0 as unit_years, null as own_price, '12.50' as price, '1.00' as setup, "
    "'0.1000' as discount_rate, '2005-07-01' as next_renewal, 1 as proratable, 7 as product, '6' "
    "as cycle";

target::Rows read(const SidePlan& plan) {
    const Scratch scratch(db::Engine::sqlite);
    const auto session = db::Session::open(scratch.parsed());
    return target::read_rows(plan, *session);
}

std::string refusal(const SidePlan& plan) {
    try {
        read(plan);
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    return text.replace(text.find(what), what.size(), by);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_target_rows)

BOOST_AUTO_TEST_CASE(columns_are_found_by_name_and_what_is_null_is_not_there) {
    const target::Rows rows = read(plan_of(service));
    BOOST_REQUIRE(rows.services.size() == 1U);
    const target::Service& seen = rows.services[0];
    BOOST_TEST(seen.service == "s1");
    BOOST_TEST(seen.quantity.text() == "3");
    BOOST_TEST(seen.cycle.all_months() == 6);
    BOOST_TEST(!seen.override_price.has_value());
    BOOST_TEST(seen.price->text() == "12.50");
    BOOST_TEST(seen.next_renewal->text() == "2005-07-01");
    BOOST_TEST(!seen.starts.has_value());
    BOOST_TEST(seen.proratable);
    BOOST_TEST(seen.price_key == "7/6");
    BOOST_TEST(rows.clients[0].tax_exempt);
    BOOST_TEST(rows.settings.bill_suspended);
    BOOST_TEST(rows.settings.bill_day.value() == 15);
    BOOST_TEST(rows.credits.empty());
}

BOOST_AUTO_TEST_CASE(a_value_that_is_not_of_its_type_is_told_with_statement_row_and_column) {
    BOOST_TEST(refusal(plan_of(replaced(service, "'12.50'", "'12,50'"))) ==
               "the forecast's statement services of the target: row s1, column price: found "
               "12,50, expected a number");
    BOOST_TEST(refusal(plan_of(replaced(service, "'2005-07-01'", "'2005-02-30'"))) ==
               "the forecast's statement services of the target: row s1, column next_renewal: "
               "found 2005-02-30, expected a day as 2005-12-31");
    BOOST_TEST(refusal(plan_of(replaced(service, "'3' as", "null as"))) ==
               "the forecast's statement services of the target: row s1, column quantity: found "
               "NULL, expected a value");
    BOOST_TEST(refusal(plan_of(replaced(service, " as status", " as state"))) ==
               "the forecast's statement services of the target returns no column status");
}

BOOST_AUTO_TEST_SUITE_END()
