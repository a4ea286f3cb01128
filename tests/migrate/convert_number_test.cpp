// Expected values are modernbill.md's: 2.5 rules 1 to 6, and examples 3.10/1 to 3.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

#include "migrate/convert.h"

using namespace tieout;
using namespace tieout::migrate;
namespace data = boost::unit_test::data;

namespace {

struct NumberCase {
    std::string text, expected;
    friend std::ostream& operator<<(std::ostream& out, const NumberCase& one) {
        return out << '"' << one.text << '"';
    }
};

const std::vector<NumberCase> php_cases = {
    {"12,50", "12"},   {"$15", "0"},        {"15.00 USD", "15.00"},
    {"1,200.00", "1"}, {" 12.5", "12.5"},   {"abc", "0"},
    {"", "0"},         {" ", "0"},          {"-3.5x", "-3.5"},
    {"+7", "7"},       {".5", "0.5"},       {"5.", "5"},
    {"1e3", "1000"},   {"1.5E-2", "0.015"}, {"1e", "1"},
    {"1e+", "1"},      {"--1", "0"},        {".", "0"},
    {"-", "0"},        {"1.2.3", "1.2"},    {"\t\n 4", "4"},
    {"0.00", "0.00"},  {"2.50e1", "25.0"},  {"0e99999999", "0"}};

struct PartCase {
    std::string packed, cycle, expected;
    friend std::ostream& operator<<(std::ostream& out, const PartCase& one) {
        return out << one.packed << " / " << one.cycle;
    }
};

const std::string worked_1 = "20.00|19.00|18.00|15.00|12.50";
const std::string worked_2 = "20.00|0.00|0|";

const std::vector<PartCase> part_cases = {
    {worked_1, "12", "15.00"},   {worked_1, "24", "12.50"},
    {worked_1, "1", "20.00"},    {worked_1, " 3 ", "19.00"},
    {worked_1, "06", "18.00"},   {worked_1, "100", "20.00"},
    {worked_2, "3", "0.00"},     {worked_2, "6", "20.00"},
    {worked_2, "12", "20.00"},   {worked_2, "24", "20.00"},
    {worked_2, "103", "20.00"},  {worked_2, "2", "20.00"},
    {"20.00|0|0", "3", "20.00"}, {"20.00|0.0", "3", "0.0"},
    {"20.00| ", "3", " "},       {"25.00|25.00|25.00|0.00", "12", "0.00"},
    {"25.00", "12", "25.00"},    {"", "3", ""},
    {"0|5", "1", "0"},           {"|5", "1", ""},
    {"20.00|00", "3", "00"},     {worked_1, "", "20.00"},
    {worked_1, "x", "20.00"}};

}  // namespace

BOOST_DATA_TEST_CASE(a_text_is_the_number_that_php_takes_it_for, data::make(php_cases)) {
    const auto number = php_number(sample.text);
    BOOST_REQUIRE(number);
    BOOST_TEST((*number == *Decimal::parse(sample.expected)));
}

BOOST_AUTO_TEST_CASE(a_php_number_beyond_38_digits_is_unreadable_and_not_wrong) {
    BOOST_TEST(!php_number("1e39"));
    BOOST_TEST(!php_number("1e-39"));
    BOOST_TEST(!php_number("1e2147483648"));
    BOOST_TEST(!php_number("123456789012345678901234567890123456789"));
    BOOST_TEST(php_number("1e37")->text() == "10000000000000000000000000000000000000");
}

BOOST_DATA_TEST_CASE(a_cycle_picks_its_part_of_a_packed_price, data::make(part_cases)) {
    BOOST_TEST(packed_part(sample.packed, sample.cycle) == sample.expected);
}

BOOST_AUTO_TEST_CASE(a_plain_amount_takes_commas_only_where_they_part_thousands) {
    BOOST_TEST(plain_amount("1,234.50")->text() == "1234.50");
    BOOST_TEST(plain_amount("-1,234,567")->text() == "-1234567");
    BOOST_TEST(plain_amount(" 7.10 ")->text() == "7.10");
    BOOST_TEST(plain_amount("41.03448275")->text() == "41.03448275");
    BOOST_TEST(plain_amount("")->is_zero());
    for (const char* bad : {"12,50", "1234,567", ",123", "1,2345", "1,23", "1.5,000", "1,,234",
                            "$5", "1e3", "1,234,5", "abc"}) {
        BOOST_TEST(!plain_amount(bad), bad);
    }
}
