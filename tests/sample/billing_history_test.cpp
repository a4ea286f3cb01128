#include "sample/billing_history.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;
using namespace tieout::sample;

namespace {

// The first client of a host that opened on 2002-01-07; copied on 2005-06-15, New York.
struct FirstClient {
    Host host{5,
              100,
              *Date::parse("2002-01-07"),
              *Date::parse("2005-06-15"),
              Catalogue::make(),
              LocalCalendar("America/New_York")};
    Book book = live(host, 0, Shape{true, steady_product, 1});
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(billing_history, FirstClient)

// Business is 19.95 a month, set-up 30.00. Of January 25 of 31 days are left, so 19.95 × 25 / 31
// = 16.0887.
BOOST_AUTO_TEST_CASE(an_order_of_the_seventh_pays_the_rest_of_the_month_and_the_set_up) {
    const PackageLine& line = book.invoices.at(0).lines.packages.at(0);
    BOOST_TEST(book.invoices[0].entered == 1010379600);  // 2002-01-07 00:00 in New York
    BOOST_TEST(line.prorated.text() == "16.09");
    BOOST_TEST(line.setup.text() == "30.00");
    BOOST_TEST(line.recurring.text() == "0.00");
    BOOST_TEST(book.invoices[0].lines.domains.size() == 1u);
}

// One invoice a month from February 2002 to June 2005, and the order.
BOOST_AUTO_TEST_CASE(a_monthly_service_is_billed_on_each_first) {
    BOOST_TEST(book.invoices.size() == 42u);
    BOOST_TEST(book.invoices[1].entered == 1012539600);  // 2002-02-01 00:00
    BOOST_TEST(book.invoices[1].lines.packages.at(0).recurring.text() == "19.95");
    BOOST_TEST(book.invoices[1].due == 1013749200);          // 2002-02-15 00:00
    BOOST_TEST(book.invoices.back().entered == 1117598400);  // 2005-06-01 00:00, summer time
}

BOOST_AUTO_TEST_CASE(its_next_renewal_is_the_first_after_the_copy) {
    BOOST_TEST(book.packages.at(0).renew == 1120190400);  // 2005-07-01 00:00
    BOOST_TEST(book.packages[0].renewed_on == 1117598400);
    BOOST_TEST(book.packages[0].status == "2");
}

BOOST_AUTO_TEST_CASE(every_invoice_has_one_debit_and_one_payment_of_its_amount) {
    for (const InvoiceRow& invoice : book.invoices) {
        const auto rows = book.ledger_of(invoice.id);
        BOOST_REQUIRE(rows.size() == 2u);
        BOOST_TEST(rows[0]->bill == invoice.amount.text());
        BOOST_TEST(rows[1]->payment == invoice.amount.text());
        BOOST_TEST(invoice.paid.text() == invoice.amount.text());
    }
}

BOOST_AUTO_TEST_CASE(a_yearly_service_of_a_monthly_price_pays_twelve_months) {
    const Book yearly = live(host, 0, Shape{true, one_part_product, 12});
    // January 2002 by days; from February 2002, 2003, 2004 and 2005 twelve times 149.00.
    int full = 0;
    for (const InvoiceRow& invoice : yearly.invoices)
        for (const PackageLine& line : invoice.lines.packages)
            if (line.recurring.text() == "1788.00") ++full;
    BOOST_TEST(full == 4);
    BOOST_TEST(yearly.packages.at(0).renew == 1138770000);  // 2006-02-01 00:00
}

BOOST_AUTO_TEST_CASE(a_client_lives_the_same_life_twice) {
    const Book again = live(host, 0, Shape{true, steady_product, 1});
    BOOST_TEST(again.client.email == book.client.email);
    BOOST_TEST(again.invoices.size() == book.invoices.size());
    BOOST_TEST(serialize(again.invoices.back().lines) == serialize(book.invoices.back().lines));
}

BOOST_AUTO_TEST_SUITE_END()
