#include "verify/canonical_number.h"

#include <boost/test/unit_test.hpp>
#include <random>

#include "db/row_batch.h"

using namespace tieout;
using namespace tieout::verify;

namespace {

// A cell as it lies in a batch. What stands before it changes nothing.
class InBatch {
public:
    explicit InBatch(std::string_view text, std::string_view before = "99999999") {
        batch_.clear(2);
        batch_.add(before);
        batch_.add(text);
    }
    operator std::string_view() const { return batch_.at(0, 1); }
    const char* end() const { return batch_.at(0, 1).data() + batch_.at(0, 1).size(); }

private:
    db::RowBatch batch_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(canonical_number)

BOOST_AUTO_TEST_CASE(few_digits_are_read_at_once) {
    const auto read = [](std::string_view digits) {
        std::int64_t value = 0;
        return few_digits(InBatch(digits).end(), digits.size(), value) ? value : -1;
    };
    BOOST_TEST(read("7") == 7);
    BOOST_TEST(read("42") == 42);
    BOOST_TEST(read("123") == 123);
    BOOST_TEST(read("0009") == 9);
    BOOST_TEST(read("12345678") == 12'345'678);
    BOOST_TEST(read("123456789") == 123'456'789);
    BOOST_TEST(read("9876543210987654") == 9'876'543'210'987'654);
}

BOOST_AUTO_TEST_CASE(a_byte_that_is_no_digit_is_seen_wherever_it_stands) {
    for (std::size_t size = 1; size <= 16; ++size)
        for (std::size_t at = 0; at < size; ++at)
            for (int byte = 0; byte < 256; ++byte) {
                if (byte >= '0' && byte <= '9') continue;
                std::string text(size, '5');
                text[at] = static_cast<char>(byte);
                std::int64_t value = 0;
                if (few_digits(InBatch(text).end(), size, value))
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
        if (!small_number(InBatch(text), coefficient, scale)) continue;
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
        return small_number(InBatch(text), coefficient, scale) ? Decimal(coefficient, scale).text()
                                                               : "";
    };
    BOOST_TEST(read("12345.67") == "12345.67");
    BOOST_TEST(read("-0.05") == "-0.05");
    BOOST_TEST(read("1099526400") == "1099526400");
    BOOST_TEST(read("1234567890123456.78") == "1234567890123456.78");
    BOOST_TEST(read("12345678901234567.89") == "");  // 19 digits are too many
    BOOST_TEST(read("123456789012345678") == "123456789012345678");
    BOOST_TEST(read("1.234567") == "1.234567");
    BOOST_TEST(read(".50") == "");
    BOOST_TEST(read("5.") == "");
    BOOST_TEST(read("1.2.34") == "");
    BOOST_TEST(read("") == "");
    BOOST_TEST(read("-") == "");
    BOOST_TEST(read("0") == "0");
    BOOST_TEST(read("9") == "9");
    BOOST_TEST(read("/") == "");
    BOOST_TEST(read(":") == "");
    BOOST_TEST(read("-5") == "-5");
}

// The first cell of a batch has nothing of the server's before it, the others whatever came last.
BOOST_AUTO_TEST_CASE(what_stands_before_a_number_is_no_part_of_it) {
    for (const std::string_view before : {"", "1", "-", ".", "\xff\xff\xff\xff\xff\xff\xff\xff"})
        for (const std::string_view text : {"7", "-7", "12", "123.45", "-0.05", "123456789012"}) {
            std::int64_t coefficient = 0;
            int scale = 0;
            BOOST_TEST_REQUIRE(small_number(InBatch(text, before), coefficient, scale));
            BOOST_TEST(Decimal(coefficient, scale).text() == text);
        }
}

BOOST_AUTO_TEST_SUITE_END()
