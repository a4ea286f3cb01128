// Prices as texts: the number at the front, the part of the cycle, and the cycle's code.
#include "verify/forecast/source/numbers.h"

#include <boost/test/unit_test.hpp>

#include "tests/verify/forecast/source/host.h"
#include "verify/forecast/source/tariff.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

std::string number(std::string_view raw) {
    const auto read = leading_number(raw);
    return read ? text(*read) : "none";
}

// Months and how often the unit price is charged: "12 x12".
std::string cycle(const char* code) {
    const Cycle cycle = Cycle::of(code);
    return std::to_string(cycle.months) + " x" + std::to_string(cycle.times) +
           (cycle.own_price_only ? " own" : "") + (cycle.once ? " once" : "");
}

std::string full(const char* own_price, const char* code, const char* listed) {
    Service service;
    service.own_price = own_price;
    service.cycle = code;
    const Price price{listed, ""};
    return text(tariff_of(service, &price).full);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(numbers)

BOOST_AUTO_TEST_CASE(the_number_at_the_front_is_the_number) {
    BOOST_TEST(number("12,50") == "12");
    BOOST_TEST(number("$15") == "0");
    BOOST_TEST(number("15.00 USD") == "15");
    BOOST_TEST(number("1,200.00") == "1");
    BOOST_TEST(number(" 12.5") == "12.5");
    BOOST_TEST(number("abc") == "0");
    BOOST_TEST(number("") == "0");
    BOOST_TEST(number("-5.00") == "-5");
    BOOST_TEST(number("+.5") == "0.5");
    BOOST_TEST(number("5.") == "5");
    BOOST_TEST(number("1e2") == "100");
    BOOST_TEST(number("1.5E-2x") == "0.015");
    BOOST_TEST(number("1e") == "1");
    BOOST_TEST(number("20.00|19.00") == "20");
    BOOST_TEST(number("000000000000012.50") == "12.5");
}

BOOST_AUTO_TEST_CASE(a_number_beyond_all_prices_is_none) {
    BOOST_TEST(number("999999999.99") == "999999999.99");
    BOOST_TEST(number("1000000000") == "none");
    BOOST_TEST(number("-1000000000") == "none");
    BOOST_TEST(number("1e9") == "none");
    BOOST_TEST(number("1e99999999999") == "none");
    BOOST_TEST(number("0e99999999999") == "0");
    BOOST_TEST(number("1e-99999999999") == "0");
    BOOST_TEST(number("0.0000000000015") == "0.000000000002");
    BOOST_TEST(number(std::string(250, '9')) == "none");
    BOOST_TEST(number("0." + std::string(250, '3')) == "0.333333333333");
}

BOOST_AUTO_TEST_CASE(a_part_is_missing_empty_or_nought_or_it_is_the_price) {
    BOOST_TEST(part_of("20|19|18|15|12", 3) == "15");
    BOOST_TEST(part_of("20|19", 3) == "20");
    BOOST_TEST(part_of("20||18", 1) == "20");
    BOOST_TEST(part_of("20|0|18", 1) == "20");
    BOOST_TEST(part_of("20|0.00|18", 1) == "0.00");
    BOOST_TEST(part_of("20| |18", 1) == " ");
    BOOST_TEST(part_of("", 2) == "");
    BOOST_TEST(part_of("|19", 0) == "");
}

BOOST_AUTO_TEST_CASE(cycles_are_a_table_and_not_arithmetic) {
    BOOST_TEST(cycle("1") == "1 x1");
    BOOST_TEST(cycle("24") == "24 x24");
    BOOST_TEST(cycle("100") == "0 x1 once");
    BOOST_TEST(cycle("103") == "3 x1");
    BOOST_TEST(cycle("112") == "12 x1");
    BOOST_TEST(cycle("111") == "12 x1 own");
    BOOST_TEST(cycle("124") == "24 x1 own");
    BOOST_TEST(cycle("196") == "96 x1 own");
    BOOST_TEST(cycle("1108") == "108 x1 own");
    BOOST_TEST(cycle("1120") == "120 x1 own");
    BOOST_TEST(cycle("2") == "2 x1");
    BOOST_TEST(cycle("125") == "125 x1");
    BOOST_TEST(cycle("0") == "0 x1");
    BOOST_TEST(cycle("x") == "0 x1");
    BOOST_TEST(cycle("-1") == "0 x1");
}

BOOST_AUTO_TEST_CASE(a_price_of_the_clients_own_counts_above_nought_and_for_domains_always) {
    BOOST_TEST(full("8.50", "12", "10.00") == "102");
    for (const auto* none : {"0", "", "-5.00", "free", "0.00"})
        BOOST_TEST(full(none, "12", "10.00") == "120");
    BOOST_TEST(full("-5.00", "111", "10.00") == "-5");
    BOOST_TEST(full("0", "111", "10.00") == "0");
    BOOST_TEST(full("8.50", "103", "10.00") == "8.5");
}

BOOST_AUTO_TEST_CASE(a_product_that_is_gone_costs_what_is_the_clients_own) {
    Service service;
    service.cycle = "3";
    BOOST_TEST(text(tariff_of(service, nullptr).full) == "0");
    service.own_price = "7.00";
    BOOST_TEST(text(tariff_of(service, nullptr).full) == "21");
}

BOOST_AUTO_TEST_CASE(a_discount_of_ten_is_a_thousand_percent) {
    Service service;
    service.cycle = "1";
    service.own_price = "20.00";
    service.discount = dec("10.00");
    BOOST_TEST(text(tariff_of(service, nullptr).a_month()) == "-180");
}

BOOST_AUTO_TEST_CASE(keys_are_ordered_by_value) {
    BOOST_TEST(key_before("9", "10"));
    BOOST_TEST(!key_before("10", "9"));
    BOOST_TEST(key_before("10", "a"));
    BOOST_TEST(key_before("007", "8"));
    BOOST_TEST(!key_before("7", "7"));
}

BOOST_AUTO_TEST_SUITE_END()
