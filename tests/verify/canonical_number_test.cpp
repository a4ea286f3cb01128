#include "verify/canonical_number.h"

#include <boost/test/unit_test.hpp>
#include <random>

using namespace tieout;
using namespace tieout::verify;

BOOST_AUTO_TEST_SUITE(canonical_number)

BOOST_AUTO_TEST_CASE(few_digits_are_read_at_once) {
    std::int64_t value = 0;
    BOOST_TEST((few_digits("7", 1, value) && value == 7));
    BOOST_TEST((few_digits("42", 2, value) && value == 42));
    BOOST_TEST((few_digits("123", 3, value) && value == 123));
    BOOST_TEST((few_digits("0009", 4, value) && value == 9));
    BOOST_TEST((few_digits("12345678", 8, value) && value == 12'345'678));
    BOOST_TEST((few_digits("123456789", 9, value) && value == 123'456'789));
    BOOST_TEST((few_digits("9876543210987654", 16, value) && value == 9'876'543'210'987'654));
}

BOOST_AUTO_TEST_CASE(a_byte_that_is_no_digit_is_seen_wherever_it_stands) {
    for (std::size_t size = 1; size <= 16; ++size)
        for (std::size_t at = 0; at < size; ++at)
            for (int byte = 0; byte < 256; ++byte) {
                if (byte >= '0' && byte <= '9') continue;
                std::string text(size, '5');
                text[at] = static_cast<char>(byte);
                std::int64_t value = 0;
                if (few_digits(text.data(), size, value))
                    BOOST_ERROR("byte " << byte << " at " << at << " of " << size);
            }
}

// Whatever is said to be a small number is the number that the exact, slow reader finds.
BOOST_AUTO_TEST_CASE(what_is_read_fast_is_what_is_read_slowly) {
    std::mt19937 random(7);
    int read = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string text;
        const std::size_t size = random() % 20;
        for (std::size_t at = 0; at < size; ++at)
            text.push_back("0123456789012345678901234567890123456789.-+e "[random() % 44]);
        std::int64_t coefficient = 0;
        int scale = 0;
        if (!small_number(text, coefficient, scale)) continue;
        ++read;
        const auto slow = Decimal::parse(text);
        if (!slow || *slow != Decimal(coefficient, scale)) BOOST_ERROR(text);
    }
    BOOST_TEST(read > 20'000);
}

BOOST_AUTO_TEST_CASE(numbers_of_the_usual_columns_are_read_fast) {
    const auto read = [](std::string_view text) {
        std::int64_t coefficient = 0;
        int scale = 0;
        return small_number(text, coefficient, scale) ? Decimal(coefficient, scale).text() : "";
    };
    BOOST_TEST(read("12345.67") == "12345.67");
    BOOST_TEST(read("-0.05") == "-0.05");
    BOOST_TEST(read("1099526400") == "1099526400");
    BOOST_TEST(read("1234567890123456.78") == "");  // 18 digits and a point are too many
    BOOST_TEST(read("123456789012345678") == "123456789012345678");
    BOOST_TEST(read("1.234567") == "1.234567");
    BOOST_TEST(read(".50") == "");
    BOOST_TEST(read("5.") == "");
    BOOST_TEST(read("1.2.34") == "");
    BOOST_TEST(read("") == "");
    BOOST_TEST(read("-") == "");
}

BOOST_AUTO_TEST_SUITE_END()
