// What the target bills, against figures worked out by hand: the examples of modernbill.md 3.10 as
// the target's rows hold them, and the rules of bill.h one by one.
#include "verify/forecast/target/bill.h"

#include <boost/test/unit_test.hpp>

#include "tests/verify/forecast/target/house.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify::forecast;
using target::Rows;
using Lines = std::vector<std::string>;

namespace {

Rows one(target::Service service) {
    Rows rows;
    rows.clients = {an_active_client(service.client)};
    rows.services = {std::move(service)};
    return rows;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_target)

// 3.10/1: 15 a month for a year, two, less 10 %.
BOOST_AUTO_TEST_CASE(a_yearly_price_is_for_the_cycle_times_quantity_less_the_discount) {
    auto service = a_service("7", "1", 12, "180.00", "2005-09-01");
    service.quantity = Decimal::of(2);
    service.discount_rate = money("0.10");
    const Projection seen = project(one(service), terms_from("2005-07-01"));
    BOOST_TEST(told(seen) == (Lines{"1 2005-09-01 324.00"}));
    BOOST_TEST(seen.flags.empty());
    BOOST_REQUIRE(seen.invoices.size() == 1U);
    BOOST_TEST((seen.invoices[0].lines[0] ==
                ProjectedLine{"7", money("360"), money("0"), money("0"), money("36")}));
}

// 3.10/2: free, 120 a half-year, 240 a year, 480 for two.
BOOST_AUTO_TEST_CASE(a_free_cycle_is_an_invoice_of_nothing_and_others_are_billed_by_cycle) {
    Rows rows = one(a_service("1", "1", 3, "0.00", "2005-07-01"));
    rows.services.push_back(a_service("2", "1", 6, "120.00", "2005-08-01"));
    rows.services.push_back(a_service("3", "1", 12, "240.00", "2005-09-01"));
    rows.services.push_back(a_service("4", "1", 24, "480.00", "2005-11-01"));
    BOOST_TEST(told(project(rows, terms_from("2005-07-01"))) ==
               (Lines{"1 2005-07-01 0.00", "1 2005-08-01 120.00", "1 2005-09-01 240.00",
                      "1 2005-10-01 0.00", "1 2005-11-01 480.00", "1 2006-01-01 0.00",
                      "1 2006-02-01 120.00", "1 2006-04-01 0.00"}));
}

// 3.10/3: 20.00 every three months, every two; once is never again.
BOOST_AUTO_TEST_CASE(a_flat_cycle_is_billed_whole_and_what_does_not_recur_waits_for_no_run) {
    Rows rows = one(a_service("1", "1", 3, "20.00", "2005-07-01"));
    rows.services.push_back(a_service("2", "1", 0, "20.00", "2005-07-01"));
    rows.services[1].next_renewal.reset();
    const Projection seen = project(rows, terms_from("2005-07-01", 6));
    BOOST_TEST(told(seen) == (Lines{"1 2005-07-01 20.00", "1 2005-10-01 20.00"}));
    BOOST_TEST(seen.flags.empty());
    BOOST_TEST(seen.excluded.empty());
}

// 3.10/4 as the target means it: 17 of 31 days, the first counted: 20 x 17 / 31 = 10.9677.
BOOST_AUTO_TEST_CASE(a_first_invoice_adds_set_up_and_the_days_of_the_month_it_started_in) {
    auto service = a_service("1", "1", 1, "20.00", "2004-02-01");
    service.setup = money("10.00");
    service.starts = day("2004-01-15");
    service.last_renewed.reset();
    const Projection seen = project(one(service), terms_from("2004-02-01", 2));
    BOOST_TEST(told(seen) == (Lines{"1 2004-02-01 40.97", "1 2004-03-01 20.00"}));
    BOOST_TEST(flags(seen) == (Lines{"first_charge 1 20.97"}));
}

BOOST_AUTO_TEST_CASE(what_started_long_before_its_first_charge_is_not_pro_rated) {
    auto service = a_service("1", "1", 1, "20.00", "2004-02-01");
    service.starts = day("2003-12-31");
    service.last_renewed.reset();
    BOOST_TEST(told(project(one(service), terms_from("2004-02-01", 1))) ==
               (Lines{"1 2004-02-01 20.00"}));
    service.starts = day("2004-01-01");  // on the limit: the whole month, 31 of 31
    BOOST_TEST(told(project(one(service), terms_from("2004-02-01", 1))) ==
               (Lines{"1 2004-02-01 40.00"}));
    service.starts = day("2004-02-01");
    BOOST_TEST(told(project(one(service), terms_from("2004-02-01", 1))) ==
               (Lines{"1 2004-02-01 20.00"}));
    service.starts = day("2004-01-02");
    service.proratable = false;
    BOOST_TEST(told(project(one(service), terms_from("2004-02-01", 1))) ==
               (Lines{"1 2004-02-01 20.00"}));
}

// 3.10/6 and 7: credits go as far as what is owed, and no further.
BOOST_AUTO_TEST_CASE(credits_are_used_up_to_what_is_owed_and_the_rest_waits) {
    Rows rows = one(a_service("1", "1", 1, "40.00", "2005-07-01"));
    rows.credits = {{"1", "1", money("30.00")}, {"2", "1", money("30.00")}};
    BOOST_TEST(told(project(rows, terms_from("2005-07-01", 3))) ==
               (Lines{"1 2005-07-01 0.00", "1 2005-08-01 20.00", "1 2005-09-01 40.00"}));
    rows.credits[1].remaining = money("100.00");
    const Projection seen = project(rows, terms_from("2005-07-01", 4));
    BOOST_TEST(told(seen) == (Lines{"1 2005-07-01 0.00", "1 2005-08-01 0.00", "1 2005-09-01 0.00",
                                    "1 2005-10-01 30.00"}));
    Terms without = terms_from("2005-07-01", 1);
    without.use_credits = false;
    BOOST_TEST(told(project(rows, without)) == (Lines{"1 2005-07-01 40.00"}));
}

// 3.10/12, intended: the last day of a month that has no 31st, and the 31st again after it.
BOOST_AUTO_TEST_CASE(a_renewal_on_the_31st_falls_on_the_last_day_of_a_shorter_month) {
    const auto service = a_service("1", "1", 1, "5.00", "2005-01-31");
    BOOST_TEST(told(project(one(service), terms_from("2005-01-31", 4, BillingMode::anniversary))) ==
               (Lines{"1 2005-01-31 5.00", "1 2005-02-28 5.00", "1 2005-03-31 5.00",
                      "1 2005-04-30 5.00"}));
}

BOOST_AUTO_TEST_CASE(the_29th_of_february_comes_back_in_a_leap_year_only) {
    auto service = a_service("1", "1", 0, "5.00", "2004-02-29");
    service.cycle = {0, 0, 1};
    BOOST_TEST(
        told(project(one(service), terms_from("2004-02-01", 60, BillingMode::anniversary))) ==
        (Lines{"1 2004-02-29 5.00", "1 2005-02-28 5.00", "1 2006-02-28 5.00", "1 2007-02-28 5.00",
               "1 2008-02-29 5.00"}));
}

// 3.10/13 and 14: an override takes the price's place, and an override of nothing is free.
BOOST_AUTO_TEST_CASE(an_override_takes_the_place_of_the_price_even_where_it_is_nothing) {
    auto service = a_service("1", "1", 12, "120.00", "2005-07-01");
    service.override_price = money("102.00");
    BOOST_TEST(told(project(one(service), terms_from("2005-07-01"))) ==
               (Lines{"1 2005-07-01 102.00"}));
    service.override_price = money("0.00");
    BOOST_TEST(told(project(one(service), terms_from("2005-07-01"))) ==
               (Lines{"1 2005-07-01 0.00"}));
}

// Problem 32: eleven months behind, and the twelfth is due.
BOOST_AUTO_TEST_CASE(a_stale_renewal_bills_every_missed_charge_at_once_and_is_flagged) {
    const auto service = a_service("1", "1", 1, "20.00", "2004-08-01");
    const Projection seen = project(one(service), terms_from("2005-07-01", 2));
    BOOST_TEST(told(seen) == (Lines{"1 2005-07-01 240.00", "1 2005-08-01 20.00"}));
    BOOST_TEST(flags(seen) == (Lines{"stale_renewal 1 220.00"}));
    BOOST_TEST(seen.flags[0].why ==
               "renews on 2004-08-01: 11 charges are billed at once by the run of 2005-07-01");
}

BOOST_AUTO_TEST_CASE(a_renewal_on_the_day_itself_is_not_stale_and_the_day_before_is) {
    const auto monthly = [](const char* next) {
        return flags(project(one(a_service("1", "1", 12, "20.00", next)),
                             terms_from("2005-07-15", 3, BillingMode::anniversary)));
    };
    BOOST_TEST(monthly("2005-07-15") == Lines{});
    BOOST_TEST(monthly("2005-07-14") == (Lines{"stale_renewal 1 20.00"}));
}

// Problem 33: the run of the month is over, its renewal is still to come.
BOOST_AUTO_TEST_CASE(a_renewal_later_in_a_month_that_was_run_is_billed_with_the_next) {
    const auto service = a_service("1", "1", 1, "20.00", "2005-06-20");
    const Projection seen = project(one(service), terms_from("2005-06-16", 3));
    BOOST_TEST(told(seen) == (Lines{"1 2005-07-01 40.00", "1 2005-08-01 20.00"}));
    BOOST_TEST(flags(seen) == (Lines{"missed_run 1 20.00"}));
}

// Problems 81 and 86.
BOOST_AUTO_TEST_CASE(only_active_clients_and_services_are_billed_and_suspended_ones_by_a_setting) {
    Rows rows = one(a_service("1", "1", 1, "20.00", "2005-07-01"));
    rows.services.push_back(a_service("2", "1", 12, "60.00", "2005-07-01"));
    rows.services[1].status = "suspended";
    rows.services.push_back(a_service("3", "2", 1, "7.00", "2005-07-01"));
    rows.clients.push_back(an_active_client("2"));
    rows.clients[1].status = "cancelled";
    const Projection off = project(rows, terms_from("2005-07-01", 1));
    BOOST_TEST(told(off) == (Lines{"1 2005-07-01 20.00"}));
    BOOST_TEST((off.excluded == std::vector<Excluded>{{"client is cancelled", 1, money("7.00")},
                                                      {"service is suspended", 1, money("5.00")}}));
    rows.settings.bill_suspended = true;
    const Projection on = project(rows, terms_from("2005-07-01", 1));
    BOOST_TEST(told(on) == (Lines{"1 2005-07-01 80.00"}));
    BOOST_TEST(flags(on) == (Lines{"suspended_billed 2 60.00"}));
}

BOOST_AUTO_TEST_CASE(tax_is_of_the_region_else_of_the_country_after_credit_and_not_of_the_exempt) {
    Rows rows = one(a_service("1", "1", 1, "40.50", "2005-07-01"));
    rows.tax_rules = {{"1", "US", "NY", money("0.0825")},
                      {"2", "US", "", money("0.01")},
                      {"3", "CH", "", money("0.0760")}};
    rows.clients[0].country = "US";
    rows.clients[0].region = "NY";
    rows.credits = {{"1", "1", money("10.00")}};
    // 30.50 x 8.25 % = 2.51625
    BOOST_TEST(told(project(rows, terms_from("2005-07-01", 1))) == (Lines{"1 2005-07-01 33.02"}));
    rows.clients[0].region = "OH";  // 30.50 x 1 % = 0.305
    BOOST_TEST(told(project(rows, terms_from("2005-07-01", 1))) == (Lines{"1 2005-07-01 30.81"}));
    rows.clients[0].tax_exempt = true;
    const Projection exempt = project(rows, terms_from("2005-07-01", 1));
    BOOST_TEST(told(exempt) == (Lines{"1 2005-07-01 30.50"}));
    BOOST_TEST(flags(exempt) == (Lines{"tax_exempt 1 0.31"}));
    Terms flat = terms_from("2005-07-01", 1);
    flat.flat_tax_rate = money("0.10");
    BOOST_TEST(told(project(rows, flat)) == (Lines{"1 2005-07-01 33.55"}));
    flat.taxed = false;
    BOOST_TEST(told(project(rows, flat)) == (Lines{"1 2005-07-01 30.50"}));
}

// Twice a third of a cent is rounded once.
BOOST_AUTO_TEST_CASE(an_invoice_is_rounded_once_half_up) {
    Rows rows = one(a_service("1", "1", 1, "0.05", "2005-07-01"));
    rows.services[0].discount_rate = money("0.10");  // 0.045
    rows.services.push_back(rows.services[0]);
    rows.services[1].service = "2";
    BOOST_TEST(told(project(rows, terms_from("2005-07-01", 1))) == (Lines{"1 2005-07-01 0.09"}));
    rows.services.pop_back();
    BOOST_TEST(told(project(rows, terms_from("2005-07-01", 1))) == (Lines{"1 2005-07-01 0.05"}));
}

BOOST_AUTO_TEST_CASE(a_service_ends_before_the_charge_that_begins_on_its_end_date) {
    auto service = a_service("1", "1", 1, "20.00", "2005-07-01");
    service.ends = day("2005-09-01");
    BOOST_TEST(told(project(one(service), terms_from("2005-07-01", 6))) ==
               (Lines{"1 2005-07-01 20.00", "1 2005-08-01 20.00"}));
}

BOOST_AUTO_TEST_CASE(what_is_to_be_billed_and_cannot_be_is_flagged) {
    Rows rows = one(a_service("1", "1", 1, "20.00", "2005-07-01"));
    rows.services[0].price.reset();
    rows.services.push_back(a_service("2", "1", 1, "20.00", "2005-07-01"));
    rows.services[1].next_renewal.reset();
    const Projection seen = project(rows, terms_from("2005-07-01"));
    BOOST_TEST(seen.invoices.empty());
    BOOST_TEST(flags(seen) == (Lines{"no_price 1 0.00", "no_renewal 2 0.00"}));
    BOOST_TEST((seen.excluded ==
                std::vector<Excluded>{{"service has no price", 1, money("0")},
                                      {"service has no renewal date", 1, money("20.00")}}));
}

// Problem 117: the target's own mode and day count, not what was asked.
BOOST_AUTO_TEST_CASE(a_client_of_another_mode_is_billed_by_it_and_flagged) {
    Rows rows = one(a_service("1", "1", 1, "20.00", "2005-07-20"));
    rows.clients[0].mode = BillingMode::anniversary;
    const Projection seen = project(rows, terms_from("2005-07-01", 1));
    BOOST_TEST(told(seen) == (Lines{"1 2005-07-20 20.00"}));
    BOOST_TEST(flags(seen) == (Lines{"other_mode 1 0.00"}));
    rows.settings.days_before = 5;
    BOOST_TEST(told(project(rows, terms_from("2005-07-01", 1))) == (Lines{"1 2005-07-15 20.00"}));
    rows.clients[0].mode.reset();
    rows.settings.bill_day = 31;
    BOOST_TEST(told(project(rows, terms_from("2005-06-01", 3))) ==
               (Lines{"1 2005-07-31 20.00", "1 2005-08-31 20.00"}));
}

BOOST_AUTO_TEST_CASE(a_group_takes_its_share_of_what_the_service_leaves) {
    auto service = a_service("1", "1", 1, "100.00", "2005-07-01");
    service.discount_rate = money("0.10");
    Rows rows = one(service);
    rows.clients[0].discount_rate = money("0.20");
    const Projection seen = project(rows, terms_from("2005-07-01", 1));
    BOOST_TEST(told(seen) == (Lines{"1 2005-07-01 72.00"}));
    BOOST_TEST(flags(seen) == (Lines{"group_discount 1 18.00"}));
}

BOOST_AUTO_TEST_CASE(clients_come_by_number_and_runs_by_day) {
    Rows rows = one(a_service("3", "10", 1, "1.00", "2005-07-01"));
    rows.clients.push_back(an_active_client("9"));
    rows.services.push_back(a_service("12", "9", 1, "2.00", "2005-07-01"));
    rows.services.push_back(a_service("4", "9", 1, "4.00", "2005-07-01"));
    const Projection seen = project(rows, terms_from("2005-07-01", 1));
    BOOST_TEST(told(seen) == (Lines{"9 2005-07-01 6.00", "10 2005-07-01 1.00"}));
    BOOST_TEST(seen.invoices[0].lines[0].service == "4");
}

BOOST_AUTO_TEST_SUITE_END()
