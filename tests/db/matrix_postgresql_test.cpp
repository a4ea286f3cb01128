// The expected texts are written by hand from db/column.h and PostgreSQL's manual.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/support/matrix.h"

namespace tieout::tests {
namespace {

using namespace std::string_literals;
using db::ValueType;

// clang-format off
const std::vector<HardValue> values{
    {"smallint", "-32768", ValueType::integer, "-32768"},
    {"smallint", "32767", ValueType::integer, "32767"},
    {"integer", "-2147483648", ValueType::integer, "-2147483648"},
    {"integer", "2147483647", ValueType::integer, "2147483647"},
    {"integer", "null", ValueType::integer, std::nullopt},
    {"bigint", "-9223372036854775808", ValueType::integer, "-9223372036854775808"},
    {"bigint", "9223372036854775807", ValueType::integer, "9223372036854775807"},
    {"oid", "4294967295", ValueType::integer, "4294967295"},
    {"serial", "", ValueType::integer, "1"},
    {"int generated always as identity", "", ValueType::integer, "1"},
    {"int generated always as (k + 41) stored", "", ValueType::integer, "42", Way::read_only},

    {"numeric(12,2)", "-0.01", ValueType::decimal, "-0.01"},
    {"numeric(12,2)", "9999999999.99", ValueType::decimal, "9999999999.99"},
    {"numeric(12,2)", "0", ValueType::decimal, "0.00"},
    {"numeric(12,2)", "-0.00", ValueType::decimal, "0.00"},
    {"numeric(12,2)", "null", ValueType::decimal, std::nullopt},
    {"numeric(20,0)", "18446744073709551615", ValueType::decimal, "18446744073709551615"},
    {"numeric(38,0)", "-99999999999999999999999999999999999999", ValueType::decimal, "-99999999999999999999999999999999999999"},
    {"numeric(38,38)", "0.99999999999999999999999999999999999999", ValueType::decimal, "0.99999999999999999999999999999999999999"},
    {"numeric(5,-2)", "12345", ValueType::decimal, "12300"},
    {"numeric", "1.10", ValueType::decimal, "1.10"},
    {"numeric", "1e40", ValueType::decimal, "10000000000000000000000000000000000000000"},
    {"numeric", "'NaN'", ValueType::decimal, "NaN"},
    {"numeric", "'-Infinity'", ValueType::decimal, "-Infinity"},

    {"real", "0.1", ValueType::real, "0.1"},
    {"real", "250000.01", ValueType::real, "250000.02"},
    {"double precision", "0.1::float8 + 0.2::float8", ValueType::real, "0.30000000000000004"},
    {"double precision", "100000", ValueType::real, "100000"},
    {"double precision", "1e300", ValueType::real, "1e+300"},
    {"double precision", "1.7976931348623157e308", ValueType::real, "1.7976931348623157e+308"},
    {"double precision", "'5e-324'", ValueType::real, "5e-324"},
    {"double precision", "'-0'", ValueType::real, "-0"},
    {"double precision", "'NaN'", ValueType::real, "NaN"},
    {"double precision", "'-Infinity'", ValueType::real, "-Infinity"},
    {"double precision", "null", ValueType::real, std::nullopt},

    {"boolean", "true", ValueType::boolean, "1"},
    {"boolean", "false", ValueType::boolean, "0"},
    {"boolean", "null", ValueType::boolean, std::nullopt},

    {"text", "''", ValueType::text, ""},
    {"text", "null", ValueType::text, std::nullopt},
    {"text", "'NULL'", ValueType::text, "NULL"},
    {"text", "'\\N'", ValueType::text, "\\N"},
    {"text", "'\\.'", ValueType::text, "\\."},
    {"text", "' both '", ValueType::text, " both "},
    {"text", "E'\\b\\f\\n\\r\\t\\x0b\\x01\\x7f\\\\'", ValueType::text, "\b\f\n\r\t\v\x01\x7f\\"},
    {"text", "'é€😀'", ValueType::text, "é€😀"},
    {"text", "E'e\\u0301'", ValueType::text, "e\xcc\x81"},
    {"text", "E'\\uFEFFbom'", ValueType::text, "\xef\xbb\xbf" "bom"},
    {"text", "repeat('é', 70000)", ValueType::text, [] { std::string s; for (int i = 0; i < 70000; ++i) s += "é"; return s; }()},
    {"varchar(10)", "'ab  '", ValueType::text, "ab  "},
    {"char(5)", "'ab'", ValueType::text, "ab   "},
    {"\"char\"", "'x'", ValueType::text, "x"},
    {"name", "'Select'", ValueType::text, "Select"},
    {"text generated always as ('k' || '😀') stored", "", ValueType::text, "k😀", Way::read_only},
    {"mood", "'so-so'", ValueType::text, "so-so"},
    {"cents", "1.5", ValueType::decimal, "1.50"},

    {"bytea", "'\\x'", ValueType::bytes, ""},
    {"bytea", "null", ValueType::bytes, std::nullopt},
    {"bytea", "'\\x000102fffe5c0a0d097b'", ValueType::bytes, "\0\x01\x02\xff\xfe\\\n\r\t{"s},

    {"date", "'0001-01-01'", ValueType::date, "0001-01-01"},
    {"date", "'2004-02-29'", ValueType::date, "2004-02-29"},
    {"date", "'9999-12-31'", ValueType::date, "9999-12-31"},
    {"date", "'0044-03-15 BC'", ValueType::date, "0044-03-15 BC"},
    {"date", "'5874897-12-31'", ValueType::date, "5874897-12-31"},
    {"date", "'infinity'", ValueType::date, "infinity"},
    {"date", "null", ValueType::date, std::nullopt},
    {"timestamp", "'0001-01-01'", ValueType::datetime, "0001-01-01 00:00:00"},
    {"timestamp", "'9999-12-31 23:59:59.999999'", ValueType::datetime, "9999-12-31 23:59:59.999999"},
    {"timestamp", "'2004-02-29 12:00:00.5'", ValueType::datetime, "2004-02-29 12:00:00.5"},
    {"timestamp(0)", "'2004-02-29 12:00:00.4'", ValueType::datetime, "2004-02-29 12:00:00"},
    {"timestamp", "'-infinity'", ValueType::datetime, "-infinity"},
    {"timestamptz", "'2004-07-01 12:00:00+05:30'", ValueType::instant, "2004-07-01 06:30:00+00"},
    {"timestamptz", "'2004-03-28 02:30:00 Europe/Berlin'", ValueType::instant, "2004-03-28 01:30:00+00"},
    {"timestamptz", "'2004-10-31 02:30:00 Europe/Berlin'", ValueType::instant, "2004-10-31 01:30:00+00"},
    {"timestamptz", "'0001-01-01 00:00:00.000001+00'", ValueType::instant, "0001-01-01 00:00:00.000001+00"},
    {"timestamptz", "'9999-12-31 23:59:59.999999+00'", ValueType::instant, "9999-12-31 23:59:59.999999+00"},
    {"timestamptz", "null", ValueType::instant, std::nullopt},
    {"time", "'23:59:59.999999'", ValueType::time, "23:59:59.999999"},
    {"time", "'24:00:00'", ValueType::time, "24:00:00"},
    {"timetz", "'12:00+02'", ValueType::other, "12:00:00+02"},
    {"interval", "'1 year 2 days 3 hours'", ValueType::other, "P1Y2DT3H"},

    {"bit(1)", "B'1'", ValueType::bits, "1"},
    {"bit(8)", "B'00000101'", ValueType::bits, "00000101"},
    {"bit(64)", "x'8000000000000001'", ValueType::bits, "1000000000000000000000000000000000000000000000000000000000000001"},
    {"bit varying(9)", "B'010'", ValueType::bits, "010"},
    {"bit varying(9)", "B''", ValueType::bits, ""},
    {"json", "'{\"b\": 1.0,  \"a\": \"\\u00e9\"}'", ValueType::json, "{\"b\": 1.0,  \"a\": \"\\u00e9\"}"},
    {"jsonb", "'{\"b\": 1.0,  \"a\": \"\\u00e9\"}'", ValueType::json, "{\"a\": \"é\", \"b\": 1.0}"},
    {"uuid", "'123E4567-E89B-12D3-A456-426655440000'", ValueType::uuid, "123e4567-e89b-12d3-a456-426655440000"},
    {"integer[]", "array[1, null, 3]", ValueType::other, "{1,NULL,3}"},
    {"text[]", "array['a,b', '\"', null, '', 'NULL', E'\\\\\\n']", ValueType::other, "{\"a,b\",\"\\\"\",NULL,\"\",\"NULL\",\"\\\\\n\"}"},
    {"bytea[]", "array['\\x00'::bytea]", ValueType::other, "{\"\\\\x00\"}"},
    {"int4range", "'[1,5)'", ValueType::other, "[1,5)"},
    {"inet", "'10.0.0.1/8'", ValueType::other, "10.0.0.1/8"},
    {"point", "'(1,2)'", ValueType::other, "(1,2)"},
};
// clang-format on

const Matrix& matrix() {
    static const Matrix made(db::Engine::postgresql, values,
                             "create type mood as enum ('glad', 'so-so');"
                             "create domain cents as numeric(12,2);\n",
                             "");
    return made;
}

BOOST_AUTO_TEST_SUITE(matrix_postgresql)

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
