// A little host of twelve clients over twelve months, reckoned by hand, in both modes.
#include <boost/test/unit_test.hpp>
#include <map>

#include "tests/verify/forecast/source/host.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

using Lines = std::vector<std::string>;

void never_billed(Host& host, Service& service, const char* start) {
    service.renewed = 0;
    service.start = host.at(start);
}

void add_taxed_clients(Host& host) {
    Customer& one = host.client("1");
    one.country = "us";
    one.region = "NY";
    host.service("1", "101", "basic", "1", "2004-07-01").discount = dec("0.10");
    host.client("2").country = "GB";
    host.service("2", "201", "basic", "3", "2004-09-01");
    host.client("3").country = "CA";
    host.service("3", "301", "basic", "12", "2005-02-01").own_price = "8.50";
    host.service("3", "302", "domain", "111", "2005-02-01").own_price = "12.95";
    Customer& four = host.client("4");
    four.country = "US";
    four.region = "NY";
    four.exempt = true;
    host.service("4", "401", "flat", "1", "2004-07-01");
    host.service("4", "402", "flat", "6", "2004-12-01");
}

void add_odd_clients(Host& host) {
    host.client("5");
    host.service("5", "501", "basic", "1", "2004-03-01");
    host.client("6");
    never_billed(host, host.service("6", "601", "basic", "1", "2004-07-01"), "2004-06-10");
    host.client("7");
    host.service("7", "701", "basic", "1", "2004-07-01");
    host.credit("7", "1", "30.00");
    Customer& eight = host.client("8");
    eight.billed = false;
    eight.state = "cancelled";
    host.service("8", "801", "basic", "3", "2004-07-01");
    host.client("9");
    host.service("9", "901", "flat", "100", "2004-07-01").renew = 1;
    Service& ended = host.service("9", "902", "basic", "12", "2004-07-01");
    ended.standing = Standing::none;
    ended.state = "cancelled";
    Service& waiting = host.service("9", "903", "flat", "1", "2004-07-01");
    waiting.standing = Standing::meant;
    waiting.state = "waiting for its renewal";
    host.client("10");
    host.service("10", "1001", "basic", "24", "2005-05-01");
    Service& names = host.service("10", "1002", "domain", "124", "2004-10-01");
    names.own_price = "25.90";
    names.quantity = Decimal::of(3);
    host.client("11");
    host.service("11", "1101", "flat", "103", "2004-07-01");
    host.client("12");
    host.service("12", "1201", "basic", "1", "2004-08-17");
}

Host little_host() {
    Host host;
    host.terms.as_of = day("2004-06-15");
    host.price("basic", "20.00|19.00|18.00|15.00|12.50", "10.00");
    host.price("flat", "9.95", "25.00|25.00|25.00|0.00");
    host.price("domain", "0");
    host.books.zones = {{"US", "NY", dec("0.0825")}, {"GB", "none", dec("0.175")}};
    add_taxed_clients(host);
    add_odd_clients(host);
    return host;
}

// "2004-07 19.49", and of the clients' invoices the totals, by month.
std::map<std::string, Lines> by_client(const Projection& projection) {
    std::map<std::string, Lines> lines;
    for (const ProjectedInvoice& invoice : projection.invoices)
        lines[invoice.client].push_back(invoice.run.text() + " " + invoice.total.text());
    return lines;
}

// The same amount on the firsts of the months from `month` of 2004 to May 2005, and what is said of
// single ones.
Lines monthly(int from, const std::string& amount,
              const std::map<std::string, std::string>& but = {}) {
    Lines lines;
    for (int month = from; month <= 17; ++month) {
        const std::string run =
            Date::from_civil(2004 + (month - 1) / 12, (month - 1) % 12 + 1, 1)->text();
        const auto other = but.find(run);
        lines.push_back(run + " " + (other == but.end() ? amount : other->second));
    }
    return lines;
}

std::string sum(const Projection& projection) {
    Decimal sum;
    for (const ProjectedInvoice& invoice : projection.invoices)
        sum += invoice.total;
    return sum.text();
}

// Those on whom both readings and both modes agree. 20 x 0.9 = 18, and 8.25 % of it 1.485: 19.485.
// 3 x 19 = 57, and 17.5 % of it 9.975: 66.975. 12 x 8.50 and 12.95. 9.95, and once 6 x 9.95 more.
// 24 x 12.50; 3 x 25.90.
void check_common(std::map<std::string, Lines>& bills) {
    BOOST_TEST(bills["1"] == monthly(7, "19.49"));
    BOOST_TEST(bills["2"] == (Lines{"2004-09-01 66.98", "2004-12-01 66.98", "2005-03-01 66.98"}));
    BOOST_TEST(bills["3"] == Lines{"2005-02-01 114.95"});
    BOOST_TEST(bills["4"] == monthly(7, "9.95", {{"2004-12-01", "69.65"}}));
    BOOST_TEST(bills["7"] ==
               monthly(7, "20.00", {{"2004-07-01", "0.00"}, {"2004-08-01", "10.00"}}));
    BOOST_TEST(bills["8"] == Lines{});
    BOOST_TEST(bills["10"] == (Lines{"2004-10-01 77.70", "2005-05-01 300.00"}));
    BOOST_TEST(bills["11"] ==
               (Lines{"2004-07-01 9.95", "2004-10-01 9.95", "2005-01-01 9.95", "2005-04-01 9.95"}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_year)

BOOST_AUTO_TEST_CASE(the_monthly_run_bills_what_its_faults_let_it) {
    auto bills = by_client(little_host().project().faithful);
    check_common(bills);
    BOOST_TEST(bills["5"] == Lines{});
    // June 10 to June 30 are 20 days of July's 31: 20 x 20 / 31 = 12.903; with 20 and 10: 42.903.
    BOOST_TEST(bills["6"] == monthly(7, "20.00", {{"2004-07-01", "42.90"}}));
    BOOST_TEST(bills["9"] == Lines{});
    BOOST_TEST(bills["12"] == Lines{});
    BOOST_TEST(bills.size() == 12u);
}

BOOST_AUTO_TEST_CASE(what_the_monthly_run_means_is_billed_too) {
    auto bills = by_client(little_host().project().intended);
    check_common(bills);
    BOOST_TEST(bills["5"] == monthly(7, "20.00"));
    // 21 of June's 30 days: 14.
    BOOST_TEST(bills["6"] == monthly(7, "20.00", {{"2004-07-01", "44.00"}}));
    BOOST_TEST(bills["9"] == monthly(7, "9.95"));
    BOOST_TEST(bills["12"] == monthly(8, "20.00"));
}

BOOST_AUTO_TEST_CASE(the_monthly_years_money_is_what_the_pencil_says) {
    const Readings readings = little_host().project();
    // 11 x 19.49 + 3 x 66.98 + 114.95 + (11 x 9.95 + 59.70) + (42.90 + 10 x 20) + (9 x 20 + 10) +
    // 377.70 + 4 x 9.95 = 214.39 + 200.94 + 114.95 + 169.15 + 242.90 + 190.00 + 377.70 + 39.80
    BOOST_TEST(sum(readings.faithful) == "1549.83");
    // and 220.00 + 1.10 + 109.45 + 200.00
    BOOST_TEST(sum(readings.intended) == "2080.38");
}

BOOST_AUTO_TEST_CASE(each_difference_of_the_monthly_mode_has_its_flag_and_its_amount) {
    BOOST_TEST(flags(little_host().project().faithful) ==
               (Lines{"stale_renewal 5/501 220",
                      // 420 / 31 - 400 / 31, and 14 - 420 / 31
                      "proration_month_length 6/601 2004-07-01 0.451612903226",
                      "proration_start_day 6/601 2004-07-01 0.645161290322",
                      "status_not_billed 9/903 109.45", "renewal_off_bill_day 12/1201 200"}));
}

BOOST_AUTO_TEST_CASE(who_is_not_billed_is_counted_with_what_he_would_bring) {
    const Readings readings = little_host().project();
    // 57 in three months; 12 x 15 in twelve.
    BOOST_TEST((readings.intended.excluded ==
                std::vector<Excluded>{{"client is cancelled", 1, dec("19.00")},
                                      {"service is cancelled", 1, dec("15.00")}}));
    BOOST_TEST((readings.faithful.excluded.at(2) ==
                Excluded{"service is waiting for its renewal", 1, dec("9.95")}));
}

BOOST_AUTO_TEST_CASE(the_daily_run_catches_up_a_day_at_a_time) {
    Host host = little_host();
    host.terms.mode = BillingMode::anniversary;
    const Readings readings = host.project();
    auto bills = by_client(readings.faithful);
    check_common(bills);
    Lines caught_up = {"2004-06-15 20.00", "2004-06-16 20.00", "2004-06-17 20.00",
                       "2004-06-18 20.00"};
    for (const std::string& line : monthly(7, "20.00"))
        caught_up.push_back(line);
    BOOST_TEST(bills["5"] == caught_up);
    BOOST_TEST(bills["6"] == monthly(7, "20.00"));
    BOOST_TEST(bills["9"] == Lines{});
    BOOST_TEST(bills["12"].size() == 10u);
    BOOST_TEST(bills["12"].front() == "2004-08-17 20.00");
    BOOST_TEST(bills["12"].back() == "2005-05-17 20.00");
}

BOOST_AUTO_TEST_CASE(what_the_daily_run_means_bills_what_was_missed_once) {
    Host host = little_host();
    host.terms.mode = BillingMode::anniversary;
    const Readings readings = host.project();
    auto bills = by_client(readings.intended);
    check_common(bills);
    Lines once = {"2004-06-15 20.00"};
    for (const std::string& line : monthly(7, "20.00"))
        once.push_back(line);
    BOOST_TEST(bills["5"] == once);
    BOOST_TEST(bills["9"] == monthly(7, "9.95"));
    BOOST_TEST(bills["12"].size() == 10u);
    BOOST_TEST(flags(readings.intended) ==
               (Lines{"stale_renewal 5/501 -60", "status_not_billed 9/903 109.45"}));
}

BOOST_AUTO_TEST_SUITE_END()
