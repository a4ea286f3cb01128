// Tax: whose, at which rate, and on what.
#include "verify/forecast/source/tax.h"

#include <boost/test/unit_test.hpp>

#include "tests/verify/forecast/source/host.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

using Lines = std::vector<std::string>;

Host one_hundred() {
    Host host;
    host.terms.months = 1;
    host.client("1");
    host.price("p", "100.00");
    host.service("1", "11", "p", "1", "2004-01-01");
    return host;
}

Host with_one_rate(bool exempt) {
    Host host = one_hundred();
    host.books.settings.taxed = true;
    host.books.settings.tax_rate = dec("0.19");
    host.books.customers[0].exempt = exempt;
    return host;
}

std::string rate(const char* country, const char* region) {
    Books books;
    books.zones = {{"US", "NY", dec("0.08")},
                   {"us", " none ", dec("0.01")},
                   {"DE,at", "", dec("0.16")},
                   {"US", "CA", dec("0.07")}};
    Customer customer;
    customer.country = country;
    customer.region = region;
    return text(tax_rate(customer, books, {}, Reading::intended));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tax)

BOOST_AUTO_TEST_CASE(the_zone_of_a_region_goes_before_that_of_its_country) {
    BOOST_TEST(rate("US", "NY") == "0.08");
    BOOST_TEST(rate(" us ", "ca") == "0.07");
    BOOST_TEST(rate("US", "TX") == "0.01");
    BOOST_TEST(rate("US", "") == "0.01");
    BOOST_TEST(rate("AT", "Wien") == "0.16");
    BOOST_TEST(rate("DE", "") == "0.16");
    BOOST_TEST(rate("GB", "NY") == "0");
    BOOST_TEST(rate("", "NY") == "0");
}

BOOST_AUTO_TEST_CASE(one_rate_for_all_spares_nobody_though_it_is_meant_to) {
    const Readings readings = with_one_rate(true).project();
    BOOST_TEST(totals(readings.faithful) == Lines{"119.00"});
    BOOST_TEST(totals(readings.intended) == Lines{"100.00"});
    BOOST_TEST(flags(readings.faithful) == Lines{"exempt_but_taxed 1 -19"});
}

BOOST_AUTO_TEST_CASE(who_is_not_exempt_is_taxed_without_a_flag) {
    const Readings readings = with_one_rate(false).project();
    BOOST_TEST(totals(readings.faithful) == Lines{"119.00"});
    BOOST_TEST(totals(readings.intended) == Lines{"119.00"});
    BOOST_TEST(flags(readings.faithful) == Lines{});
}

BOOST_AUTO_TEST_CASE(a_rate_that_is_switched_off_is_not_taken) {
    Host host = with_one_rate(false);
    host.books.settings.taxed = false;
    BOOST_TEST(totals(host.project().faithful) == Lines{"100.00"});
}

BOOST_AUTO_TEST_CASE(the_operators_rate_is_everybodys) {
    Host host = with_one_rate(true);
    host.terms.flat_tax_rate = dec("0.0825");
    BOOST_TEST(totals(host.project().faithful) == Lines{"108.25"});
    BOOST_TEST(totals(host.project().intended) == Lines{"108.25"});
    BOOST_TEST(flags(host.project().faithful) == Lines{});
    host.terms.taxed = false;
    BOOST_TEST(totals(host.project().faithful) == Lines{"100.00"});
}

BOOST_AUTO_TEST_CASE(tax_is_on_what_is_owed_after_credit) {
    Host host = with_one_rate(false);
    host.credit("1", "1", "40.00");
    const ProjectedInvoice invoice = host.project().faithful.invoices.at(0);
    BOOST_TEST(text(invoice.tax) == "11.4");
    BOOST_TEST(invoice.total.text() == "71.40");
}

BOOST_AUTO_TEST_CASE(tax_on_a_negative_amount_is_negative) {
    Host host = with_one_rate(false);
    host.credit("1", "1", "60.00");
    host.credit("1", "2", "60.00");
    BOOST_TEST(totals(host.project().faithful) == Lines{"-23.80"});
    BOOST_TEST(totals(host.project().intended) == Lines{"0.00"});
}

BOOST_AUTO_TEST_CASE(an_invoice_is_rounded_once_and_half_up) {
    Host host = one_hundred();
    host.price("p", "0.005");
    BOOST_TEST(totals(host.project().faithful) == Lines{"0.01"});
    host.price("p", "0.004");
    host.service("1", "12", "p", "1", "2004-01-01");
    // 0.008 of both lines together; each alone would be nothing.
    BOOST_TEST(totals(host.project().faithful) == Lines{"0.01"});
    host.price("p", "-0.005");
    BOOST_TEST(totals(host.project().faithful) == Lines{"-0.01"});
}

BOOST_AUTO_TEST_SUITE_END()
