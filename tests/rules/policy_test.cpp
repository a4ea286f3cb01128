#include "rules/policy.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "rules/sign_off.h"
#include "rules/yaml.h"

using namespace tieout;

namespace {

rules::Policy read(const std::string& text) {
    return rules::policy_at(rules::Yaml::parse(text, "p.yaml"));
}

std::string error_of(const std::string& text) {
    try {
        read(text);
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy)

BOOST_AUTO_TEST_CASE(what_is_not_said_is_strict_and_asks_nothing_beyond_the_record) {
    const rules::Policy policy = read("{}");
    BOOST_TEST(policy.max_errors == 0U);
    BOOST_TEST(policy.max_quarantined == 0U);
    BOOST_TEST(policy.require_complete);
    BOOST_TEST(policy.require_coverage);
    BOOST_TEST(!policy.max_error_money.has_value());
    BOOST_TEST(!policy.max_age.has_value());
    BOOST_TEST(policy.clean_cycles == 0U);
    BOOST_TEST(policy.sign_offs.empty());
}

BOOST_AUTO_TEST_CASE(every_word_is_read) {
    const rules::Policy policy = read(
        "max_error_rows: 3\nmax_error_money: 12.50\nmax_waived_rows: 4\nmax_waived_money: 0\n"
        "max_quarantined_of: {invoice: 0, event: 200}\nclean_cycles: 3\nmax_age: 36h\n"
        "require_same_set_up: true\nsign_offs: [finance, engineering]\n");
    BOOST_TEST(*policy.max_error_rows == 3U);
    BOOST_TEST((*policy.max_error_money == Decimal(1250, 2)));
    BOOST_TEST(*policy.max_waived_rows == 4U);
    BOOST_TEST(policy.max_waived_money->is_zero());
    BOOST_TEST(policy.max_quarantined_of.at(1).first == "event");
    BOOST_TEST(policy.max_quarantined_of.at(1).second == 200U);
    BOOST_TEST(policy.clean_cycles == 3U);
    BOOST_TEST((policy.max_age == std::chrono::hours(36)));
    BOOST_TEST(policy.require_same_set_up);
    BOOST_TEST(policy.sign_offs == (std::vector<std::string>{"finance", "engineering"}));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_meant_is_refused_where_it_stands) {
    BOOST_TEST(error_of("max_error_money: -1\n") ==
               "p.yaml:1:18: found `-1`, expected an amount, as 1204.50");
    BOOST_TEST(error_of("max_waived_money: 1,000\n") ==
               "p.yaml:1:19: found `1,000`, expected an amount, as 1204.50");
    BOOST_TEST(error_of("max_age: 2 days\n") ==
               "p.yaml:1:10: found `2 days`, expected a number of s, min or h, as 36h");
    BOOST_TEST(error_of("clean_cycles: -1\n") == "p.yaml:1:15: found -1, expected 0 or more");
    BOOST_TEST(error_of("max_quarantined_of: {invoice: -1}\n") ==
               "p.yaml:1:31: found -1, expected 0 or more");
    BOOST_TEST(error_of("sign_offs: [finance, finance]\n") == "p.yaml:1:12: found `finance` twice");
}

BOOST_AUTO_TEST_SUITE_END()
