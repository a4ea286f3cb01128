// Which texts go into a column as they are.
#include "migrate/target_column.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

namespace tieout::migrate {
namespace {

TargetColumn column(db::Engine engine, std::optional<int> length = std::nullopt) {
    db::TableColumn declared;
    declared.name = "note";
    declared.type = db::ValueType::text;
    declared.length = length;
    return {declared, engine};
}

// Longer than two of the words that texts are looked at in.
constexpr std::size_t longest = 20;

BOOST_AUTO_TEST_SUITE(target_column)

BOOST_AUTO_TEST_CASE(a_nul_or_a_byte_that_is_no_utf8_is_seen_wherever_it_stands) {
    const TargetColumn postgresql = column(db::Engine::postgresql);
    const TargetColumn mysql = column(db::Engine::mysql);
    for (std::size_t size = 0; size <= longest; ++size) {
        const std::string text(size, 'a');
        BOOST_TEST(postgresql.is_plain(text));
        for (std::size_t at = 0; at < size; ++at) {
            std::string odd = text;
            odd[at] = '\0';
            BOOST_TEST(!postgresql.is_plain(odd), size << " at " << at);
            BOOST_TEST(mysql.is_plain(odd), size << " at " << at);
            odd[at] = '\x80';
            BOOST_TEST(!postgresql.is_plain(odd), size << " at " << at);
            odd[at] = '\x01';
            BOOST_TEST(postgresql.is_plain(odd), size << " at " << at);
            odd[at] = '\x7f';
            BOOST_TEST(postgresql.is_plain(odd), size << " at " << at);
            odd.replace(at, 1, "ü");
            BOOST_TEST(postgresql.is_plain(odd), size << " at " << at);
            odd += '\0';
            BOOST_TEST(!postgresql.is_plain(odd), size << " at " << at);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_text_that_may_be_too_long_is_counted) {
    const TargetColumn ten = column(db::Engine::postgresql, 10);
    BOOST_TEST(ten.is_plain("0123456789"));
    BOOST_TEST(!ten.is_plain("0123456789a"));
    BOOST_TEST(!ten.is_plain("012345678ü"));  // ten characters, eleven bytes: append() counts them
}

TargetColumn number(db::ValueType type, std::optional<int> precision = std::nullopt,
                    std::optional<int> scale = std::nullopt) {
    db::TableColumn declared;
    declared.name = "total";
    declared.declared = "bigint";
    declared.type = type;
    declared.precision = precision;
    declared.scale = scale;
    return {declared, db::Engine::postgresql};
}

BOOST_AUTO_TEST_CASE(a_byte_that_is_no_digit_is_seen_wherever_it_stands) {
    // What stands beside the digits, what has their upper or their lower half, and others.
    constexpr std::string_view odd_ones("/:? I.-+e\xb9\xff\0", 12);
    const TargetColumn whole = number(db::ValueType::integer);
    const TargetColumn cents = number(db::ValueType::decimal, 20, 2);
    for (std::size_t size = 1; size <= 18; ++size) {  // of bigint the last digits in range
        const std::string digits(size, '9');
        BOOST_TEST(whole.is_plain(digits));
        BOOST_TEST(cents.is_plain(digits + ".90"));
        BOOST_TEST(cents.is_plain("-" + digits + ".09"));
        for (std::size_t at = 0; at < size; ++at) {
            for (const char odd : odd_ones) {
                std::string text = digits;
                text[at] = odd;
                BOOST_TEST(!whole.is_plain(text), text);
                if (odd != '-' || at > 0) BOOST_TEST(!cents.is_plain(text + ".00"), text);
            }
        }
    }
    BOOST_TEST(!whole.is_plain(std::string(19, '9')));
    BOOST_TEST(!cents.is_plain(std::string(19, '9') + ".00"));
    BOOST_TEST(!cents.is_plain("1.0/"));
    BOOST_TEST(!cents.is_plain("1.:0"));
}

BOOST_AUTO_TEST_CASE(a_number_that_would_print_otherwise_is_not_plain) {
    const TargetColumn whole = number(db::ValueType::integer);
    for (const char* text : {"", "01", "-1", "00", "+1", "1.0"})
        BOOST_TEST(!whole.is_plain(text), text);
    const TargetColumn cents = number(db::ValueType::decimal, 9, 2);
    for (const char* text : {"", "1", "1.0", "1.000", "01.00", "-0.00", "-0.10", ".00", "-.00",
                             "--1.00", "12345678.00"})
        BOOST_TEST(!cents.is_plain(text), text);
    for (const char* text : {"0.00", "0.10", "1.00", "-1.00", "1234567.00"})
        BOOST_TEST(cents.is_plain(text), text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::migrate
