// The worked examples of modernbill.md 3.10, one test an example; figures as printed there.
#include <boost/test/unit_test.hpp>

#include "tests/verify/forecast/source/host.h"
#include "verify/forecast/source/credits.h"
#include "verify/forecast/source/numbers.h"
#include "verify/forecast/source/renewals.h"
#include "verify/forecast/source/tariff.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

using Lines = std::vector<std::string>;

// A renewal of product p in January 2004.
Host one(const std::string& price, const std::string& cycle) {
    Host host;
    host.client("1");
    host.price("p", price);
    host.service("1", "11", "p", cycle, "2004-01-01");
    return host;
}

std::string first_total(const Host& host) {
    return host.project().faithful.invoices.at(0).total.text();
}

int months(const std::string& cycle) {
    return Cycle::of(cycle).months;
}

}  // namespace

BOOST_AUTO_TEST_CASE(example_1_a_yearly_part_is_a_price_by_the_month) {
    Host host = one("20.00|19.00|18.00|15.00|12.50", "12");
    host.books.services[0].quantity = Decimal::of(2);
    host.books.services[0].discount = dec("0.10");
    const ProjectedInvoice invoice = host.project().faithful.invoices.at(0);
    BOOST_TEST(text(invoice.lines.at(0).recurring) == "360");
    BOOST_TEST(text(invoice.lines.at(0).discount) == "36");
    BOOST_TEST(invoice.total.text() == "324.00");
}

BOOST_AUTO_TEST_CASE(example_2_a_missing_part_falls_back_and_a_written_zero_is_free) {
    BOOST_TEST(first_total(one("20.00|0.00|0|", "3")) == "0.00");
    BOOST_TEST(first_total(one("20.00|0.00|0|", "6")) == "120.00");
    BOOST_TEST(first_total(one("20.00|0.00|0|", "12")) == "240.00");
    BOOST_TEST(first_total(one("20.00|0.00|0|", "24")) == "480.00");
}

BOOST_AUTO_TEST_CASE(example_3_flat_cycles_charge_the_first_part_once_an_interval) {
    for (const auto* cycle : {"103", "2"})
        BOOST_TEST(first_total(one("20.00|0.00|0|", cycle)) == "20.00");
    BOOST_TEST(months("103") == 3);
    BOOST_TEST(months("2") == 2);
    BOOST_TEST(months("100") == 0);
    Host once = one("20.00|0.00|0|", "100");
    once.books.services[0].renewed = 0;
    once.books.services[0].start = once.at("2003-12-15");
    BOOST_TEST(lines(once.project().faithful) == Lines{"2004-01-01 1 20.00"});
    BOOST_TEST(lines(once.project().intended) == Lines{"2004-01-01 1 20.00"});
}

BOOST_AUTO_TEST_CASE(example_4_a_first_renewal_is_prorated_by_the_wrong_month) {
    Host host = one("20.00", "1");
    host.price("p", "20.00", "10.00");
    Service& service = host.books.services[0];
    service.renewed = 0;
    service.start = host.at("2004-01-15");
    service.renew = host.at("2004-02-01");
    host.terms.as_of = day("2004-02-01");
    const Readings readings = host.project();
    const ProjectedInvoice invoice = readings.faithful.invoices.at(0);
    BOOST_TEST(invoice.lines.at(0).proration.rounded(4, Rounding::half_up).text() == "11.0345");
    BOOST_TEST(invoice.gross.rounded(8, Rounding::down).text() == "41.03448275");
    BOOST_TEST(invoice.total.text() == "41.03");
    BOOST_TEST(readings.faithful.invoices.at(1).run.text() == "2004-03-01");
    // 17 of January's 31 days: 20 x 17 / 31 = 10.9677
    BOOST_TEST(readings.intended.invoices.at(0).total.text() == "40.97");
    BOOST_TEST(flags(readings.faithful) ==
               (Lines{"proration_month_length 1/11 2004-02-01 -0.75639599555",
                      "proration_start_day 1/11 2004-02-01 0.689655172413"}));
}

BOOST_AUTO_TEST_CASE(example_5_a_changed_clock_makes_days_fractional) {
    Host host = one("30.00", "1");
    Service& service = host.books.services[0];
    service.renewed = 0;
    service.start = host.at("2003-04-05");
    service.renew = host.at("2003-05-01");
    host.terms.as_of = day("2003-05-01");
    LocalTime zone("America/New_York");
    const Calendar calendar = Calendar::of(host.terms, {}, zone);
    const Subject subject = subject_of(service, &host.books.prices["p"], zone);
    const Proration part = proration(subject, calendar.runs.at(0), Reading::faithful);
    BOOST_TEST(quotient(Decimal::of(part.seconds), 86'400).rounded(4, Rounding::half_up).text() ==
               "24.9583");
    BOOST_TEST(part.month_days == 31);
    BOOST_TEST(part.amount().rounded(4, Rounding::half_up).text() == "24.1532");
    Proration whole_days = part;
    whole_days.seconds = 25 * 86'400;
    BOOST_TEST(whole_days.amount().rounded(4, Rounding::half_up).text() == "24.1935");
}

BOOST_AUTO_TEST_CASE(example_6_small_credits_are_all_used_beyond_what_is_owed) {
    CreditPurse purse({{"1", "1", dec("30"), "", 0}, {"2", "1", dec("30"), "", 0}},
                      Reading::faithful);
    BOOST_TEST(text(purse.use(dec("40"), day("2004-01-01")).used) == "60");
    BOOST_TEST(text(purse.use(dec("40"), day("2004-02-01")).used) == "0");
    Host host = one("40.00", "1");
    host.credit("1", "1", "30");
    host.credit("1", "2", "30");
    const Readings readings = host.project();
    BOOST_TEST(readings.faithful.invoices.at(0).total.text() == "-20.00");
    BOOST_TEST(readings.intended.invoices.at(0).total.text() == "0.00");
    BOOST_TEST(readings.intended.invoices.at(1).total.text() == "20.00");
    BOOST_TEST(flags(readings.faithful) ==
               (Lines{"credit_carried 1 2004-02-01 -20", "credit_overspent 1 2004-01-01 20"}));
}

BOOST_AUTO_TEST_CASE(example_7_a_large_credit_takes_the_place_of_those_before_it) {
    CreditPurse purse({{"1", "1", dec("30"), "", 0}, {"2", "1", dec("100"), "", 0}},
                      Reading::faithful);
    const auto use = purse.use(dec("40"), day("2004-01-01"));
    BOOST_TEST(text(use.used) == "40");
    BOOST_TEST(use.flags.at(0).id == "credit_lost");
    BOOST_TEST(text(use.flags.at(0).amount) == "-30");
    BOOST_TEST(text(purse.use(dec("1000"), day("2004-02-01")).used) == "60");
    CreditPurse meant({{"1", "1", dec("30"), "", 0}, {"2", "1", dec("100"), "", 0}},
                      Reading::intended);
    BOOST_TEST(text(meant.use(dec("40"), day("2004-01-01")).used) == "40");
    BOOST_TEST(text(meant.use(dec("1000"), day("2004-02-01")).used) == "90");
}

BOOST_AUTO_TEST_CASE(example_8_a_rest_above_a_thousand_is_cut_at_its_comma) {
    BOOST_TEST(cut_at_comma(dec("1234.50")).text() == "1.00");
    BOOST_TEST(cut_at_comma(dec("999.99")).text() == "999.99");
    BOOST_TEST(cut_at_comma(dec("1000.00")).text() == "1.00");
    BOOST_TEST(cut_at_comma(dec("12345.67")).text() == "12.00");
    BOOST_TEST(cut_at_comma(dec("1234567.89")).text() == "1.00");
    Host host = one("40.50", "1");
    host.credit("1", "1", "1275.00");
    host.terms.months = 3;
    const Readings readings = host.project();
    BOOST_TEST(totals(readings.faithful) == (Lines{"0.00", "39.50", "40.50"}));
    BOOST_TEST(totals(readings.intended) == (Lines{"0.00", "0.00", "0.00"}));
    BOOST_TEST(flags(readings.faithful).at(2) == "credit_cut_at_comma 1 2004-01-01 -1233.5");
}

// 9 and 10 are the order form's: what they leave behind is a service that renews on a first.
BOOST_AUTO_TEST_CASE(example_9_an_order_before_the_threshold_renews_on_the_next_first) {
    Host host = one("20.00", "1");
    Service& service = host.books.services[0];
    service.start = service.renewed = host.at("2004-06-10");
    service.renew = host.at("2004-07-01");
    host.terms.as_of = day("2004-06-11");
    host.terms.months = 2;
    BOOST_TEST(lines(host.project().faithful) == Lines{"2004-07-01 1 20.00"});
    BOOST_TEST(host.project().faithful.flags.empty());
    // What the order itself was billed: 21 of June's 30 days.
    BOOST_TEST(text(Proration{21 * 86'400, 30, dec("20"), false}.amount()) == "14");
}

BOOST_AUTO_TEST_CASE(example_10_an_order_after_the_threshold_has_paid_its_first_quarter) {
    Host host = one("20.00|19.00", "3");
    Service& service = host.books.services[0];
    service.start = service.renewed = host.at("2004-06-25");
    service.renew = host.at("2004-10-01");
    host.terms.as_of = day("2004-06-26");
    host.terms.months = 8;
    BOOST_TEST(lines(host.project().faithful) ==
               (Lines{"2004-10-01 1 57.00", "2005-01-01 1 57.00"}));
    BOOST_TEST(text(Proration{6 * 86'400, 30, dec("19"), false}.amount()) == "3.8");
}

BOOST_AUTO_TEST_CASE(example_11_a_stamp_is_a_day_of_the_servers_zone) {
    LocalTime new_york("America/New_York"), utc("UTC"), amsterdam("Europe/Amsterdam");
    BOOST_TEST(new_york.day(1072933200)->text() == "2004-01-01");
    BOOST_TEST(new_york.is_midnight(1072933200));
    BOOST_TEST(new_york.midnight(day("2004-01-01")) == 1072933200);
    BOOST_TEST(utc.day(1072933200)->text() == "2004-01-01");
    BOOST_TEST(utc.hour(1072933200) == 5);
    // Midnight of the same day in Amsterdam is still the day before in UTC.
    BOOST_TEST(amsterdam.midnight(day("2004-01-01")) == 1072911600);
    BOOST_TEST(utc.day(1072911600)->text() == "2003-12-31");
}

BOOST_AUTO_TEST_CASE(example_12_the_end_of_january_runs_over_into_march) {
    Host host = one("20.00", "1");
    host.books.services[0].renew = host.at("2005-01-31");
    host.terms.mode = BillingMode::anniversary;
    host.terms.as_of = day("2005-01-01");
    host.terms.months = 5;
    const Readings readings = host.project();
    BOOST_TEST(lines(readings.faithful) == (Lines{"2005-01-31 1 20.00", "2005-03-03 1 20.00",
                                                  "2005-04-03 1 20.00", "2005-05-03 1 20.00"}));
    BOOST_TEST(lines(readings.intended) ==
               (Lines{"2005-01-31 1 20.00", "2005-02-28 1 20.00", "2005-03-31 1 20.00",
                      "2005-04-30 1 20.00", "2005-05-31 1 20.00"}));
    BOOST_TEST(flags(readings.faithful) == Lines{"month_end_overflow 1/11 20"});
}

BOOST_AUTO_TEST_CASE(example_13_a_price_of_the_clients_own_is_by_the_month) {
    Host host = one("10.00", "12");
    host.books.services[0].own_price = "8.50";
    BOOST_TEST(first_total(host) == "102.00");
}

BOOST_AUTO_TEST_CASE(example_14_a_domain_costs_what_it_says_itself) {
    Host host = one("12.95", "111");
    BOOST_TEST(first_total(host) == "0.00");
    host.books.services[0].own_price = "12.95";
    BOOST_TEST(first_total(host) == "12.95");
    BOOST_TEST(months("111") == 12);
}

BOOST_AUTO_TEST_CASE(example_15_a_coupon_in_the_own_price_counts_for_every_month) {
    Host host = one("20.00", "12");
    host.books.services[0].own_price = "15.00";
    BOOST_TEST(first_total(host) == "180.00");
}
