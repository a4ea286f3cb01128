#include "verify/canonical.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;
using namespace tieout::verify;
using db::ValueType;

namespace {

std::string encoded(As as, std::string_view raw, ValueType from = ValueType::text) {
    std::string out;
    encode(as, Cell::of(raw), from, "key", out);
    return out;
}

std::string encoded_null(As as) {
    std::string out;
    encode(as, Cell::null(), ValueType::text, "key", out);
    return out;
}

std::string people(As as, std::string_view raw, ValueType from = ValueType::text) {
    const std::string bytes = encoded(as, raw, from);
    std::string_view view = bytes;
    const Canonical value = take(view);
    BOOST_TEST(view.empty());
    return value.is_unreadable() ? "unreadable" : shown(value, as).value_or("NULL");
}

}  // namespace

BOOST_AUTO_TEST_CASE(numbers_are_equal_by_value_and_exact) {
    BOOST_TEST(encoded(As::money, "1.50") == encoded(As::money, "1.5"));
    BOOST_TEST(encoded(As::integer, "007") == encoded(As::money, "7.000"));
    BOOST_TEST(encoded(As::money, "-0.00") == encoded(As::money, "0"));
    BOOST_TEST(encoded(As::money, "250000.01") != encoded(As::money, "250000.02"));
    BOOST_TEST(encoded(As::money, "123456789012.34") != encoded(As::money, "123456789012.35"));
    BOOST_TEST(people(As::money, "324") == "324.00");
    BOOST_TEST(people(As::money, "1.5") == "1.50");
    BOOST_TEST(people(As::money, "41.03448275") == "41.03448275");
    BOOST_TEST(people(As::decimal, ".10") == "0.1");
}

BOOST_AUTO_TEST_CASE(a_number_of_38_digits_is_held_and_one_of_39_is_unreadable) {
    const std::string held(38, '9');
    BOOST_TEST(people(As::decimal, held) == held);
    BOOST_TEST(people(As::decimal, held + "9") == "unreadable");
    BOOST_TEST(people(As::decimal, "0" + held + ".000") == held);
    BOOST_TEST(people(As::decimal, "18446744073709551615") == "18446744073709551615");
}

BOOST_AUTO_TEST_CASE(what_is_no_number_is_never_zero) {
    for (const char* raw : {"", " 1", "1 ", "1,5", "abc", "1.", "-", "--1", "1e3", "0x1F", "NaN"})
        BOOST_TEST(people(As::money, raw) == "unreadable", raw);
    BOOST_TEST(people(As::integer, "1.5") == "unreadable");
}

BOOST_AUTO_TEST_CASE(only_a_real_may_have_an_exponent) {
    BOOST_TEST(people(As::decimal, "1e3", ValueType::real) == "1000");
    BOOST_TEST(people(As::decimal, "1.25e-3", ValueType::real) == "0.00125");
    BOOST_TEST(people(As::decimal, "1e-40", ValueType::real) == "unreadable");
    BOOST_TEST(people(As::decimal, "Infinity", ValueType::real) == "unreadable");
    BOOST_TEST(people(As::decimal, "1e+3", ValueType::real) == "1000");
    BOOST_TEST(people(As::decimal, "0e999", ValueType::real) == "0");
    BOOST_TEST(people(As::decimal, "0e-999", ValueType::real) == "0");
    for (const char* raw : {"1e", "1e+", "1ex", "1e3x", "0e1000", "0e-1000", "0e99999999999"})
        BOOST_TEST(people(As::decimal, raw, ValueType::real) == "unreadable", raw);
    for (const char* raw : {"1.5x", "x", ""})
        BOOST_TEST(people(As::real, raw) == "unreadable", raw);
    BOOST_TEST(encoded(As::real, "0.1") != encoded(As::real, "0.10000000000000002"));
    BOOST_TEST(encoded(As::real, "-0") == encoded(As::real, "0"));
    BOOST_TEST(encoded(As::real, "1e3") == encoded(As::real, "1000"));
}

BOOST_AUTO_TEST_CASE(null_empty_and_blanks_are_three_values) {
    BOOST_TEST(encoded_null(As::text) != encoded(As::text, ""));
    BOOST_TEST(encoded(As::text, "") != encoded(As::text, " "));
    BOOST_TEST(encoded_null(As::text) != encoded(As::text, "NULL"));
}

BOOST_AUTO_TEST_CASE(joined_fields_keep_their_lengths) {
    BOOST_TEST(encoded(As::text, "ab") + encoded(As::text, "c") !=
               encoded(As::text, "a") + encoded(As::text, "bc"));
    BOOST_TEST(encoded(As::text, "a3b") + encoded(As::text, "") !=
               encoded(As::text, "a") + encoded(As::text, "b3"));
    BOOST_TEST(encoded(As::text, "1") != encoded(As::integer, "1"));
}

BOOST_AUTO_TEST_CASE(text_is_compared_byte_by_byte) {
    BOOST_TEST(encoded(As::text, "K\u00f6ln") != encoded(As::text, "Ko\u0308ln"));
    BOOST_TEST(encoded(As::text, "a") != encoded(As::text, "A"));
    BOOST_TEST(encoded(As::text, "a") != encoded(As::text, "a "));
    BOOST_TEST(people(As::text, "caf\xE9") == "unreadable");
    BOOST_TEST(people(As::text, std::string_view("a\0b", 3)) == "a\\u0000b");
}

BOOST_AUTO_TEST_CASE(days_and_moments_exist_or_are_unreadable) {
    BOOST_TEST(people(As::date, "2004-02-29") == "2004-02-29");
    BOOST_TEST(people(As::date, "0001-01-01") == "0001-01-01");
    BOOST_TEST(people(As::date, "9999-12-31") == "9999-12-31");
    for (const char* raw : {"0000-00-00", "2005-02-29", "2004-00-10", "", "2004-1-1", "infinity"})
        BOOST_TEST(people(As::date, raw) == "unreadable", raw);
    BOOST_TEST(people(As::date, "2004-01-01 00:00:00") == "2004-01-01");
    BOOST_TEST(people(As::date, "2004-01-01 05:00:00") == "unreadable");
    BOOST_TEST(people(As::instant, "2004-01-01 00:00:00-05") == "2004-01-01T05:00:00Z");
    BOOST_TEST(encoded(As::instant, "2004-01-01 05:00:00") ==
               encoded(As::instant, "2004-01-01 05:00:00.000000+00"));
    BOOST_TEST(encoded(As::instant, "2004-01-01 05:00:00.000001") !=
               encoded(As::instant, "2004-01-01 05:00:00"));
    BOOST_TEST(people(As::time, "-838:59:59") == "-838:59:59");
    BOOST_TEST(people(As::time, "01:02:03.5") == "01:02:03.500000");
    for (const char* raw : {"01:60:00", "", "12", ":02:03", "1234:02:03", "01:02", "1a:02:03"})
        BOOST_TEST(people(As::time, raw) == "unreadable", raw);
    BOOST_TEST(people(As::time, "1:02:03") == "01:02:03");
}

BOOST_AUTO_TEST_CASE(what_a_decoder_has_made_a_day_or_a_moment_is_read_as_its_text_would_be) {
    const Date day{12'418};                     // 2004-01-01
    const Instant five{1'072'933'200'000'000};  // 05:00:00 on it
    const auto made = [](As as, const Cell& cell) {
        std::string out;
        encode(as, cell, ValueType::text, "key", out);
        return out;
    };
    BOOST_TEST(made(As::date, Cell::of(day)) == encoded(As::date, "2004-01-01"));
    BOOST_TEST(made(As::text, Cell::of(day)) == encoded(As::text, "2004-01-01"));
    BOOST_TEST(made(As::instant, Cell::of(day)) == encoded(As::instant, "2004-01-01"));
    BOOST_TEST(made(As::instant, Cell::of(five)) == encoded(As::instant, "2004-01-01 05:00:00"));
    BOOST_TEST(made(As::text, Cell::of(five)) == encoded(As::text, "2004-01-01T05:00:00Z"));
    BOOST_TEST(made(As::date, Cell::of(five)) == encoded(As::date, "2004-01-01T05:00:00Z"));
    BOOST_TEST(made(As::text, Cell::of(Decimal(150, 2))) == encoded(As::text, "1.5"));
}

BOOST_AUTO_TEST_CASE(of_long_bytes_people_see_the_first_and_a_digest) {
    const std::string shown = people(As::bytes, std::string(64, 'a'), ValueType::bytes);
    BOOST_TEST(shown.size() == 2U + 128U);
    BOOST_TEST(shown.starts_with("0x6161"));
    const std::string longer = people(As::bytes, std::string(65, 'a'), ValueType::bytes);
    BOOST_TEST(longer.starts_with(shown + "\u2026 (65 bytes, digest "));
}

BOOST_AUTO_TEST_CASE(closed_sets_and_identifiers_have_one_writing) {
    BOOST_TEST(encoded(As::boolean, "t") == encoded(As::boolean, "1"));
    BOOST_TEST(encoded(As::boolean, "false") == encoded(As::boolean, "0"));
    BOOST_TEST(people(As::boolean, "2") == "unreadable");
    BOOST_TEST(people(As::boolean, "") == "unreadable");
    BOOST_TEST(encoded(As::uuid, "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11") ==
               encoded(As::uuid, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
    for (const char* raw : {"a0eebc99", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g",
                            "a0eebc9909c0b-4ef8-bb6d-6bb9bd380a11"})
        BOOST_TEST(people(As::uuid, raw) == "unreadable", raw);
    BOOST_TEST(encoded(As::json, "{\"b\": 1.50, \"a\": [1e2, null]}") ==
               encoded(As::json, "{\"a\":[100,null],\"b\":1.5}"));
    BOOST_TEST(encoded(As::json, "{\"a\": 12345678901234567890.1}") !=
               encoded(As::json, "{\"a\": 12345678901234567890.2}"));
    BOOST_TEST(people(As::json, "{") == "unreadable");
}

BOOST_AUTO_TEST_CASE(a_secret_is_compared_under_its_key_and_never_shown) {
    std::string other_key;
    encode(As::secret, Cell::of("hash"), ValueType::text, "another", other_key);
    BOOST_TEST(encoded(As::secret, "hash") == encoded(As::secret, "hash"));
    BOOST_TEST(encoded(As::secret, "hash") != encoded(As::secret, "hasH"));
    BOOST_TEST(encoded(As::secret, "hash") != other_key);
    BOOST_TEST(people(As::secret, "hash") == "(secret)");
    BOOST_TEST(encoded(As::secret, "hash").find("hash") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_unreadable_is_equal_to_nothing) {
    const std::string bytes = encoded(As::date, "0000-00-00");
    std::string_view view = bytes;
    const Canonical value = take(view);
    BOOST_TEST(value.is_unreadable());
    BOOST_TEST(!(value == value));
    BOOST_TEST(value.bytes == "0000-00-00");
    BOOST_TEST(shown(value, As::date).value() == "0000-00-00");
    BOOST_TEST(shown(value, As::secret).value() == "(secret)");
}
