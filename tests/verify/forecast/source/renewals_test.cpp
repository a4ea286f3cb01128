// Days, clocks and stamps at their edges, and which of them bill nothing.
#include <boost/test/unit_test.hpp>

#include "tests/verify/forecast/source/host.h"
#include "verify/forecast/source/renewals.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

using Lines = std::vector<std::string>;

Host one(const char* renews, const std::string& cycle = "1", const char* as_of = "2004-01-01") {
    Host host;
    host.terms.as_of = day(as_of);
    host.client("1");
    host.price("p", "20.00", "5.00");
    host.service("1", "11", "p", cycle, renews);
    return host;
}

Host anniversary(const char* renews, const std::string& cycle, const char* as_of) {
    Host host = one(renews, cycle, as_of);
    host.terms.mode = BillingMode::anniversary;
    return host;
}

// Never billed before, begun on `start`.
Host beginner(const char* start, const char* renews, const std::string& cycle = "1") {
    Host host = one(renews, cycle);
    host.books.services[0].renewed = 0;
    host.books.services[0].start = host.at(start);
    host.terms.months = 3;
    return host;
}

Lines runs(const Projection& projection) {
    Lines runs;
    for (const ProjectedInvoice& invoice : projection.invoices)
        runs.push_back(invoice.run.text());
    return runs;
}

std::string proration(const Host& host, Reading reading) {
    const Readings readings = host.project();
    const Projection& projection =
        reading == Reading::faithful ? readings.faithful : readings.intended;
    return projection.invoices.at(0)
        .lines.at(0)
        .proration.rounded(4, Rounding::half_up)
        .normalized()
        .text();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(renewals)

BOOST_AUTO_TEST_CASE(months_are_added_at_the_ends_of_months) {
    BOOST_TEST(overflowing(day("2005-01-31"), 1)->text() == "2005-03-03");
    BOOST_TEST(overflowing(day("2004-01-31"), 1)->text() == "2004-03-02");
    BOOST_TEST(overflowing(day("2004-02-29"), 12)->text() == "2005-03-01");
    BOOST_TEST(overflowing(day("2004-12-31"), 2)->text() == "2005-03-03");
    BOOST_TEST(clamped(day("2005-01-31"), 1)->text() == "2005-02-28");
    BOOST_TEST(clamped(day("2004-01-31"), 1)->text() == "2004-02-29");
    BOOST_TEST(clamped(day("2004-02-29"), 12)->text() == "2005-02-28");
    BOOST_TEST(clamped(day("2004-02-29"), 48)->text() == "2008-02-29");
    BOOST_TEST(first_after(day("2004-12-31"), 1)->text() == "2005-01-01");
    BOOST_TEST(first_after(day("2004-01-31"), -1)->text() == "2003-12-01");
    BOOST_TEST(!clamped(day("9999-06-01"), 12).has_value());
    BOOST_TEST(days_of_month(day("2004-02-10")) == 29);
    BOOST_TEST(days_of_month(day("2100-02-10")) == 28);
    BOOST_TEST(days_of_month(day("2004-12-10")) == 31);
}

BOOST_AUTO_TEST_CASE(a_leap_days_anniversary_comes_back_every_fourth_year) {
    Host host = anniversary("2004-02-29", "12", "2004-01-01");
    host.terms.months = 60;
    const Readings readings = host.project();
    BOOST_TEST(runs(readings.faithful) ==
               (Lines{"2004-02-29", "2005-03-01", "2006-03-01", "2007-03-01", "2008-03-01"}));
    BOOST_TEST(runs(readings.intended) ==
               (Lines{"2004-02-29", "2005-02-28", "2006-02-28", "2007-02-28", "2008-02-29"}));
    BOOST_TEST(flags(readings.faithful) == Lines{"month_end_overflow 1/11 0"});
}

BOOST_AUTO_TEST_CASE(a_day_that_every_month_has_does_not_run_over) {
    const Readings readings = anniversary("2004-01-28", "1", "2004-01-01").project();
    BOOST_TEST(runs(readings.faithful).size() == 12u);
    BOOST_TEST(runs(readings.faithful) == runs(readings.intended));
    BOOST_TEST(flags(readings.faithful) == Lines{});
}

BOOST_AUTO_TEST_CASE(a_midnight_that_the_clock_skips_is_the_next_moment_of_its_day) {
    // Sao Paulo went from 23:59:59 to 01:00 on 2004-11-02.
    LocalTime zone("America/Sao_Paulo");
    const std::int64_t at = zone.midnight(day("2004-11-02"));
    BOOST_TEST(zone.day(at)->text() == "2004-11-02");
    BOOST_TEST(zone.day(at - 1)->text() == "2004-11-01");
    BOOST_TEST(zone.hour(at) == 1);
}

BOOST_AUTO_TEST_CASE(days_of_a_changed_clock_are_as_long_as_they_were) {
    LocalTime new_york("America/New_York"), amsterdam("Europe/Amsterdam");
    const auto hours = [](LocalTime& zone, const char* a, const char* b) {
        return (zone.midnight(day(b)) - zone.midnight(day(a))) / 3600;
    };
    BOOST_TEST(hours(new_york, "2004-04-04", "2004-04-05") == 23);
    BOOST_TEST(hours(new_york, "2004-10-31", "2004-11-01") == 25);
    BOOST_TEST(hours(amsterdam, "2004-03-28", "2004-03-29") == 23);
    BOOST_TEST(hours(amsterdam, "2004-10-31", "2004-11-01") == 25);
    BOOST_TEST(hours(amsterdam, "2004-04-04", "2004-04-05") == 24);
}

BOOST_AUTO_TEST_CASE(renewals_go_on_over_a_changed_clock) {
    for (const auto* zone : {"America/New_York", "Europe/Amsterdam", "UTC"}) {
        Host host(zone);
        host.client("1");
        host.price("p", "20.00");
        host.service("1", "11", "p", "1", "2004-01-01");
        const Readings readings = host.project();
        BOOST_TEST(readings.faithful.invoices.size() == 12u, zone);
        BOOST_TEST((readings.faithful.invoices == readings.intended.invoices), zone);
    }
}

BOOST_AUTO_TEST_CASE(a_renewal_in_the_wrong_zone_is_never_the_first) {
    Host host = one("2004-02-01");
    host.terms.zone = "America/Chicago";
    const Readings readings = host.project();
    BOOST_TEST(runs(readings.faithful) == Lines{});
    BOOST_TEST(runs(readings.intended).size() == 12u);
    BOOST_TEST(flags(readings.faithful) == Lines{"renewal_off_bill_day 1/11 240"});
}

BOOST_AUTO_TEST_CASE(a_missed_renewal_is_missed_for_ever_and_meant_to_be_billed_once) {
    const Readings readings = one("2003-02-01", "12", "2004-01-01").project();
    BOOST_TEST(lines(readings.faithful) == Lines{});
    // What was missed in February 2003 at once, and then February again.
    BOOST_TEST(lines(readings.intended) == (Lines{"2004-01-01 1 240.00", "2004-02-01 1 240.00"}));
    BOOST_TEST(flags(readings.faithful) == Lines{"stale_renewal 1/11 480"});
}

BOOST_AUTO_TEST_CASE(a_run_of_this_month_still_to_come_is_not_stale) {
    Host host = one("2004-03-01", "1", "2004-03-10");
    host.terms.bill_day = 15;
    host.terms.months = 2;
    const Readings readings = host.project();
    BOOST_TEST(runs(readings.faithful) == (Lines{"2004-03-15", "2004-04-15"}));
    BOOST_TEST(runs(readings.intended) == runs(readings.faithful));
    BOOST_TEST(flags(readings.faithful) == Lines{});
}

BOOST_AUTO_TEST_CASE(a_month_whose_run_is_over_is_not_asked) {
    Host host = one("2004-03-01", "1", "2004-03-02");
    host.terms.months = 2;
    BOOST_TEST(runs(host.project().faithful) == Lines{});
    BOOST_TEST(runs(host.project().intended) == Lines{"2004-04-01"});
    host.books.services[0].renew = host.at("2004-04-01");
    BOOST_TEST(runs(host.project().faithful) == Lines{"2004-04-01"});
}

BOOST_AUTO_TEST_CASE(a_service_without_a_date_is_not_billed_and_named) {
    for (const int stamp : {0, 1})
        for (const auto mode : {BillingMode::monthly, BillingMode::anniversary}) {
            Host host = one("2004-01-01");
            host.terms.mode = mode;
            host.books.services[0].renew = stamp;
            const Readings readings = host.project();
            BOOST_TEST(lines(readings.faithful) == Lines{});
            BOOST_TEST(lines(readings.intended) == Lines{});
            BOOST_TEST(flags(readings.faithful) ==
                       Lines{stamp == 0 ? "no_renewal_date 1/11 240" : "never_renews 1/11 240"});
        }
}

BOOST_AUTO_TEST_CASE(what_was_charged_once_is_no_loss) {
    Host host = one("2004-01-01", "100");
    host.books.services[0].renew = 1;
    BOOST_TEST(lines(host.project().intended) == Lines{});
    BOOST_TEST(flags(host.project().intended) == Lines{});
    host.books.services[0].renew = host.at("2004-02-01");
    BOOST_TEST(lines(host.project().faithful) == Lines{"2004-02-01 1 20.00"});
    BOOST_TEST(lines(host.project().intended) == Lines{});
    BOOST_TEST(flags(host.project().intended) == Lines{"one_time_again 1/11 -20"});
}

BOOST_AUTO_TEST_CASE(a_cycle_of_nothing_is_billed_once_or_for_ever) {
    for (const auto* cycle : {"0", "", "monthly", "-3"}) {
        Host host = one("2004-02-01", cycle);
        BOOST_TEST(lines(host.project().faithful) == Lines{"2004-02-01 1 20.00"});
        BOOST_TEST(lines(host.project().intended) == Lines{"2004-02-01 1 20.00"});
        BOOST_TEST(flags(host.project().intended) == Lines{"no_interval 1/11 0"});
    }
    Host host = anniversary("2004-01-30", "0", "2004-01-01");
    host.terms.months = 2;
    // 31 days, January 30 to February 29.
    BOOST_TEST(lines(host.project().faithful).size() == 31u);
    BOOST_TEST(lines(host.project().intended) == Lines{"2004-01-30 1 20.00"});
    BOOST_TEST(flags(host.project().intended) == Lines{"no_interval 1/11 -600"});
}

BOOST_AUTO_TEST_CASE(codes_are_numbers_whatever_blanks_stand_around_them) {
    BOOST_TEST(lines(one("2004-01-01", " 12 ").project().faithful) == Lines{"2004-01-01 1 240.00"});
    BOOST_TEST(lines(one("2004-01-01", "012").project().faithful) == Lines{"2004-01-01 1 240.00"});
}

BOOST_AUTO_TEST_CASE(renewals_that_are_moved_to_another_day_are_billed_once_more) {
    Host host = one("2004-01-01");
    host.books.settings.renew_day = 5;
    BOOST_TEST(runs(host.project().faithful) == Lines{"2004-01-01"});
    BOOST_TEST(runs(host.project().intended).size() == 12u);
    BOOST_TEST(flags(host.project().faithful) == Lines{"renew_day_setting 1/11 220"});
}

BOOST_AUTO_TEST_CASE(a_bill_day_that_a_month_lacks_is_its_last) {
    Host host = one("2004-01-01");
    host.terms.bill_day = 31;
    host.terms.months = 4;
    BOOST_TEST(runs(host.project().faithful) ==
               (Lines{"2004-01-31", "2004-02-29", "2004-03-31", "2004-04-30"}));
    BOOST_TEST(runs(host.project().intended) == runs(host.project().faithful));
}

BOOST_AUTO_TEST_CASE(no_day_before_and_none_after_the_months_asked_is_billed) {
    Host host = anniversary("2004-01-15", "1", "2004-01-15");
    host.terms.months = 2;
    BOOST_TEST(runs(host.project().faithful) == (Lines{"2004-01-15", "2004-02-15"}));
    host.terms.as_of = day("2004-01-16");
    // The missed one at once, and it was the only one.
    BOOST_TEST(runs(host.project().intended) == (Lines{"2004-01-16", "2004-02-15"}));
    host.books.services[0].renew = host.at("2004-03-01");
    BOOST_TEST(runs(host.project().faithful) == Lines{});
    host.books.services[0].renew = host.at("2004-02-29");
    BOOST_TEST(runs(host.project().faithful) == Lines{"2004-02-29"});
}

// ---- the first renewal ----

BOOST_AUTO_TEST_CASE(a_first_renewal_is_that_of_the_month_before_and_no_other) {
    // On the former first itself: too early by a moment.
    const Readings early = beginner("2003-12-01", "2004-01-01").project();
    BOOST_TEST(lines(early.faithful) == Lines{});
    BOOST_TEST(lines(early.intended).size() == 3u);
    BOOST_TEST(flags(early.faithful) == Lines{"never_first_billed 1/11 60"});
    // A day later it is one.
    const Readings in_time = beginner("2003-12-02", "2004-01-01").project();
    BOOST_TEST(lines(in_time.faithful).size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_start_on_the_first_is_prorated_by_minus_one_day) {
    // Start on 2004-02-01, and February has 29 days: -20 / 29.
    Host host = beginner("2004-02-01", "2004-03-01");
    BOOST_TEST(runs(host.project().faithful).front() == "2004-02-01");
    BOOST_TEST(proration(host, Reading::faithful) == "-0.6897");
    BOOST_TEST(runs(host.project().intended).front() == "2004-03-01");
    // The same day of the year: nothing is pro-rated.
    Host same = beginner("2004-02-01", "2004-02-01");
    BOOST_TEST(proration(same, Reading::faithful) == "0");
    BOOST_TEST(proration(same, Reading::intended) == "0");
    BOOST_TEST(flags(same.project().faithful) == Lines{});
}

BOOST_AUTO_TEST_CASE(the_same_day_of_the_year_makes_the_days_before_free) {
    // Start and renewal on 2003-12-15: no days. Meant: 17 of December's 31.
    Host host = beginner("2003-12-15", "2003-12-15");
    BOOST_TEST(proration(host, Reading::faithful) == "0");
    BOOST_TEST(proration(host, Reading::intended) == "10.9677");
    BOOST_TEST(flags(host.project().faithful).at(1).starts_with("proration_same_day 1/11"));
}

BOOST_AUTO_TEST_CASE(a_price_of_the_clients_own_is_not_prorated) {
    Host host = beginner("2003-12-22", "2004-01-01");
    host.books.services[0].own_price = "10.00";
    // December 22 to 31 are 9 days of the catalogue's 20.00; meant are 10 days of 10.00.
    BOOST_TEST(proration(host, Reading::faithful) == "5.8065");
    BOOST_TEST(proration(host, Reading::intended) == "3.2258");
    BOOST_TEST(flags(host.project().faithful) ==
               (Lines{"proration_own_price 1/11 2004-01-01 -3.225806451613",
                      "proration_start_day 1/11 2004-01-01 0.645161290323"}));
}

BOOST_AUTO_TEST_CASE(the_first_part_is_prorated_whatever_the_cycle) {
    Host host = beginner("2003-12-22", "2004-01-01", "12");
    host.price("p", "20.00|||15.00");
    // 9 days of 20.00; meant are 10 days of 15.00.
    BOOST_TEST(proration(host, Reading::faithful) == "5.8065");
    BOOST_TEST(proration(host, Reading::intended) == "4.8387");
    BOOST_TEST(flags(host.project().faithful).at(0).starts_with("proration_first_part 1/11"));
}

BOOST_AUTO_TEST_CASE(flat_cycles_and_domains_are_not_prorated) {
    for (const auto* cycle : {"103", "111", "100"})
        BOOST_TEST(proration(beginner("2003-12-15", "2004-01-01", cycle), Reading::faithful) ==
                   "0");
    BOOST_TEST(proration(beginner("2003-12-15", "2004-01-01", "2"), Reading::faithful) ==
               "10.3226");
}

BOOST_AUTO_TEST_CASE(a_set_up_fee_is_charged_once_and_not_by_quantity) {
    Host host = beginner("2003-12-31", "2004-01-01");
    host.books.services[0].quantity = Decimal::of(3);
    const ProjectedInvoice first = host.project().faithful.invoices.at(0);
    BOOST_TEST(text(first.lines.at(0).setup) == "5");
    BOOST_TEST(text(first.lines.at(0).recurring) == "60");
    BOOST_TEST(text(host.project().faithful.invoices.at(1).lines.at(0).setup) == "0");
}

BOOST_AUTO_TEST_CASE(a_first_renewal_does_not_look_at_its_date) {
    const Readings readings = beginner("2003-12-15", "2004-03-01").project();
    // Billed in January, and next in April, which is not asked any more.
    BOOST_TEST(runs(readings.faithful) == Lines{"2004-01-01"});
    BOOST_TEST(runs(readings.intended) == Lines{"2004-03-01"});
    BOOST_TEST(flags(readings.faithful).at(0).starts_with("first_renewal_ignores_date 1/11"));
}

BOOST_AUTO_TEST_CASE(a_first_renewal_without_a_date_is_the_last) {
    Host host = beginner("2003-12-15", "2004-01-01");
    host.books.services[0].renew = 0;
    const Readings readings = host.project();
    BOOST_TEST(runs(readings.faithful) == Lines{"2004-01-01"});
    BOOST_TEST(runs(readings.intended) == Lines{});
    // 20 + 5 + 16 / 31 x 20
    BOOST_TEST(flags(readings.faithful) == Lines{"no_renewal_date 1/11 -35.322580645161"});
}

BOOST_AUTO_TEST_CASE(a_price_beyond_all_prices_is_nothing_and_named) {
    Host host = one("2004-01-01");
    host.books.services[0].own_price = "1e99";
    BOOST_TEST(lines(host.project().faithful).front() == "2004-01-01 1 0.00");
    BOOST_TEST(flags(host.project().faithful) == Lines{"unreadable_price 1/11 0"});
}

BOOST_AUTO_TEST_SUITE_END()
