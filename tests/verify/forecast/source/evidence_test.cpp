// What the rows say of the terms: each doubt has a host that raises it, and a twin that does not.
#include "verify/forecast/source/evidence.h"

#include <boost/test/unit_test.hpp>

#include "tests/verify/forecast/source/host.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

using Lines = std::vector<std::string>;

// Twenty clients of one monthly service each, that renew on the first.
Host twenty() {
    Host host;
    host.price("p", "20.00");
    for (int i = 1; i <= 20; ++i) {
        const std::string key = std::to_string(i);
        host.client(key);
        host.service(key, key, "p", "1", "2004-02-01");
    }
    return host;
}

Evidence of(const Host& host) {
    return source::evidence(host.books, host.terms);
}

Lines doubted(const Host& host) {
    return source::doubts(of(host), host.terms);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(terms_of_the_source)

BOOST_AUTO_TEST_CASE(a_host_that_bears_the_terms_out_raises_no_doubt) {
    const Evidence evidence = of(twenty());
    BOOST_TEST(evidence.renewals == 20u);
    BOOST_TEST(evidence.renewals_on_the_first == 20u);
    BOOST_TEST(evidence.dates.all == 40u);
    BOOST_TEST(evidence.hours[0] == 40u);
    BOOST_TEST(doubted(twenty()) == Lines{});
}

BOOST_AUTO_TEST_CASE(renewals_on_any_day_are_not_monthly) {
    Host host = twenty();
    for (std::size_t i = 0; i < 3; ++i)
        host.books.services[i].renew = host.at("2004-02-17");
    BOOST_TEST(doubted(host) ==
               Lines{"The mode is monthly, and only 17 of 20 renewal dates of the standard cycles "
                     "(85 %) are on the first of a month; is it anniversary?"});
    host.books.services[0].renew = host.at("2004-03-01");
    BOOST_TEST(doubted(host) == Lines{});
    host.terms.mode = BillingMode::anniversary;
    host.books.settings.daily = true;
    BOOST_TEST(doubted(host) ==
               Lines{"The mode is anniversary, and 18 of 20 renewal dates of the standard cycles "
                     "(90 %) are on the first of a month; is it monthly?"});
}

BOOST_AUTO_TEST_CASE(a_host_without_renewals_says_nothing_of_the_mode) {
    Host host;
    BOOST_TEST(doubted(host) == Lines{});
    host.terms.mode = BillingMode::anniversary;
    host.books.settings.daily = true;
    BOOST_TEST(doubted(host) == Lines{});
}

BOOST_AUTO_TEST_CASE(only_standard_cycles_of_who_is_billed_tell_the_mode) {
    Host host = twenty();
    for (std::size_t i = 0; i < 5; ++i)
        host.books.services[i].renew = host.at("2004-02-17");
    host.books.services[0].cycle = "111";
    host.books.services[1].cycle = "2";
    host.books.services[2].standing = Standing::none;
    host.books.customers[3].billed = false;
    host.books.services[4].renew = 1;
    BOOST_TEST(of(host).renewals == 15u);
    BOOST_TEST(of(host).renewals_on_the_first == 15u);
}

BOOST_AUTO_TEST_CASE(the_settings_may_contradict_the_mode) {
    Host host = twenty();
    host.books.settings.daily = true;
    host.books.settings.renew_day = 5;
    BOOST_TEST(doubted(host) ==
               (Lines{"The source's settings have the daily generator on, and the mode asked is "
                      "monthly.",
                      "The source's settings move renewals to day 5 of the month, and its monthly "
                      "run looks for the first only."}));
}

BOOST_AUTO_TEST_CASE(midnights_of_another_zone_are_seen) {
    Host host = twenty();
    host.terms.zone = "UTC";
    BOOST_TEST(of(host).hours[5] == 40u);
    BOOST_TEST(doubted(host) ==
               Lines{"Only 0 of 40 dates (0 %) are midnight in UTC; most are at 05:00. Is it the "
                     "zone of the server?"});
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_not_changed_is_no_zone_that_is) {
    // Phoenix is New York's winter less two hours, and has no summer.
    Host host = twenty();
    for (std::size_t i = 0; i < 10; ++i)
        host.books.services[i].start = host.at("2003-07-01");
    host.terms.zone = "America/Phoenix";
    BOOST_TEST(of(host).hours[22] == 30u);
    BOOST_TEST(of(host).hours[21] == 10u);
}

BOOST_AUTO_TEST_CASE(a_server_that_moved_shows_in_the_years_before) {
    Host host = twenty();
    const Host chicago("America/Chicago");
    for (int year = 0; year < 20; ++year)
        for (Service service : {host.books.services[0], host.books.services[1]}) {
            service.key += "x" + std::to_string(year);
            service.renew = host.at("2005-02-01");
            service.start = host.at("2005-01-01");
            host.books.services.push_back(service);
        }
    for (std::size_t i = 0; i < 2; ++i)
        host.books.services[i].start = chicago.at("2003-01-01");
    BOOST_TEST(doubted(host) == Lines{});
    for (std::size_t i = 0; i < 6; ++i)
        host.books.services[i].start = chicago.at("2003-01-01");
    BOOST_TEST(doubted(host) ==
               Lines{"Of the dates in 2003, only 14 of 20 dates (70 %) are midnight in "
                     "America/New_York; did the server move between zones?"});
}

BOOST_AUTO_TEST_CASE(tax_asked_and_tax_of_the_source_are_compared) {
    Host host = twenty();
    host.books.zones = {{"US", "NY", dec("0.08")}};
    BOOST_TEST(doubted(host) == Lines{});
    host.terms.taxed = false;
    BOOST_TEST(doubted(host) == Lines{"No tax is asked for, and the source has 1 tax zone."});
    host.books.settings.taxed = true;
    host.books.settings.tax_rate = dec("0.190");
    BOOST_TEST(doubted(host) ==
               Lines{"No tax is asked for, and the source has one rate of 0.19 for all clients."});
    host.terms.taxed = true;
    BOOST_TEST(doubted(host) == Lines{"The source has one rate of 0.19 for all clients and 1 tax "
                                      "zone; the one rate is taken."});
    host.terms.flat_tax_rate = dec("0.16");
    BOOST_TEST(doubted(host) == Lines{"The tax asked is 0.16, and the source has one rate of 0.19 "
                                      "for all clients."});
    host.terms.flat_tax_rate = dec("0.19");
    BOOST_TEST(doubted(host) == Lines{});
}

BOOST_AUTO_TEST_CASE(a_rate_written_as_percent_is_doubted) {
    Host host = twenty();
    host.books.settings.taxed = true;
    host.books.settings.tax_rate = dec("19");
    BOOST_TEST(doubted(host) ==
               Lines{"The source's tax rate is 19, and it is used as a fraction: 1 is 100 %."});
}

BOOST_AUTO_TEST_CASE(who_is_exempt_and_taxed_is_counted) {
    Host host = twenty();
    host.books.settings.taxed = true;
    host.books.settings.tax_rate = dec("0.19");
    host.books.customers[4].exempt = true;
    BOOST_TEST(doubted(host) == Lines{"1 billed client is exempt from tax, and the source taxes "
                                      "everybody."});
}

BOOST_AUTO_TEST_CASE(another_currency_than_the_installs_is_named) {
    Host host = twenty();
    host.books.settings.currency = "USD";
    host.books.customers[0].currency = "USD";
    BOOST_TEST(doubted(host) == Lines{});
    host.books.customers[1].currency = "EUR";
    host.books.customers[2].currency = "GBP";
    BOOST_TEST(doubted(host) ==
               Lines{"2 billed clients prefer another currency than USD (EUR, GBP); every amount "
                     "is taken as USD."});
}

BOOST_AUTO_TEST_SUITE_END()
