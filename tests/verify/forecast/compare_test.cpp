// Two forecasts held against each other, written down by hand.
#include "verify/forecast/compare.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;
using namespace tieout::verify;
using namespace tieout::verify::forecast;
using Lines = std::vector<std::string>;

namespace {

Decimal money(const std::string& text) {
    return *Decimal::parse(text);
}

ProjectedInvoice invoice(const std::string& client, const std::string& run,
                         const std::string& service, const std::string& amount) {
    ProjectedInvoice invoice;
    invoice.client = client;
    invoice.run = *Date::parse(run);
    invoice.gross = invoice.total = money(amount);
    invoice.lines = {{service, money(amount), {}, {}, {}}};
    return invoice;
}

Plan plan() {
    Plan plan;
    plan.client_tie = "client";
    plan.client_table = "client_info";
    plan.service_tie = "subscription";
    plan.price_tie = "price";
    plan.cycle_tie = "cycle";
    plan.credit_tie = "credit";
    plan.tax_tie = "tax_rule";
    plan.address_tie = "contact";
    return plan;
}

// Client 1 pays 10.00 for service 11 in July and August, client 2 pays 60.00 for service 21 in
// July; both sides agree.
Projections equal_sides() {
    Projection one;
    one.invoices = {invoice("1", "2005-07-01", "11", "10.00"),
                    invoice("1", "2005-08-01", "11", "10.00"),
                    invoice("2", "2005-07-01", "21", "60.00")};
    return {one, one, one};
}

Flag flag(const char* id, const char* client, const char* service, const char* amount) {
    return {id, client, service, Date::parse("2005-07-01"), money(amount), "renews too early"};
}

struct Seen {
    rules::ForecastResult result;
    Lines findings;
};

// "changed 1/2005-07 total 10.00 -> 20.00 amount 10.00 origin target rule … follows price 3/12"
Seen compared(const Projections& sides, const Evidence& evidence = {},
              const Standing& standing = {}, bool told = true) {
    rules::FindingLog log;
    Seen seen{compare(plan(), sides, {evidence, standing, told}, log), {}};
    for (const rules::Finding& finding : log.findings())
        for (const rules::Member& member : finding.samples) {
            std::string line =
                std::string(rules::name(finding.kind)) + " " + rules::text(member.key);
            for (const rules::ColumnPair& pair : member.columns)
                line += " " + pair.name + " " + pair.source.value_or("NULL") + " -> " +
                        pair.target.value_or("NULL");
            line += " amount " + member.amount->text() + " origin " + rules::name(finding.origin);
            if (!finding.rule.empty()) line += " rule " + finding.rule;
            if (!member.follows_tie.empty())
                line += " follows " + member.follows_tie + " " + rules::text(member.follows_key);
            seen.findings.push_back(line);
        }
    std::sort(seen.findings.begin(), seen.findings.end());
    return seen;
}

rules::FindingLog found(const char* tie, rules::Key key, rules::Origin origin) {
    rules::FindingLog log;
    rules::Finding about;
    about.tie = tie;
    about.origin = origin;
    rules::Member member;
    member.key = std::move(key);
    log.add(about, std::move(member));
    return log;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forecast_compare)

BOOST_AUTO_TEST_CASE(equal_forecasts_have_no_finding_and_are_summed_by_month) {
    const Seen seen = compared(equal_sides());
    BOOST_TEST(seen.findings == Lines{}, boost::test_tools::per_element());
    BOOST_TEST(seen.result.compared == 3U);
    BOOST_TEST(seen.result.differs == 0U);
    BOOST_TEST(seen.result.changes.empty());
    BOOST_REQUIRE(seen.result.by_month.size() == 2U);
    const rules::ForecastMonth july{
        "2005-07", {2, money("70.00")}, {2, money("70.00")}, {2, money("70.00")}, 0};
    BOOST_TEST((seen.result.by_month[0] == july));
}

BOOST_AUTO_TEST_CASE(a_cent_and_a_missing_and_an_extra_invoice_are_found_with_key_and_amount) {
    Projections sides = equal_sides();
    sides.target.invoices[0] = invoice("1", "2005-07-01", "11", "10.01");
    sides.target.invoices[2] = invoice("2", "2005-08-01", "21", "60.00");
    const Seen seen = compared(sides);
    BOOST_TEST(seen.findings ==
                   (Lines{"changed 1/2005-07 total 10.00 -> 10.01 amount 0.01 origin target",
                          "extra 2/2005-08 invoices 0 -> 1 total 0 -> 60.00 amount 60.00 origin "
                          "target",
                          "missing 2/2005-07 invoices 1 -> 0 total 60.00 -> 0 amount -60.00 "
                          "origin target"}),
               boost::test_tools::per_element());
    BOOST_TEST(seen.result.differs == 3U);
    BOOST_TEST(seen.result.difference.text() == "120.01");
    BOOST_TEST(seen.result.by_month[0].differs == 2U);
}

BOOST_AUTO_TEST_CASE(two_invoices_of_the_same_sum_are_not_one) {
    Projections sides = equal_sides();
    sides.target.invoices[0] = invoice("1", "2005-07-01", "11", "4.00");
    sides.target.invoices.insert(sides.target.invoices.begin() + 1,
                                 invoice("1", "2005-07-09", "11", "6.00"));
    BOOST_TEST(compared(sides).findings ==
                   (Lines{"changed 1/2005-07 invoices 1 -> 2 amount 0.00 origin target"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_day_within_a_month_is_free) {
    Projections sides = equal_sides();
    sides.target.invoices[0] = invoice("1", "2005-07-31", "11", "10.00");
    BOOST_TEST(compared(sides).findings == Lines{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_stale_date_that_stands_in_the_source_too_is_the_sources_fault) {
    Projections sides = equal_sides();
    sides.target.invoices[0] = invoice("1", "2005-07-01", "11", "30.00");
    sides.target.flags = {flag("stale_renewal", "1", "11", "20.00")};
    const Lines target{
        "changed 1/2005-07 total 10.00 -> 30.00 amount 20.00 origin target rule "
        "forecast:stale_renewal"};
    BOOST_TEST(compared(sides).findings == target, boost::test_tools::per_element());
    sides.intended.flags = {flag("stale_renewal", "1", "11", "10.00")};
    const Lines source{
        "changed 1/2005-07 total 10.00 -> 30.00 amount 20.00 origin source rule "
        "forecast:stale_renewal"};
    const Seen seen = compared(sides);
    BOOST_TEST(seen.findings == source, boost::test_tools::per_element());
    BOOST_TEST(seen.result.at_once.text() == "20.00");
    BOOST_TEST(seen.result.at_once_clients == 1U);
    sides.intended.flags[0].service = "12";  // of another service
    BOOST_TEST(compared(sides).findings == target, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_another_tie_has_found_is_followed_and_keeps_its_origin) {
    Projections sides = equal_sides();
    sides.target.invoices[2] = invoice("2", "2005-07-01", "21", "5.00");
    const std::string line = "changed 2/2005-07 total 60.00 -> 5.00 amount -55.00 origin ";
    const Evidence service(found("subscription", {{"cp_id", "21"}}, rules::Origin::source));
    BOOST_TEST(
        compared(sides, service).findings == (Lines{line + "source follows subscription 21"}),
        boost::test_tools::per_element());
    const Evidence price(found("price", {{"p", "3"}, {"c", "12"}}, rules::Origin::target));
    Standing standing;
    standing.price_of_service = {{"21", "3/12"}};
    BOOST_TEST(
        compared(sides, price, standing).findings == (Lines{line + "target follows price 3/12"}),
        boost::test_tools::per_element());
    BOOST_TEST(compared(sides, service, {}, false).findings == (Lines{line + "source"}),
               boost::test_tools::per_element());
    const Evidence other(found("subscription", {{"cp_id", "11"}}, rules::Origin::source));
    BOOST_TEST(compared(sides, other).findings == (Lines{line + "target"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_service_that_nothing_explains_makes_the_month_stand_for_itself) {
    Projections sides = equal_sides();
    ProjectedInvoice& bill = sides.target.invoices[0];
    bill.lines = {{"11", money("9.00"), {}, {}, {}}, {"12", money("3.00"), {}, {}, {}}};
    bill.total = money("12.00");
    const Evidence service(found("subscription", {{"cp_id", "11"}}, rules::Origin::source));
    BOOST_TEST(compared(sides, service).findings ==
                   (Lines{"changed 1/2005-07 total 10.00 -> 12.00 amount 2.00 origin target"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_credit_that_differs_follows_from_the_credit_and_so_does_the_month_after) {
    Projections sides = equal_sides();
    sides.target.invoices[0].credit = money("4.00");
    sides.target.invoices[0].total = money("6.00");
    sides.target.invoices[1].credit = money("1.00");
    sides.target.invoices[1].total = money("9.00");
    const Evidence credit(found("credit", {{"credit_id", "5"}}, rules::Origin::target));
    Standing standing;
    standing.credits_of_client = {{"1", {"5"}}};
    BOOST_TEST(
        compared(sides, credit, standing).findings ==
            (Lines{"changed 1/2005-07 total 10.00 -> 6.00 amount -4.00 origin target follows "
                   "credit 5",
                   "changed 1/2005-08 total 10.00 -> 9.00 amount -1.00 origin target follows "
                   "credit 5"}),
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_tax_that_differs_follows_from_its_rule_or_from_the_address) {
    Projections sides = equal_sides();
    sides.target.invoices[2].tax = money("6.00");
    sides.target.invoices[2].total = money("66.00");
    const std::string line = "changed 2/2005-07 total 60.00 -> 66.00 amount 6.00 origin target";
    BOOST_TEST(compared(sides).findings == (Lines{line}), boost::test_tools::per_element());
    const Evidence rule(found("tax_rule", {{"tid", "1"}}, rules::Origin::target));
    BOOST_TEST(compared(sides, rule).findings == (Lines{line + " follows tax_rule 1"}),
               boost::test_tools::per_element());
    const Evidence address(found("contact", {{"client_id", "2"}}, rules::Origin::target));
    BOOST_TEST(compared(sides, address).findings == (Lines{line + " follows contact 2"}),
               boost::test_tools::per_element());
    const Evidence other(found("contact", {{"client_id", "1"}}, rules::Origin::target));
    BOOST_TEST(compared(sides, other).findings == (Lines{line}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_client_whose_next_invoice_changes_is_named_with_amount_and_reason) {
    Projections sides = equal_sides();
    sides.faithful.invoices.erase(sides.faithful.invoices.begin());  // never bills 1 in July
    sides.faithful.flags = sides.intended.flags = {flag("stale_renewal", "1", "11", "10.00")};
    const Seen seen = compared(sides);
    BOOST_TEST(seen.findings == Lines{}, boost::test_tools::per_element());
    BOOST_REQUIRE(seen.result.changes.size() == 1U);
    const rules::ForecastChange& change = seen.result.changes[0];
    BOOST_TEST(change.client == "1");
    BOOST_TEST(change.month == "2005-07");
    BOOST_TEST(!change.faithful.has_value());
    BOOST_TEST(change.target->text() == "10.00");
    BOOST_TEST(change.difference.text() == "10.00");
    BOOST_TEST(change.why == (Lines{"service 11: renews too early (stale_renewal)"}),
               boost::test_tools::per_element());
    BOOST_TEST(seen.result.changed_clients == 1U);
}

// Which of "-3", "7" and "7.5" is first is for the two engines to say, each in its own way.
BOOST_AUTO_TEST_CASE(clients_in_another_order_on_each_side_are_the_same_clients) {
    Projection one, other;
    one.invoices = {
        invoice("7", "2005-07-01", "11", "10.00"), invoice("7", "2005-08-01", "11", "10.00"),
        invoice("-3", "2005-07-01", "21", "60.00"), invoice("7.5", "2005-07-01", "31", "5.00")};
    other.invoices = {one.invoices[2], one.invoices[0], one.invoices[1], one.invoices[3]};
    const Seen equal = compared({one, one, other});
    BOOST_TEST(equal.findings == Lines{});
    BOOST_TEST(equal.result.compared == 4U);
    other.invoices[2].total = money("10.01");
    BOOST_TEST(compared({one, one, other}).findings ==
               Lines{"changed 7/2005-08 total 10.00 -> 10.01 amount 0.01 origin target"});
}

BOOST_AUTO_TEST_CASE(what_the_source_never_billed_is_taken_for_new_by_the_sources_fault) {
    Projections sides = equal_sides();
    sides.target.invoices[0] = invoice("1", "2005-07-01", "11", "35.00");
    sides.target.flags = {flag("first_charge", "1", "11", "25.00")};
    const std::string line = "changed 1/2005-07 total 10.00 -> 35.00 amount 25.00 origin ";
    BOOST_TEST(compared(sides).findings == Lines{line + "target rule forecast:first_charge"});
    sides.intended.flags = {flag("never_first_billed", "1", "11", "10.00")};
    BOOST_TEST(compared(sides).findings == Lines{line + "source rule forecast:first_charge"});
    sides.intended.flags[0].service = "12";  // of another service
    BOOST_TEST(compared(sides).findings == Lines{line + "target rule forecast:first_charge"});
}

BOOST_AUTO_TEST_CASE(flags_of_one_kind_are_counted_together) {
    Projections sides = equal_sides();
    sides.target.flags = {flag("first_charge", "1", "11", "1.005"),
                          flag("first_charge", "1", "12", "1.00"),
                          flag("first_charge", "2", "21", "1.00")};
    const Seen seen = compared(sides);
    BOOST_REQUIRE(seen.result.flags.size() == 1U);
    BOOST_TEST((seen.result.flags[0] == rules::ForecastFlag{"target", "first_charge", 2, 3,
                                                            money("3.01"), "renews too early"}));
}

BOOST_AUTO_TEST_SUITE_END()
