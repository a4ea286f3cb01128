// The expected texts are written by hand from db/column.h and the table of db/sqlite_session.h.
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
    {"integer", "-9223372036854775808", ValueType::integer, "-9223372036854775808"},
    {"integer", "9223372036854775807", ValueType::integer, "9223372036854775807"},
    {"int(11)", "0", ValueType::integer, "0"},
    {"bigint", "null", ValueType::integer, std::nullopt},
    {"integer", "'abc'", ValueType::integer, "abc", Way::read_only},
    {"integer", "1.5", ValueType::integer, "1.5", Way::read_only},
    {"int generated always as (k + 41) stored", "", ValueType::integer, "42", Way::read_only},
    {"int generated always as (k + 41) virtual", "", ValueType::integer, "42", Way::read_only},
    {"boolean_int", "1", ValueType::boolean, "1"},
    {"boolean_int", "0", ValueType::boolean, "0"},
    {"boolean_int", "null", ValueType::boolean, std::nullopt},

    {"decimal_text(20,0)", "'18446744073709551615'", ValueType::decimal, "18446744073709551615"},
    {"decimal_text(12,2)", "'-0.01'", ValueType::decimal, "-0.01"},
    {"decimal_text(12,2)", "'9999999999.99'", ValueType::decimal, "9999999999.99"},
    {"decimal_text(12,2)", "'0.00'", ValueType::decimal, "0.00"},
    {"decimal_text(12,2)", "null", ValueType::decimal, std::nullopt},
    {"decimal_text(38,0)", "'-99999999999999999999999999999999999999'", ValueType::decimal, "-99999999999999999999999999999999999999"},
    {"decimal_text(38,38)", "'0.99999999999999999999999999999999999999'", ValueType::decimal, "0.99999999999999999999999999999999999999"},
    {"decimal(10,2)", "12.50", ValueType::decimal, "12.5", Way::read_only},
    {"numeric", "12", ValueType::decimal, "12", Way::read_only},
    {"decimal(20,2)", "250000.01", ValueType::decimal, "250000.01", Way::read_only},
    {"decimal(38,0)", "1e22", ValueType::decimal, "10000000000000000000000", Way::read_only},

    {"real", "0.1", ValueType::real, "0.1"},
    {"double", "0.1 + 0.2", ValueType::real, "0.30000000000000004"},
    {"double precision", "1e300", ValueType::real, "1e+300"},
    {"real", "1.7976931348623157e308", ValueType::real, "1.7976931348623157e+308"},
    {"real", "5e-324", ValueType::real, "5e-324"},
    {"real", "-9e999", ValueType::real, "-Infinity"},
    {"real", "null", ValueType::real, std::nullopt},

    {"text", "''", ValueType::text, ""},
    {"text", "null", ValueType::text, std::nullopt},
    {"text", "'NULL'", ValueType::text, "NULL"},
    {"varchar(10)", "'ab  '", ValueType::text, "ab  "},
    {"char(5)", "'ab'", ValueType::text, "ab"},
    {"text", "'a' || char(0) || 'b' || char(0)", ValueType::text, "a\0b\0"s},
    {"text", "char(1,8,9,10,11,12,13,127,92,39,34)", ValueType::text, "\x01\b\t\n\v\f\r\x7f\\'\""},
    {"text", "'é€😀'", ValueType::text, "é€😀"},
    {"text", "'e' || char(769)", ValueType::text, "e\xcc\x81"},
    {"text", "cast(x'ff41c3' as text)", ValueType::text, "\xff\x41\xc3"},
    {"text", "cast(x'eda080' as text)", ValueType::text, "\xed\xa0\x80"},
    {"varchar(2)", "'longer than two'", ValueType::text, "longer than two"},
    {"text generated always as (k || '😀') stored", "", ValueType::text, "1😀", Way::read_only},

    {"blob", "x''", ValueType::bytes, ""},
    {"blob", "null", ValueType::bytes, std::nullopt},
    {"blob", "x'0001fffe5c0a0d097b'", ValueType::bytes, "\0\x01\xff\xfe\\\n\r\t{"s},
    {"blob", "zeroblob(70000)", ValueType::bytes, std::string(70000, '\0')},

    {"date_text", "'0001-01-01'", ValueType::date, "0001-01-01"},
    {"date_text", "'9999-12-31'", ValueType::date, "9999-12-31"},
    {"date_text", "'0000-00-00'", ValueType::date, "0000-00-00"},
    {"date_text", "null", ValueType::date, std::nullopt},
    {"date", "'2004-02-29'", ValueType::date, "2004-02-29"},
    {"date", "20040229", ValueType::date, "20040229", Way::read_only},
    {"datetime_text", "'9999-12-31 23:59:59.999999'", ValueType::datetime, "9999-12-31 23:59:59.999999"},
    {"timestamp", "'2004-02-29 12:00:00'", ValueType::datetime, "2004-02-29 12:00:00"},
    {"instant_text", "'0001-01-01 00:00:00.000001+00'", ValueType::instant, "0001-01-01 00:00:00.000001+00"},
    {"instant_text", "'9999-12-31 23:59:59.999999+00'", ValueType::instant, "9999-12-31 23:59:59.999999+00"},
    {"time_text", "'-838:59:59'", ValueType::time, "-838:59:59"},
    {"bits_text", "'00000101'", ValueType::bits, "00000101"},
    {"json_text", "'{\"b\": 1.0,  \"a\": \"é\"}'", ValueType::json, "{\"b\": 1.0,  \"a\": \"é\"}"},
    {"uuid_text", "'123e4567-e89b-12d3-a456-426655440000'", ValueType::uuid, "123e4567-e89b-12d3-a456-426655440000"},
};
// clang-format on

const Matrix& matrix() {
    static const Matrix made(db::Engine::sqlite, values, "", "");
    return made;
}

BOOST_AUTO_TEST_SUITE(matrix_sqlite)

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
