#include "verify/key_order.h"

#include <boost/test/unit_test.hpp>

#include "tests/verify/told.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify;

namespace {

constexpr auto less = std::partial_ordering::less;
constexpr auto greater = std::partial_ordering::greater;
constexpr auto unordered = std::partial_ordering::unordered;

void check(const std::string& a, const std::string& b, std::partial_ordering expected) {
    BOOST_TEST((compare_keys(a, b) == expected), read(a) << " and " << read(b));
    BOOST_TEST((compare_keys(b, a) == 0 <=> expected), read(b) << " and " << read(a));
}

std::string number(const char* digits) {
    return text(digits, As::decimal);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(key_order)

BOOST_AUTO_TEST_CASE(whole_numbers_compare_by_value) {
    check(number("9"), number("10"), less);
    check(number("-10"), number("-9"), less);
    check(number("-1"), number("0"), less);
    check(number("-12"), number("3"), less);
    check(number("99999999999999999999"), number("100000000000000000000"), less);
    BOOST_TEST((compare_keys(number("7"), number("7")) == 0));
}

BOOST_AUTO_TEST_CASE(fractions_and_nulls_are_not_guessed_at) {
    check(number("1.5"), number("2"), unordered);
    check(number("1"), text(nullptr), unordered);
    check(number("1"), text("1"), unordered);
    check(number("1"), text("?x"), unordered);
}

BOOST_AUTO_TEST_CASE(days_compare_by_the_calendar_across_1970) {
    check(text("1969-12-31", As::date), text("1970-01-01", As::date), less);
    check(text("2004-02-29", As::date), text("2005-01-01", As::date), less);
    check(text("1969-12-31 23:59:59", As::instant), text("1970-01-01 00:00:00", As::instant), less);
}

BOOST_AUTO_TEST_CASE(texts_compare_by_bytes) {
    check(text("B"), text("a"), less);
    check(text("a"), text("ab"), less);
    check(text("z"), text("\xC3\xA9"), less);
}

BOOST_AUTO_TEST_CASE(the_first_column_that_differs_decides) {
    check(number("2") + number("10"), number("10") + number("2"), less);
    check(number("2") + text("b"), number("2") + text("a"), greater);
    check(number("1.5") + number("1"), number("1.5") + number("2"), unordered);
}

BOOST_AUTO_TEST_SUITE_END()
