#include "verify/outcomes.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;
using namespace tieout::verify;
using rules::Origin;

namespace {

// Invoices whose clients' balances are sums of them.
Ties invoices_and_balances() {
    Ties ties;
    ties.ties.resize(2);
    ties.ties[0].name = "invoice";
    ties.ties[0].fields = {{"client", As::integer, {}, {}}, {"note", As::text, {}, {}}};
    ties.ties[1].name = "balance";
    ties.ties[1].derived_from = {{"invoice", "client"}};
    return ties;
}

rules::Key key(const std::string& value) {
    return {{"invoice_id", value}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(outcomes)

BOOST_AUTO_TEST_CASE(a_group_in_which_a_row_differs_is_found_by_the_field_that_sums_are_made_by) {
    const Ties ties = invoices_and_balances();
    Outcomes seen(ties);
    seen.differs(ties.ties[0], key("11"), {"7", "late"}, Origin::source);
    BOOST_REQUIRE(seen.find_group("invoice", "client", "7") != nullptr);
    BOOST_TEST(rules::text(seen.find_group("invoice", "client", "7")->key) == "11");
    BOOST_TEST(seen.find_group("invoice", "client", "8") == nullptr);
    BOOST_TEST(seen.find_group("invoice", "note", "late") == nullptr);
    BOOST_TEST(seen.find_group("balance", "client", "7") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_row_without_a_group_is_in_none) {
    const Ties ties = invoices_and_balances();
    Outcomes seen(ties);
    seen.differs(ties.ties[0], key("11"), {std::nullopt, "late"}, Origin::source);
    BOOST_TEST(seen.find_group("invoice", "client", "") == nullptr);
    BOOST_TEST(seen.find_group("invoice", "client", "NULL") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_group_is_the_sources_only_where_all_of_its_rows_are) {
    const Ties ties = invoices_and_balances();
    const Tie& tie = ties.ties[0];
    for (const bool target_first : {true, false}) {
        Outcomes seen(ties);
        seen.differs(tie, key("11"), {"7", ""}, target_first ? Origin::target : Origin::source);
        seen.differs(tie, key("12"), {"7", ""}, target_first ? Origin::source : Origin::target);
        BOOST_TEST((seen.find_group("invoice", "client", "7")->origin == Origin::target));
    }
    Outcomes seen(ties);
    seen.differs(tie, key("11"), {"7", ""}, Origin::source);
    seen.differs(tie, key("12"), {"7", ""}, Origin::source);
    BOOST_TEST((seen.find_group("invoice", "client", "7")->origin == Origin::source));
}

BOOST_AUTO_TEST_CASE(a_group_is_named_by_its_first_row_in_whatever_order_they_come) {
    const Ties ties = invoices_and_balances();
    for (const auto& order : {std::pair{"9", "10"}, std::pair{"10", "9"}}) {
        Outcomes seen(ties);
        seen.differs(ties.ties[0], key(order.first), {"7", ""}, Origin::source);
        seen.differs(ties.ties[0], key(order.second), {"7", ""}, Origin::source);
        BOOST_TEST(rules::text(seen.find_group("invoice", "client", "7")->key) == "9");
    }
}

BOOST_AUTO_TEST_CASE(a_row_that_is_gone_is_found_by_its_tie_and_key) {
    Outcomes seen{Ties{}};
    seen.gone("invoice", key("11"), Origin::source);
    seen.gone("invoice", key("11"), Origin::target);  // the first word holds
    BOOST_REQUIRE(seen.find_gone("invoice", "11") != nullptr);
    BOOST_TEST((seen.find_gone("invoice", "11")->origin == Origin::source));
    BOOST_TEST(seen.find_gone("invoice", "12") == nullptr);
    BOOST_TEST(seen.find_gone("client", "11") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
