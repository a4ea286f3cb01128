// Credits as the generator uses them up, and as it means to.
#include "verify/forecast/source/credits.h"

#include <boost/test/unit_test.hpp>

#include "tests/verify/forecast/source/host.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

using Lines = std::vector<std::string>;
const Date run = day("2004-01-01");

Host monthly_twenty() {
    Host host;
    host.terms.months = 3;
    host.client("1");
    host.price("p", "20.00");
    host.service("1", "11", "p", "1", "2004-01-01");
    return host;
}

std::vector<Credit> of(const std::vector<const char*>& amounts) {
    std::vector<Credit> credits;
    for (const char* amount : amounts)
        credits.push_back({std::to_string(credits.size() + 1), "1", dec(amount), "", 0});
    return credits;
}

std::string used(const std::vector<const char*>& amounts, const char* owed, Reading reading) {
    return text(CreditPurse(of(amounts), reading).use(dec(owed), run).used);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(credits)

BOOST_AUTO_TEST_CASE(one_credit_is_used_alike_in_both_readings) {
    for (const auto reading : {Reading::faithful, Reading::intended}) {
        BOOST_TEST(used({"30"}, "40", reading) == "30");
        BOOST_TEST(used({"40"}, "40", reading) == "40");
        BOOST_TEST(used({"50"}, "40", reading) == "40");
        BOOST_TEST(used({}, "40", reading) == "0");
    }
}

BOOST_AUTO_TEST_CASE(a_small_credit_after_a_large_one_is_used_too) {
    BOOST_TEST(used({"100", "30"}, "40", Reading::faithful) == "70");
    BOOST_TEST(used({"100", "30"}, "40", Reading::intended) == "40");
}

BOOST_AUTO_TEST_CASE(a_credit_of_just_what_is_owed_takes_the_place_of_those_before_it) {
    BOOST_TEST(used({"30", "40"}, "40", Reading::faithful) == "40");
    BOOST_TEST(used({"30", "39.99"}, "40", Reading::faithful) == "69.99");
    BOOST_TEST(used({"30", "40"}, "40", Reading::intended) == "40");
}

BOOST_AUTO_TEST_CASE(a_negative_credit_is_never_used) {
    BOOST_TEST(used({"-5", "30"}, "40", Reading::faithful) == "30");
    BOOST_TEST(used({"-5", "30"}, "40", Reading::intended) == "30");
}

BOOST_AUTO_TEST_CASE(where_nothing_is_owed_no_credit_is_used) {
    for (const auto* owed : {"0", "-12.50"})
        for (const auto reading : {Reading::faithful, Reading::intended})
            BOOST_TEST(used({"1500"}, owed, reading) == "0");
}

BOOST_AUTO_TEST_CASE(the_oldest_credit_is_meant_to_go_first) {
    std::vector<Credit> credits = of({"10", "10"});
    credits[0].given = 2;
    credits[1].given = 1;
    credits[1].amount = dec("25");
    CreditPurse purse(credits, Reading::intended);
    BOOST_TEST(text(purse.use(dec("20"), run).used) == "20");
    BOOST_TEST(text(purse.use(dec("20"), run).used) == "15");
}

BOOST_AUTO_TEST_CASE(what_is_left_of_a_credit_is_kept_to_cents) {
    CreditPurse purse(of({"50"}), Reading::intended);
    BOOST_TEST(text(purse.use(dec("13.3665"), run).used) == "13.3665");
    // 36.6335 is kept as 36.63.
    BOOST_TEST(text(purse.use(dec("100"), run).used) == "36.63");
}

BOOST_AUTO_TEST_CASE(an_apostrophe_keeps_a_credit_whole) {
    Host host = monthly_twenty();
    host.credit("1", "1", "15.00", "2003-06-01", "O'Brien's goodwill");
    const Readings readings = host.project();
    BOOST_TEST(totals(readings.faithful) == (Lines{"5.00", "5.00", "5.00"}));
    BOOST_TEST(totals(readings.intended) == (Lines{"5.00", "20.00", "20.00"}));
    BOOST_TEST(flags(readings.faithful) ==
               (Lines{"credit_never_reduced 1 2004-01-01 0", "credit_never_reduced 1 2004-02-01 15",
                      "credit_never_reduced 1 2004-03-01 15"}));
}

BOOST_AUTO_TEST_CASE(only_an_apostrophe_that_ends_the_text_keeps_a_credit_whole) {
    BOOST_TEST(breaks_quoting("O'Brien"));
    BOOST_TEST(breaks_quoting("it is the customer's"));
    BOOST_TEST(breaks_quoting("'"));
    BOOST_TEST(breaks_quoting("a\\\\'b"));
    BOOST_TEST(breaks_quoting("C:\\"));
    BOOST_TEST(!breaks_quoting("O\\'Brien"));
    BOOST_TEST(!breaks_quoting("O''Brien"));
    BOOST_TEST(!breaks_quoting("goodwill"));
    BOOST_TEST(!breaks_quoting(""));
}

BOOST_AUTO_TEST_CASE(a_credit_without_a_fault_has_no_flag) {
    Host host = monthly_twenty();
    host.credit("1", "1", "30.00");
    const Readings readings = host.project();
    BOOST_TEST(totals(readings.faithful) == (Lines{"0.00", "10.00", "20.00"}));
    BOOST_TEST((readings.faithful.invoices == readings.intended.invoices));
    BOOST_TEST(flags(readings.faithful) == Lines{});
}

BOOST_AUTO_TEST_CASE(credits_are_left_alone_where_the_terms_say_so) {
    Host host = monthly_twenty();
    host.credit("1", "1", "30.00");
    host.terms.use_credits = false;
    BOOST_TEST(totals(host.project().faithful) == (Lines{"20.00", "20.00", "20.00"}));
    BOOST_TEST(totals(host.project().intended) == (Lines{"20.00", "20.00", "20.00"}));
}

BOOST_AUTO_TEST_CASE(credits_of_another_client_are_not_used) {
    Host host = monthly_twenty();
    host.client("2");
    host.credit("2", "1", "30.00");
    BOOST_TEST(totals(host.project().faithful) == (Lines{"20.00", "20.00", "20.00"}));
}

BOOST_AUTO_TEST_SUITE_END()
