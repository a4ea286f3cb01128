#include "verify/exact_sum.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "verify/group_table.h"

using namespace tieout;
using namespace tieout::verify;

namespace {

std::string sum_of(std::initializer_list<const char*> numbers) {
    ExactSum sum;
    for (const char* number : numbers)
        sum.add(*Decimal::parse(number));
    return sum.total().text();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exact_sum)

BOOST_AUTO_TEST_CASE(numbers_of_any_scale_add_up_exactly) {
    BOOST_TEST(sum_of({}) == "0");
    BOOST_TEST(sum_of({"0.1", "0.2"}) == "0.3");
    BOOST_TEST(sum_of({"1", "0.01", "1.5", "-2.51"}) == "0");
    BOOST_TEST(sum_of({"0.00000000001", "100000000000"}) == "100000000000.00000000001");
    BOOST_TEST(sum_of({"250000.01", "250000.02"}) == "500000.03");
    // The last numbers of 64 bits, and those behind them.
    BOOST_TEST(sum_of({"9223372036854775807", "9223372036854775807"}) == "18446744073709551614");
    BOOST_TEST(sum_of({"-9223372036854775808", "9223372036854775808"}) == "0");
    BOOST_TEST(sum_of({"0.0000001", "-9223372036854775808"}) == "-9223372036854775807.9999999");
}

BOOST_AUTO_TEST_CASE(beyond_38_digits_is_an_error_and_no_other_number) {
    const std::string nines(38, '9');
    BOOST_TEST(sum_of({nines.c_str()}) == nines);
    BOOST_CHECK_THROW(sum_of({nines.c_str(), "1"}), Error);
    BOOST_CHECK_THROW(sum_of({nines.c_str(), "0.1"}), Error);
}

BOOST_AUTO_TEST_CASE(groups_are_kept_apart_by_all_their_bytes_and_merge_by_them) {
    GroupTable one(1), other(1);
    for (int i = 0; i < 1000; ++i) {
        const std::string name = std::to_string(i);
        GroupTable& table = i % 2 == 0 ? one : other;
        const std::size_t group = table.find(name);
        table.count(group) += i;
        table.sum(group, 0).add(i, 2);
    }
    const std::size_t both = other.find("4");
    other.sum(both, 0).add(1, 2);
    one.add(other);
    BOOST_TEST(one.size() == 1000U);
    BOOST_TEST(one.sum(one.find("4"), 0).total().text() == "0.05");
    BOOST_TEST(one.sum(one.find("999"), 0).total().text() == "9.99");
    BOOST_TEST(one.count(one.find("998")) == 998);
    BOOST_TEST(one.size() == 1000U);
}

BOOST_AUTO_TEST_SUITE_END()
