#include "base/decimal.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "base/error.h"

using tieout::Decimal;
using tieout::Rounding;

namespace {

const std::string nines_37(37, '9'), nines_38(38, '9'), nines_39(39, '9');

Decimal read(const std::string& text) {
    const auto value = Decimal::parse(text);
    BOOST_REQUIRE_MESSAGE(value.has_value(), "not a decimal: " + text);
    return *value;
}

bool is_data_error(const tieout::Error& error) {
    return error.fault() == tieout::Fault::data;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decimal)

BOOST_AUTO_TEST_CASE(text_comes_back_as_it_was_written) {
    for (const char* text : {"0", "0.00", "1.50", "-1.50", "12345678901234567890.12", "0.05",
                             "-0.01", "123456789012345678", "1234567890123456789"})
        BOOST_TEST(read(text).text() == text);
    BOOST_TEST(read("+7").text() == "7");
    BOOST_TEST(read(".5").text() == "0.5");
    BOOST_TEST(read("-.25").text() == "-0.25");
    BOOST_TEST(read("007.10").text() == "7.10");
    BOOST_TEST(read("-0").text() == "0");
}

BOOST_AUTO_TEST_CASE(thirty_eight_digits_are_held_and_thirty_nine_are_not) {
    BOOST_TEST(read(nines_37).text() == nines_37);
    BOOST_TEST(read(nines_38).text() == nines_38);
    BOOST_TEST(read("-" + nines_38).text() == "-" + nines_38);
    BOOST_TEST(!Decimal::parse(nines_39));
    BOOST_TEST(!Decimal::parse("1" + std::string(38, '0')));
    BOOST_TEST(read("0." + nines_38).text() == "0." + nines_38);
    BOOST_TEST(!Decimal::parse("0." + nines_39));
    BOOST_TEST(!Decimal::parse("1." + nines_38));
    BOOST_TEST(read("1." + nines_37).text() == "1." + nines_37);
}

BOOST_AUTO_TEST_CASE(leading_zeros_and_surplus_zeros_of_the_fraction_are_not_counted) {
    BOOST_TEST(read(std::string(60, '0') + nines_38).text() == nines_38);
    BOOST_TEST((read("5." + std::string(60, '0')) == Decimal::of(5)));
    BOOST_TEST((read(nines_38 + ".000") == read(nines_38)));
    BOOST_TEST(!Decimal::parse(nines_38 + ".001"));
    BOOST_TEST(read("0." + std::string(37, '0') + "1").text() == "0." + std::string(37, '0') + "1");
    BOOST_TEST(!Decimal::parse("0." + std::string(38, '0') + "1"));
}

BOOST_AUTO_TEST_CASE(what_is_no_plain_number_is_refused) {
    for (const char* text : {"",
                             "-",
                             "+",
                             ".",
                             "-.",
                             "1.",
                             "1..2",
                             "1.2.3",
                             " 1",
                             "1 ",
                             "1e3",
                             "1,000",
                             "0x10",
                             "--1",
                             "+-1",
                             "NaN",
                             "Infinity",
                             "1\n",
                             "١",
                             "1234567890123456789x",
                             "12345678901234567890.",
                             "1234567890123456789 "})
        BOOST_TEST(!Decimal::parse(text), "accepted: " << text);
    BOOST_TEST(!Decimal::parse(std::string_view("1\0", 2)));
}

BOOST_AUTO_TEST_CASE(order_is_of_the_number_and_not_of_its_writing) {
    BOOST_TEST((read("1.50") == read("1.5")));
    BOOST_TEST((read("-0.00") == read("0")));
    BOOST_TEST((read("1.51") > read("1.5")));
    BOOST_TEST((read("-1.51") < read("-1.5")));
    BOOST_TEST((read("-0.1") < read("0.01")));
    BOOST_TEST((read("-0.1") < read("-0.01")));
    BOOST_TEST((read("2") > read("1.99999999999999999999")));
}

BOOST_AUTO_TEST_CASE(comparing_across_scales_cannot_overflow) {
    const Decimal large = read(nines_38), tiny = read("0." + std::string(37, '0') + "1");
    BOOST_TEST((large > tiny));
    BOOST_TEST((-large < tiny));
    BOOST_TEST((-large < -tiny));
    BOOST_TEST((read("0." + nines_38) < Decimal::of(1)));
    BOOST_TEST((large == large.normalized()));
    BOOST_TEST((Decimal::of(0) < tiny));
}

BOOST_AUTO_TEST_CASE(sums_are_exact_across_scales) {
    BOOST_TEST((read("0.1") + read("0.2")).text() == "0.3");
    BOOST_TEST((read("250000.01") + read("0.01")).text() == "250000.02");
    BOOST_TEST((read("5") - read("0.001")).text() == "4.999");
    BOOST_TEST((read("-1.5") + read("1.50")).text() == "0.00");
    BOOST_TEST((read("1.005") - read("2")).text() == "-0.995");
}

BOOST_AUTO_TEST_CASE(a_sum_may_reach_thirty_eight_digits_and_no_more) {
    const Decimal greatest = read(nines_38);
    BOOST_TEST((greatest - Decimal::of(1) + Decimal::of(1) == greatest));
    BOOST_CHECK_EXCEPTION(greatest + Decimal::of(1), tieout::Error, is_data_error);
    BOOST_CHECK_EXCEPTION(-greatest - Decimal::of(1), tieout::Error, is_data_error);
    BOOST_CHECK_EXCEPTION(greatest + greatest, tieout::Error, is_data_error);
    BOOST_CHECK_EXCEPTION(greatest + read("0.1"), tieout::Error, is_data_error);
    BOOST_TEST((greatest + read("0.00")).text() == nines_38);
    BOOST_TEST((greatest - greatest).text() == "0");
}

BOOST_AUTO_TEST_CASE(a_sum_that_fits_is_found_although_the_way_there_does_not) {
    // 10^37 + 0.00…: at the finer scale neither operand would fit.
    const Decimal large = read("1" + std::string(37, '0'));
    BOOST_TEST((large + read("1.0")).text() == "1" + std::string(36, '0') + "1");
    // 9.99…9 + 0.00…1 = 10, whose 38 digits are all but one zeros.
    BOOST_TEST(
        (read("9." + nines_37) + read("0." + std::string(36, '0') + "1") == Decimal::of(10)));
    // 10^37 × 10 leaves 38 digits, less 0.1 it does not.
    BOOST_TEST((large - read("0.1")).text() == nines_37 + ".9");
}

BOOST_AUTO_TEST_CASE(products_are_exact_or_refused) {
    BOOST_TEST((read("1.50") * read("-0.05")).text() == "-0.0750");
    BOOST_TEST((read("-3") * read("-4")).text() == "12");
    BOOST_TEST((read("9999999999999999999") * read("9999999999999999999")).text() ==
               "99999999999999999980000000000000000001");
    BOOST_CHECK_EXCEPTION(read("10000000000000000000") * read("10000000000000000000"),
                          tieout::Error, is_data_error);
    BOOST_CHECK_EXCEPTION(read(nines_38) * Decimal::of(2), tieout::Error, is_data_error);
    BOOST_TEST((read(nines_38) * Decimal::of(0)).is_zero());
}

BOOST_AUTO_TEST_CASE(a_product_that_fits_is_found_although_its_zeros_do_not) {
    const std::string tiny = "0." + std::string(29, '0');
    // 0.5^… : (2 × 10^-30) × (5 × 10^-9) = 10^-38 at the scale 39.
    BOOST_TEST((read(tiny + "2") * read("0.000000005") == read("0." + std::string(37, '0') + "1")));
    BOOST_CHECK_EXCEPTION(read(tiny + "3") * read("0.000000005"), tieout::Error, is_data_error);
    // 2^63 × 10^-2 by 5^30 × 10^-2: forty digits, thirty of them zeros, of which the fraction sheds
    // four.
    BOOST_TEST((read("92233720368547758.08") * read("9313225746154785156.25") ==
                read("8589934592" + std::string(26, '0'))));
}

BOOST_AUTO_TEST_CASE(rounding_is_as_its_name_says) {
    struct Row {
        const char *value, *half_up, *half_even, *down;
    };
    for (const Row& row :
         {Row{"2.345", "2.35", "2.34", "2.34"}, Row{"2.355", "2.36", "2.36", "2.35"},
          Row{"-2.345", "-2.35", "-2.34", "-2.34"}, Row{"2.3449", "2.34", "2.34", "2.34"},
          Row{"2.3451", "2.35", "2.35", "2.34"}, Row{"0.005", "0.01", "0.00", "0.00"},
          Row{"-0.005", "-0.01", "0.00", "0.00"}, Row{"9.995", "10.00", "10.00", "9.99"},
          Row{"1", "1.00", "1.00", "1.00"}}) {
        BOOST_TEST(read(row.value).rounded(2, Rounding::half_up).text() == row.half_up);
        BOOST_TEST(read(row.value).rounded(2, Rounding::half_even).text() == row.half_even);
        BOOST_TEST(read(row.value).rounded(2, Rounding::down).text() == row.down);
    }
}

BOOST_AUTO_TEST_CASE(rounding_to_a_finer_scale_must_still_fit) {
    BOOST_TEST(read("1").rounded(37, Rounding::down).text() == "1." + std::string(37, '0'));
    BOOST_CHECK_EXCEPTION(read("1").rounded(38, Rounding::down), tieout::Error, is_data_error);
    BOOST_CHECK_EXCEPTION(read("0").rounded(39, Rounding::down), tieout::Error, is_data_error);
    BOOST_CHECK_EXCEPTION(read("0").rounded(-1, Rounding::down), tieout::Error, is_data_error);
    BOOST_TEST(read("0." + nines_38).rounded(0, Rounding::half_up).text() == "1");
}

BOOST_AUTO_TEST_CASE(the_canonical_form_has_no_zero_at_its_end) {
    BOOST_TEST(read("1.500").normalized().text() == "1.5");
    BOOST_TEST(read("100").normalized().text() == "100");
    BOOST_TEST(read("100.0").normalized().text() == "100");
    BOOST_TEST(read("0.000").normalized().scale() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
