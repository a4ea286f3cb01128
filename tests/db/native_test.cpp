// Native cells are PostgreSQL's alone. What each stands for is the literal that the server was
// given.
#include "db/native.h"

#include <boost/test/unit_test.hpp>

#include "db/session.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::tests;
using db::Form;

namespace {

struct Read {
    Form form = Form::null;
    std::string bytes;
};

// The only cell of `select LITERAL as c`, native where it may be.
Read read(db::Session& session, const std::string& literal) {
    const auto stream = session.stream({"select " + literal + " as c", {}, {"c"}});
    db::RowBatch batch;
    BOOST_REQUIRE(stream->next(batch));
    return {batch.form(0, 0), std::string(batch.at(0, 0))};
}

struct Postgresql {
    Scratch scratch{db::Engine::postgresql};
    std::unique_ptr<db::Session> session = db::Session::open(scratch.parsed());
    Read operator()(const std::string& literal) { return read(*session, literal); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(native, Postgresql)

BOOST_AUTO_TEST_CASE(whole_numbers_days_and_moments_are_what_the_server_was_given) {
    const auto whole = [this](const std::string& literal) {
        const Read cell = (*this)(literal);
        BOOST_TEST_REQUIRE(db::native::is_integer(cell.form));
        return db::native::integer(cell.form, cell.bytes);
    };
    BOOST_TEST(whole("(-32768)::int2") == -32768);
    BOOST_TEST(whole("(-2147483648)::int4") == -2147483648LL);
    BOOST_TEST(whole("9223372036854775807::int8") == 9223372036854775807LL);
    const auto day = [this](const std::string& literal) {
        const Read cell = (*this)(literal);
        BOOST_TEST_REQUIRE((cell.form == Form::days));
        return db::native::days(cell.bytes);
    };
    BOOST_TEST(day("date '1970-01-01'") == 0);
    BOOST_TEST(day("date '1969-12-31'") == -1);
    BOOST_TEST(day("date '0001-01-01'") == -719162);
    BOOST_TEST(day("date '9999-12-31'") == 2932896);
    const auto moment = [this](const std::string& literal) {
        const Read cell = (*this)(literal);
        BOOST_TEST_REQUIRE((cell.form == Form::micros));
        return db::native::micros(cell.bytes);
    };
    BOOST_TEST(moment("timestamptz '1970-01-01 00:00:00.000001+00'") == 1);
    BOOST_TEST(moment("timestamptz '1970-01-01 01:00:00+01'") == 0);
    BOOST_TEST(moment("timestamp '1969-12-31 23:59:59.5'") == -500'000);
}

BOOST_AUTO_TEST_CASE(numbers_are_exact_to_the_last_digit_that_may_be_native) {
    const auto number = [this](const std::string& digits) {
        const Read cell = (*this)(digits + "::numeric");
        BOOST_TEST_REQUIRE((cell.form == Form::numeric), digits);
        const auto read = db::native::decimal(cell.bytes);
        return read ? read->text() : "none";
    };
    for (const char* digits :
         {"0", "7", "-7", "0.01", "-0.01", "12345.6", "10000", "100000000", "9999999999.99",
          "0.0001", "0.00000001", "1234567890123456.78", "18446744073709551615",
          "100000000000000000000000000000000000", "0.000000000000000000000000000000000001"})
        BOOST_TEST(number(digits) == digits);
    BOOST_TEST(number("1.50") == "1.5");
}

BOOST_AUTO_TEST_CASE(what_has_no_finite_value_or_too_many_digits_comes_as_text) {
    for (const auto& [literal, text] :
         {std::pair{"'NaN'::numeric", "NaN"},
          {"'Infinity'::numeric", "Infinity"},
          {"'-Infinity'::numeric", "-Infinity"},
          {"99999999999999999999999999999999999999::numeric",
           "99999999999999999999999999999999999999"},
          {"1e40::numeric", "10000000000000000000000000000000000000000"},
          {"'infinity'::date", "infinity"},
          {"'-infinity'::timestamptz", "-infinity"},
          {"date '0044-03-15 BC'", "0044-03-15 BC"},
          {"date '10000-01-01'", "10000-01-01"},
          {"timestamp '10000-01-01 00:00:00'", "10000-01-01 00:00:00"},
          {"timestamp '0001-12-31 12:00:00 BC'", "0001-12-31 12:00:00 BC"}}) {
        const Read cell = (*this)(literal);
        BOOST_TEST((cell.form == Form::text), literal);
        BOOST_TEST(cell.bytes == text, literal);
    }
}

BOOST_AUTO_TEST_CASE(only_columns_that_are_asked_for_are_native) {
    const auto stream =
        session->stream({"select 1 as a, 2 as b, null::int as c, 'x' as d", {}, {"b", "c", "d"}});
    db::RowBatch batch;
    BOOST_REQUIRE(stream->next(batch));
    BOOST_TEST(batch.at(0, 0) == "1");
    BOOST_TEST((batch.form(0, 0) == Form::text));
    BOOST_TEST((batch.form(0, 1) == Form::int32));
    BOOST_TEST(batch.is_null(0, 2));
    BOOST_TEST(batch.at(0, 3) == "x");
    BOOST_TEST((batch.form(0, 3) == Form::text));
}

BOOST_AUTO_TEST_SUITE_END()
