#include "verify/column_limits.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;
using namespace tieout::verify;
using db::Engine;
using db::ValueType;

namespace {

db::TableColumn column(ValueType type, const std::string& declared) {
    db::TableColumn made;
    made.name = "c";
    made.type = type;
    made.declared = declared;
    return made;
}

db::TableColumn integer(const std::string& declared, bool is_unsigned = false) {
    db::TableColumn made = column(ValueType::integer, declared);
    made.is_unsigned = is_unsigned;
    return made;
}

db::TableColumn decimal(int precision, int scale, bool is_unsigned = false) {
    db::TableColumn made = column(ValueType::decimal, "decimal");
    made.precision = precision;
    made.scale = scale;
    made.is_unsigned = is_unsigned;
    return made;
}

db::TableColumn text(const std::string& declared, int length, const std::string& charset = "") {
    db::TableColumn made = column(ValueType::text, declared);
    made.length = length;
    made.charset = charset;
    return made;
}

db::TableColumn words(const std::string& declared, std::vector<std::string> members) {
    db::TableColumn made = column(ValueType::text, declared);
    made.members = std::move(members);
    return made;
}

// The limit that breaks; "" where the value fits.
std::string broken(const std::string& raw, As as, const db::TableColumn& column, Engine engine) {
    std::string bytes;
    encode(as, Cell::of(std::string_view(raw)), ValueType::text, "", bytes);
    std::string_view left = bytes;
    const auto limit = over_limit(take(left), as, column, engine);
    return limit ? limit->limit : "";
}

// The lowest and the highest whole number that fits, and one beyond each.
void check_range(const db::TableColumn& column, Engine engine, const std::string& below,
                 const std::string& low, const std::string& high, const std::string& above) {
    BOOST_TEST_CONTEXT(column.declared << " " << db::name(engine)) {
        BOOST_TEST(broken(below, As::integer, column, engine) == "range");
        BOOST_TEST(broken(low, As::integer, column, engine) == "");
        BOOST_TEST(broken(high, As::integer, column, engine) == "");
        BOOST_TEST(broken(above, As::integer, column, engine) == "range");
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(column_limits)

BOOST_AUTO_TEST_CASE(each_integer_type_has_its_range) {
    check_range(integer("tinyint(4)"), Engine::mysql, "-129", "-128", "127", "128");
    check_range(integer("tinyint(4)", true), Engine::mysql, "-1", "0", "255", "256");
    check_range(integer("smallint"), Engine::postgresql, "-32769", "-32768", "32767", "32768");
    check_range(integer("mediumint(9)"), Engine::mysql, "-8388609", "-8388608", "8388607",
                "8388608");
    check_range(integer("integer"), Engine::postgresql, "-2147483649", "-2147483648", "2147483647",
                "2147483648");
    check_range(integer("int(10)", true), Engine::mysql, "-1", "0", "4294967295", "4294967296");
    check_range(integer("bigint"), Engine::postgresql, "-9223372036854775809",
                "-9223372036854775808", "9223372036854775807", "9223372036854775808");
    check_range(integer("bigint(20)", true), Engine::mysql, "-1", "0", "18446744073709551615",
                "18446744073709551616");
    // SQLite's integers hold 64 bits whatever they are called.
    check_range(integer("tinyint"), Engine::sqlite, "-9223372036854775809", "-9223372036854775808",
                "9223372036854775807", "9223372036854775808");
}

BOOST_AUTO_TEST_CASE(a_fraction_is_no_integer) {
    BOOST_TEST(broken("1.5", As::decimal, integer("int"), Engine::postgresql) == "scale");
    BOOST_TEST(broken("1.0", As::decimal, integer("int"), Engine::postgresql) == "");
}

BOOST_AUTO_TEST_CASE(a_decimal_has_its_digits_before_and_after_the_point) {
    const db::TableColumn money = decimal(5, 2);
    for (const char* fits : {"999.99", "-999.99", "0", "0.01"})
        BOOST_TEST(broken(fits, As::money, money, Engine::postgresql) == "", fits);
    for (const char* over : {"1000", "-1000", "1000.00", "99999"})
        BOOST_TEST(broken(over, As::money, money, Engine::postgresql) == "range", over);
    BOOST_TEST(broken("0.001", As::money, money, Engine::postgresql) == "scale");
    BOOST_TEST(broken("-1", As::money, decimal(5, 2, true), Engine::mysql) == "range");
    BOOST_TEST(broken("1", As::money, decimal(5, 2, true), Engine::mysql) == "");
    BOOST_TEST(broken("-1", As::money, money, Engine::mysql) == "");
}

BOOST_AUTO_TEST_CASE(a_decimal_of_any_size_holds_any) {
    const std::string most(38, '9');
    BOOST_TEST(
        broken(most, As::decimal, column(ValueType::decimal, "numeric"), Engine::postgresql) == "");
    BOOST_TEST(broken(most, As::decimal, decimal(38, 0), Engine::postgresql) == "");
    BOOST_TEST(broken(most, As::decimal, decimal(40, 2), Engine::postgresql) == "");
    BOOST_TEST(broken(most, As::decimal, decimal(38, 1), Engine::postgresql) == "range");
    db::TableColumn no_scale = decimal(3, 0);
    no_scale.scale.reset();
    BOOST_TEST(broken("1000", As::decimal, no_scale, Engine::mysql) == "");
    BOOST_TEST(broken("1000", As::decimal, column(ValueType::real, "double"), Engine::mysql) == "");
}

BOOST_AUTO_TEST_CASE(a_text_has_its_characters) {
    const db::TableColumn three = text("varchar(3)", 3, "utf8mb4");
    for (const Engine engine : {Engine::mysql, Engine::postgresql}) {
        BOOST_TEST(broken("abc", As::text, three, engine) == "");
        BOOST_TEST(broken("\xc3\xa9\xc3\xa9\xc3\xa9", As::text, three, engine) == "");
        BOOST_TEST(broken("abcd", As::text, three, engine) == "length");
        BOOST_TEST(broken("abcd", As::label, three, engine) == "length");
        BOOST_TEST(broken("1234", As::integer, three, engine) == "length");
    }
    BOOST_TEST(broken("abcd", As::text, column(ValueType::text, "text"), Engine::postgresql) == "");
}

BOOST_AUTO_TEST_CASE(mysqls_text_types_are_counted_in_bytes) {
    const std::string five =
        "\xc3\xa9\xc3\xa9"
        "a";
    BOOST_TEST(broken(five, As::text, text("tinytext", 4, "utf8mb4"), Engine::mysql) == "length");
    BOOST_TEST(broken(five, As::text, text("tinytext", 5, "utf8mb4"), Engine::mysql) == "");
    BOOST_TEST(broken(five, As::text, text("varchar(4)", 4, "utf8mb4"), Engine::mysql) == "");
    BOOST_TEST(broken(five, As::text, text("text", 4), Engine::postgresql) == "");
}

BOOST_AUTO_TEST_CASE(letters_that_a_charset_has_not_are_said) {
    const std::string e = "\xc3\xa9", smile = "\xf0\x9f\x98\x80", last_of_three = "\xef\xbf\xbd";
    BOOST_TEST(broken(e, As::text, text("varchar(9)", 9, "ascii"), Engine::mysql) == "encoding");
    BOOST_TEST(broken("~", As::text, text("varchar(9)", 9, "ascii"), Engine::mysql) == "");
    for (const char* charset : {"utf8", "utf8mb3"}) {
        BOOST_TEST(broken(smile, As::text, text("varchar(9)", 9, charset), Engine::mysql) ==
                   "encoding");
        BOOST_TEST(broken(last_of_three, As::text, text("varchar(9)", 9, charset), Engine::mysql) ==
                   "");
    }
    BOOST_TEST(broken(smile, As::text, text("varchar(9)", 9, "utf8mb4"), Engine::mysql) == "");
    BOOST_TEST(broken(smile, As::text, text("varchar(9)", 9, "utf8"), Engine::postgresql) == "");
    const std::string nul("a\0b", 3);
    BOOST_TEST(broken(nul, As::text, text("varchar(9)", 9), Engine::postgresql) == "encoding");
    BOOST_TEST(broken(nul, As::text, text("varchar(9)", 9, "utf8mb4"), Engine::mysql) == "");
}

BOOST_AUTO_TEST_CASE(a_word_is_a_member_in_the_engines_own_spelling) {
    const db::TableColumn state = words("enum('open','Paid')", {"open", "Paid"});
    BOOST_TEST(broken("open", As::label, state, Engine::postgresql) == "");
    BOOST_TEST(broken("paid", As::label, state, Engine::postgresql) == "member");
    BOOST_TEST(broken("paid", As::label, state, Engine::mysql) == "");
    BOOST_TEST(broken("void", As::label, state, Engine::mysql) == "member");
    // A SET holds several of its members at once: not asked here.
    BOOST_TEST(broken("a,b", As::label, words("set('a','b')", {"a", "b"}), Engine::mysql) == "");
}

BOOST_AUTO_TEST_CASE(null_is_asked_of_every_value_and_nothing_else_of_a_secret) {
    db::TableColumn key = text("varchar(1)", 1);
    key.nullable = false;
    for (const As as : {As::text, As::secret, As::integer}) {
        BOOST_TEST(over_limit({}, as, key, Engine::postgresql)->limit == "not_null");
        key.nullable = true;
        BOOST_TEST(!over_limit({}, as, key, Engine::postgresql));
        key.nullable = false;
    }
    BOOST_TEST(!over_limit({'t', "long"}, As::secret, key, Engine::postgresql));
    BOOST_TEST(!over_limit({'!', "long"}, As::text, key, Engine::postgresql));
    BOOST_TEST(!over_limit({'y', "long"}, As::bytes, key, Engine::postgresql));
    BOOST_TEST(over_limit({'t', "long"}, As::text, key, Engine::postgresql)->limit == "length");
}

BOOST_AUTO_TEST_CASE(a_day_in_a_column_of_bytes_is_asked_nothing) {
    BOOST_TEST(broken("abcd", As::text, column(ValueType::bytes, "bytea"), Engine::postgresql) ==
               "");
    db::TableColumn raw = column(ValueType::bytes, "varbinary(3)");
    raw.length = 3;
    BOOST_TEST(broken("abcd", As::text, raw, Engine::mysql) == "");
}

BOOST_AUTO_TEST_SUITE_END()
