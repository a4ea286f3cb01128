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

// Of all clients together as of each.
std::map<std::string, Projections, ByKey> by_client(const Projections& all) {
    std::map<std::string, Projections, ByKey> clients;
    for (const auto side : {&Projections::faithful, &Projections::intended, &Projections::target}) {
        for (const ProjectedInvoice& invoice : (all.*side).invoices)
            (clients[invoice.client].*side).invoices.push_back(invoice);
        for (const Flag& flag : (all.*side).flags)
            (clients[flag.client].*side).flags.push_back(flag);
    }
    return clients;
}

// "changed 1/2005-07 total 10.00 -> 20.00 amount 10.00 origin target rule … follows price 3/12"
Seen compared(const Projections& sides, const Evidence& evidence = {},
              const target::Rows& rows = {}, bool told = true) {
    const Plan plan = ::plan();
    const target::Standing standing(rows);
    Comparison comparison(plan, {evidence, standing, told});
    for (const auto& [client, of_client] : by_client(sides))
        comparison.add(client, of_client);
    rules::FindingLog log;
    Seen seen{comparison.finish(log), {}};
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
    const Evidence service(found("subscription", {{"cp_id", "21"}}, rules::Origin::source), plan());
    BOOST_TEST(
        compared(sides, service).findings == (Lines{line + "source follows subscription 21"}),
        boost::test_tools::per_element());
    const Evidence price(found("price", {{"p", "3"}, {"c", "12"}}, rules::Origin::target), plan());
    target::Rows rows;
    rows.services.resize(1);
    rows.services[0].service = "21";
    rows.services[0].price_key = "3/12";
    BOOST_TEST(compared(sides, price, rows).findings == (Lines{line + "target follows price 3/12"}),
               boost::test_tools::per_element());
    BOOST_TEST(compared(sides, service, {}, false).findings == (Lines{line + "source"}),
               boost::test_tools::per_element());
    const Evidence other(found("subscription", {{"cp_id", "11"}}, rules::Origin::source), plan());
    BOOST_TEST(compared(sides, other).findings == (Lines{line + "target"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_a_tie_has_found_that_no_bill_stands_on_is_not_kept) {
    const rules::Key key = {{"id", "21"}};
    const Evidence price(found("price", key, rules::Origin::source), plan());
    const Evidence invoice(found("invoice", key, rules::Origin::source), plan());
    BOOST_TEST(price.find("price", "21") != nullptr);
    BOOST_TEST(invoice.find("invoice", "21") == nullptr);
    BOOST_TEST(invoice.any("invoice") == nullptr);
}

BOOST_AUTO_TEST_CASE(one_service_that_nothing_explains_makes_the_month_stand_for_itself) {
    Projections sides = equal_sides();
    ProjectedInvoice& bill = sides.target.invoices[0];
    bill.lines = {{"11", money("9.00"), {}, {}, {}}, {"12", money("3.00"), {}, {}, {}}};
    bill.total = money("12.00");
    const Evidence service(found("subscription", {{"cp_id", "11"}}, rules::Origin::source), plan());
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
    const Evidence credit(found("credit", {{"credit_id", "5"}}, rules::Origin::target), plan());
    target::Rows rows;
    rows.credits = {{"5", "1", money("5.00")}};
    BOOST_TEST(
        compared(sides, credit, rows).findings ==
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
    const Evidence rule(found("tax_rule", {{"tid", "1"}}, rules::Origin::target), plan());
    BOOST_TEST(compared(sides, rule).findings == (Lines{line + " follows tax_rule 1"}),
               boost::test_tools::per_element());
    const Evidence address(found("contact", {{"client_id", "2"}}, rules::Origin::target), plan());
    BOOST_TEST(compared(sides, address).findings == (Lines{line + " follows contact 2"}),
               boost::test_tools::per_element());
    const Evidence other(found("contact", {{"client_id", "1"}}, rules::Origin::target), plan());
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

BOOST_AUTO_TEST_CASE(what_nobody_bills_is_summed_over_clients_and_rounded_once) {
    Projections one;
    one.intended.excluded = {{"client is cancelled", 1, money("0.004")}};
    one.target.excluded = {{"client is cancelled", 2, money("0.01")}};
    Projections two = one;
    two.intended.excluded.push_back({"service is cancelled", 1, money("3.335")});
    const Plan plan = ::plan();
    const target::Rows rows;
    const target::Standing standing(rows);
    const Evidence evidence;
    Comparison comparison(plan, {evidence, standing});
    comparison.add("1", one);
    comparison.add("2", two);
    rules::FindingLog log;
    BOOST_TEST((
        comparison.finish(log).excluded ==
        std::vector<rules::ForecastExcluded>{{"source", "client is cancelled", 2, money("0.01")},
                                             {"source", "service is cancelled", 1, money("3.34")},
                                             {"target", "client is cancelled", 4, money("0.02")}}));
}

// Client n of 2,500 will pay 1.00 more where n is even, 2.00 where it is a multiple of ten.
BOOST_AUTO_TEST_CASE(all_changes_are_counted_and_the_thousand_greatest_kept_in_the_clients_order) {
    Projections sides;
    for (int n = 1; n <= 2500; ++n) {
        const std::string client = std::to_string(n);
        sides.faithful.invoices.push_back(invoice(client, "2005-07-01", client, "10.00"));
        sides.target.invoices.push_back(invoice(client, "2005-07-01", client,
                                                n % 10 == 0  ? "12.00"
                                                : n % 2 == 0 ? "11.00"
                                                             : "10.00"));
    }
    sides.intended = sides.target;
    const rules::ForecastResult result = compared(sides).result;
    BOOST_TEST(result.changed_clients == 1250U);
    BOOST_REQUIRE(result.changes.size() == 1000U);
    Lines expected, kept;
    for (int n = 10; n <= 2500; n += 10)
        expected.push_back(std::to_string(n));
    for (int n = 2; expected.size() < 1000; n += 2)
        if (n % 10 != 0) expected.push_back(std::to_string(n));
    for (const rules::ForecastChange& change : result.changes)
        kept.push_back(change.client);
    BOOST_TEST(kept == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
