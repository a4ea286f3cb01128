// The expected texts are written by hand from db/column.h and MariaDB's manual.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/matrix.h"

namespace tieout::tests {
namespace {

using namespace std::string_literals;
using db::ValueType;

std::string repeated(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i)
        out += text;
    return out;
}

// clang-format off
const std::vector<HardValue> values{
    {"tinyint", "-128", ValueType::integer, "-128"},
    {"tinyint", "127", ValueType::integer, "127"},
    {"tinyint unsigned", "255", ValueType::integer, "255"},
    {"tinyint(1)", "-1", ValueType::integer, "-1"},
    {"boolean", "true", ValueType::integer, "1"},
    {"smallint", "-32768", ValueType::integer, "-32768"},
    {"smallint", "32767", ValueType::integer, "32767"},
    {"smallint unsigned", "65535", ValueType::integer, "65535"},
    {"mediumint", "-8388608", ValueType::integer, "-8388608"},
    {"mediumint", "8388607", ValueType::integer, "8388607"},
    {"mediumint unsigned", "16777215", ValueType::integer, "16777215"},
    {"int", "-2147483648", ValueType::integer, "-2147483648"},
    {"int", "2147483647", ValueType::integer, "2147483647"},
    {"int unsigned", "4294967295", ValueType::integer, "4294967295"},
    {"int(6) zerofill", "42", ValueType::integer, "42"},
    {"int(6) zerofill", "0", ValueType::integer, "0"},
    {"int", "null", ValueType::integer, std::nullopt},
    {"bigint", "-9223372036854775808", ValueType::integer, "-9223372036854775808"},
    {"bigint", "9223372036854775807", ValueType::integer, "9223372036854775807"},
    {"bigint unsigned", "18446744073709551615", ValueType::integer, "18446744073709551615"},
    {"year", "1901", ValueType::integer, "1901"},
    {"year", "2155", ValueType::integer, "2155"},
    {"year", "'0000'", ValueType::integer, "0"},
    {"int as (k + 41) persistent", "", ValueType::integer, "42", Way::read_only},
    {"int as (k + 41) virtual", "", ValueType::integer, "42", Way::read_only},

    {"decimal(12,2)", "-0.01", ValueType::decimal, "-0.01"},
    {"decimal(12,2)", "9999999999.99", ValueType::decimal, "9999999999.99"},
    {"decimal(12,2)", "0", ValueType::decimal, "0.00"},
    {"decimal(12,2)", "-0.00", ValueType::decimal, "0.00"},
    {"decimal(12,2)", "null", ValueType::decimal, std::nullopt},
    {"decimal(12,2) unsigned", "9999999999.99", ValueType::decimal, "9999999999.99"},
    {"decimal(10,2) zerofill", "1.5", ValueType::decimal, "1.50"},
    {"decimal(38,0)", "-99999999999999999999999999999999999999", ValueType::decimal, "-99999999999999999999999999999999999999"},
    {"decimal(38,38)", "0.99999999999999999999999999999999999999", ValueType::decimal, "0.99999999999999999999999999999999999999"},
    {"decimal(65,30)", "-99999999999999999999999999999999999.999999999999999999999999999999", ValueType::decimal, "-99999999999999999999999999999999999.999999999999999999999999999999"},

    {"float", "0.1", ValueType::real, "0.1"},
    {"float", "250000.01", ValueType::real, "250000.02"},
    {"float", "1234567.5", ValueType::real, "1234567.5"},
    {"double", "0.1e0 + 0.2e0", ValueType::real, "0.30000000000000004"},
    {"double", "123456.5", ValueType::real, "123456.5"},
    {"double", "1e300", ValueType::real, "1e+300"},
    {"double", "1.7976931348623157e308", ValueType::real, "1.7976931348623157e+308"},
    {"double", "2.2250738585072014e-308", ValueType::real, "2.2250738585072014e-308"},
    {"double", "null", ValueType::real, std::nullopt},

    {"bit(1)", "b'1'", ValueType::bits, "1"},
    {"bit(8)", "b'101'", ValueType::bits, "00000101"},
    {"bit(10)", "b'1'", ValueType::bits, "0000000001"},
    {"bit(64)", "x'8000000000000001'", ValueType::bits, "1000000000000000000000000000000000000000000000000000000000000001"},
    {"bit(64)", "null", ValueType::bits, std::nullopt},

    {"varchar(10)", "''", ValueType::text, ""},
    {"varchar(10)", "null", ValueType::text, std::nullopt},
    {"varchar(10)", "'NULL'", ValueType::text, "NULL"},
    {"varchar(10)", "'ab  '", ValueType::text, "ab  "},
    {"char(5)", "'ab  '", ValueType::text, "ab"},
    {"varchar(10)", "concat('a', char(0), 'b', char(0))", ValueType::text, "a\0b\0"s},
    {"varchar(20)", "char(8,9,10,11,12,13,1,26,127,92,39,34,96 using utf8mb4)", ValueType::text, "\b\t\n\v\f\r\x01\x1a\x7f\\'\"`"},
    {"varchar(10)", "'é€😀'", ValueType::text, "é€😀"},
    {"varchar(10)", "_utf8mb4 x'65cc81'", ValueType::text, "e\xcc\x81"},
    {"varchar(10)", "_utf8mb4 x'efbbbf'", ValueType::text, "\xef\xbb\xbf"},
    {"varchar(10) character set latin1", "'é€'", ValueType::text, "é€"},
    {"varchar(10) character set latin1", "_latin1 x'81'", ValueType::text, "\xc2\x81"},
    {"varchar(10) character set latin1", "_latin1 x'c3a9'", ValueType::text, "Ã©"},
    {"varchar(10) character set utf8mb3", "'é€'", ValueType::text, "é€"},
    {"varchar(10) character set ucs2", "'é€'", ValueType::text, "é€"},
    {"varchar(10) character set utf16", "'é€😀'", ValueType::text, "é€😀"},
    {"varchar(10) character set cp1251", "'Жук'", ValueType::text, "Жук"},
    {"varchar(10) character set latin2", "'Łódź'", ValueType::text, "Łódź"},
    {"tinytext", "'é'", ValueType::text, "é"},
    {"text", "repeat('é', 30000)", ValueType::text, repeated("é", 30000)},
    {"mediumtext", "repeat('😀', 70000)", ValueType::text, repeated("😀", 70000)},
    {"longtext", "''", ValueType::text, ""},
    {"varchar(20) as (concat(k, '😀')) persistent", "", ValueType::text, "1😀", Way::read_only},
    {"enum('a','é','')", "'é'", ValueType::text, "é"},
    {"enum('a','b')", "'nothing such'", ValueType::text, "", Way::read_only},
    {"enum('a','b')", "null", ValueType::text, std::nullopt},
    {"set('a','b','c')", "'c,a'", ValueType::text, "a,c"},
    {"set('a','b','c')", "''", ValueType::text, ""},

    {"binary(4)", "x'01'", ValueType::bytes, "\x01\0\0\0"s},
    {"varbinary(9)", "x'0001fffe5c0a0d097b'", ValueType::bytes, "\0\x01\xff\xfe\\\n\r\t{"s},
    {"tinyblob", "x'c3'", ValueType::bytes, "\xc3"},
    {"blob", "''", ValueType::bytes, ""},
    {"blob", "null", ValueType::bytes, std::nullopt},
    {"mediumblob", "repeat(x'00', 70000)", ValueType::bytes, std::string(70000, '\0')},
    {"longblob", "'é'", ValueType::bytes, "\xc3\xa9"},

    {"date", "'0000-00-00'", ValueType::date, "0000-00-00"},
    {"date", "'2004-00-10'", ValueType::date, "2004-00-10"},
    {"date", "'2004-10-00'", ValueType::date, "2004-10-00"},
    {"date", "'0001-01-01'", ValueType::date, "0001-01-01"},
    {"date", "'2004-02-29'", ValueType::date, "2004-02-29"},
    {"date", "'9999-12-31'", ValueType::date, "9999-12-31"},
    {"date", "null", ValueType::date, std::nullopt},
    {"datetime", "'0000-00-00'", ValueType::datetime, "0000-00-00 00:00:00"},
    {"datetime", "'0001-01-01'", ValueType::datetime, "0001-01-01 00:00:00"},
    {"datetime(6)", "'9999-12-31 23:59:59.999999'", ValueType::datetime, "9999-12-31 23:59:59.999999"},
    {"datetime(6)", "'2004-02-29 12:00:00'", ValueType::datetime, "2004-02-29 12:00:00.000000"},
    {"datetime(3)", "'2004-02-29 12:00:00.125'", ValueType::datetime, "2004-02-29 12:00:00.125"},
    {"timestamp null", "'0000-00-00'", ValueType::instant, "0000-00-00 00:00:00+00"},
    {"timestamp null", "'1970-01-01 00:00:01'", ValueType::instant, "1970-01-01 00:00:01+00"},
    {"timestamp null", "'2038-01-19 03:14:07'", ValueType::instant, "2038-01-19 03:14:07+00"},
    {"timestamp(6) null", "'2004-07-01 06:30:00.000001'", ValueType::instant, "2004-07-01 06:30:00.000001+00"},
    {"timestamp null", "convert_tz('2004-07-01 12:00:00', '+05:30', '+00:00')", ValueType::instant, "2004-07-01 06:30:00+00"},
    {"timestamp null", "null", ValueType::instant, std::nullopt},
    {"time", "'-838:59:59'", ValueType::time, "-838:59:59"},
    {"time(6)", "'838:59:59'", ValueType::time, "838:59:59.000000"},
    {"time(6)", "'-00:00:00.000001'", ValueType::time, "-00:00:00.000001"},
    {"time", "null", ValueType::time, std::nullopt},

    {"json", "'{\"b\": 1.0,  \"a\": \"é\"}'", ValueType::json, "{\"b\": 1.0,  \"a\": \"é\"}"},
    {"uuid", "'123E4567-E89B-12D3-A456-426655440000'", ValueType::uuid, "123e4567-e89b-12d3-a456-426655440000"},
    {"inet6", "'2001:DB8::1'", ValueType::other, "2001:db8::1"},
};
// clang-format on

// Zero dates and wrong members are stored only where the mode lets them pass, as v4's servers did.
const Matrix& matrix() {
    static const Matrix made(db::Engine::mysql, values,
                             "set sql_mode = ''; set time_zone = '+00:00';\n",
                             "SET SESSION sql_mode = ''");
    return made;
}

BOOST_AUTO_TEST_SUITE(matrix_mysql)

BOOST_DATA_TEST_CASE(a_value_is_read_as_written_and_again_after_our_own_writing,
                     boost::unit_test::data::make(values) ^
                         boost::unit_test::data::xrange(values.size()),
                     value, number) {
    const std::string complaint = matrix().complaint(number);
    BOOST_TEST(complaint.empty(), value << ": " << complaint);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::tests
