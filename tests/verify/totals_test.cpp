#include "verify/totals.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;
using namespace tieout::verify;

namespace {

// Bills with a total, a client and a moment; summed for the whole, by client and by month.
Tie bills() {
    Tie tie;
    tie.name = "bill";
    tie.title = "Bills";
    tie.fields = {
        {"total", As::money, {}, {}}, {"client", As::integer, {}, {}}, {"at", As::instant, {}, {}}};
    tie.totals = {{"count", std::nullopt, {}},
                  {"sum total", 0, {}},
                  {"sum total by client", 0, {{1, Group::Part::whole}}},
                  {"count by month(at)", std::nullopt, {{2, Group::Part::month}}},
                  {"count by year(at)", std::nullopt, {{2, Group::Part::year}}}};
    return tie;
}

std::string row(const char* total, const std::string& client, const char* at) {
    std::string out;
    encode(As::money, total == nullptr ? Cell::null() : Cell::of(std::string_view(total)),
           db::ValueType::decimal, "", out);
    encode(As::integer, Cell::of(client), db::ValueType::integer, "", out);
    encode(As::instant, Cell::of(std::string_view(at)), db::ValueType::instant, "", out);
    return out;
}

const char* const noon = "2004-01-31 12:00:00";

const rules::TotalResult* find(const TotalsOutcome& outcome, const std::string& name,
                               const std::string& group) {
    for (const auto& result : outcome.results)
        if (result.name == name && result.group == group) return &result;
    return nullptr;
}

struct Compared {
    TotalsOutcome outcome;
    std::vector<rules::Finding> findings;
};
Compared compared(const Tie& tie, const TotalSums& source, const TotalSums& target,
                  const TotalSums& explained) {
    rules::FindingLog log;
    auto outcome = compare_totals(tie, source, target, explained, log);
    return {std::move(outcome), log.findings()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(totals)

BOOST_AUTO_TEST_CASE(a_difference_that_the_rows_do_not_explain_is_told) {
    const Tie tie = bills();
    TotalSums source(tie), target(tie), explained(tie);
    source.add(row("10.00", "1", noon));
    target.add(row("10.01", "1", noon));
    const auto seen = compared(tie, source, target, explained).findings;
    BOOST_REQUIRE(seen.size() == 2U);  // the whole and the client; the counts agree
    for (const auto& finding : seen) {
        BOOST_TEST(rules::name(finding.kind) == std::string("total"));
        BOOST_TEST(finding.tie == "bill");
        BOOST_REQUIRE(finding.samples.size() == 1U);
        BOOST_TEST(*finding.samples[0].columns[0].source == "10.00");
        BOOST_TEST(*finding.samples[0].columns[0].target == "10.01");
        BOOST_TEST(finding.samples[0].note == "explained by rows: 0.00");
    }
}

BOOST_AUTO_TEST_CASE(a_difference_that_the_rows_explain_is_a_figure_and_no_finding) {
    const Tie tie = bills();
    TotalSums source(tie), target(tie), explained(tie);
    source.add(row("10.00", "1", noon));
    target.add(row("10.01", "1", noon));
    explained.add(row("10.00", "1", noon), 1);
    explained.add(row("10.01", "1", noon), -1);
    const auto seen = compared(tie, source, target, explained);
    BOOST_TEST(seen.findings.empty());
    const auto* sum = find(seen.outcome, "sum total", "");
    BOOST_REQUIRE(sum != nullptr);
    BOOST_TEST(sum->difference == "-0.01");
    BOOST_TEST(sum->explained == "-0.01");
}

// Rows that claim a difference where the totals have none contradict them as well.
BOOST_AUTO_TEST_CASE(rows_that_explain_too_much_are_told) {
    const Tie tie = bills();
    TotalSums source(tie), target(tie), explained(tie);
    source.add(row("10.00", "1", noon));
    target.add(row("10.00", "1", noon));
    explained.add(row("5.00", "1", noon));
    BOOST_TEST(compared(tie, source, target, explained).findings.size() == 5U);
}

BOOST_AUTO_TEST_CASE(a_null_amount_adds_nothing_and_its_row_counts) {
    const Tie tie = bills();
    TotalSums sums(tie);
    sums.add(row(nullptr, "1", noon));
    sums.add(row("2.50", "1", noon));
    BOOST_TEST(sums.groups(0).at("").text() == "2");
    BOOST_TEST(sums.groups(1).at("").normalized().text() == "2.5");
}

BOOST_AUTO_TEST_CASE(a_moment_belongs_to_its_month_and_year_before_1970_too) {
    const Tie tie = bills();
    TotalSums sums(tie);
    for (const char* at : {"1969-12-31 23:59:59.999999", "1969-12-01 00:00:00",
                           "1970-01-01 00:00:00", "1969-11-30 23:59:59"})
        sums.add(row("1", "1", at));
    const std::map<std::string, Decimal> months = {
        {"1969-11", Decimal::of(1)}, {"1969-12", Decimal::of(2)}, {"1970-01", Decimal::of(1)}};
    const std::map<std::string, Decimal> years = {{"1969", Decimal::of(3)},
                                                  {"1970", Decimal::of(1)}};
    BOOST_TEST((sums.groups(3) == months));
    BOOST_TEST((sums.groups(4) == years));
}

BOOST_AUTO_TEST_CASE(fifty_groups_are_listed_and_of_more_only_those_that_differ) {
    const Tie tie = bills();
    for (const int clients : {50, 51}) {
        TotalSums source(tie), target(tie), explained(tie);
        for (int client = 1; client <= clients; ++client) {
            source.add(row("1.00", std::to_string(client), noon));
            target.add(row("1.00", std::to_string(client), noon));
        }
        target.add(row("7.00", "3", noon));
        explained.add(row("7.00", "3", noon), -1);
        const auto seen = compared(tie, source, target, explained);
        BOOST_TEST(seen.findings.empty());
        const auto* third = find(seen.outcome, "sum total by client", "3");
        BOOST_REQUIRE(third != nullptr);
        BOOST_TEST(third->target == "8.00");
        BOOST_TEST((find(seen.outcome, "sum total by client", "4") != nullptr) == (clients == 50));
        BOOST_TEST(seen.outcome.sets.at(2).groups == static_cast<std::uint64_t>(clients));
        BOOST_TEST(seen.outcome.sets.at(2).equal == static_cast<std::uint64_t>(clients - 1));
    }
}

BOOST_AUTO_TEST_SUITE_END()
