#include "verify/tie_findings.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;
using namespace tieout::verify;
using rules::FindingKind;
using rules::Origin;

namespace {

std::string encoded(As as, const char* raw) {
    std::string out;
    encode(as, raw == nullptr ? Cell::null() : Cell::of(std::string_view(raw)), db::ValueType::text,
           "", out);
    return out;
}

// Bills of a client, worth their total; `of` is a bill that another one amends.
Ties bills() {
    Ties ties;
    ties.ties.resize(2);
    ties.ties[0].name = "client";
    Tie& bill = ties.ties[1];
    bill.name = "bill";
    bill.title = "Bills";
    bill.source.from = "old_bill";
    bill.key_names = {"id"};
    bill.key_as = {As::integer};
    bill.fields = {
        {"client", As::integer, {}, {}}, {"total", As::money, {}, {}}, {"of", As::integer, {}, {}}};
    bill.parents = {{0, "client"}, {2, "bill"}};
    bill.money = 1;
    return ties;
}

// What is told of differences between bills.
struct Judged {
    Ties ties = bills();
    BrokenKeys broken;
    Outcomes outcomes{ties};
    TotalSums explained{ties.ties[1]};
    rules::FindingLog log;
    TieFindings judge{ties.ties[1], broken, outcomes, explained, log, 20};

    static std::string row(const char* client, const char* total, const char* of = nullptr) {
        return encoded(As::integer, client) + encoded(As::money, total) + encoded(As::integer, of);
    }
    void changed(const char* key, const std::string& source, const std::string& target) {
        judge.changed(encoded(As::integer, key), source, target);
    }
    void alone(SideName side, const char* key, const std::string& fields) {
        judge.alone(side, encoded(As::integer, key), fields);
    }
    rules::Finding only() {
        judge.finish();
        BOOST_REQUIRE_EQUAL(log.findings().size(), 1U);
        return log.findings()[0];
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(findings_of_a_tie)

BOOST_AUTO_TEST_CASE(a_missing_row_is_shown_whole_as_the_source_has_it) {
    Judged bill;
    bill.alone(SideName::source, "7", Judged::row("1", "20.50"));
    const rules::Finding found = bill.only();
    BOOST_TEST((found.kind == FindingKind::missing));
    BOOST_TEST(found.table == "old_bill");
    BOOST_TEST(found.amount->text() == "20.5");
    const rules::Member& member = found.samples.at(0);
    BOOST_TEST(member.in_source);
    BOOST_TEST(!member.in_target);
    BOOST_REQUIRE_EQUAL(member.columns.size(), 3U);
    BOOST_TEST(member.columns[1].source.value() == "20.50");
    BOOST_TEST(!member.columns[1].target);
    BOOST_TEST(member.note.empty());
    BOOST_TEST(found.title == "Bills: rows that did not arrive");
}

BOOST_AUTO_TEST_CASE(an_extra_row_is_shown_whole_as_the_target_has_it) {
    Judged bill;
    bill.alone(SideName::target, "7", Judged::row("1", "20.50"));
    const rules::Finding found = bill.only();
    BOOST_TEST((found.kind == FindingKind::extra));
    BOOST_TEST((found.origin == Origin::target));
    BOOST_TEST(found.amount->text() == "20.5");
    BOOST_TEST(!found.samples.at(0).in_source);
    BOOST_TEST(!found.samples.at(0).columns.at(1).source);
    BOOST_TEST(found.samples.at(0).columns.at(1).target.value() == "20.50");
}

BOOST_AUTO_TEST_CASE(a_row_whose_money_is_null_means_none) {
    Judged bill;
    bill.alone(SideName::source, "7", Judged::row("1", nullptr));
    BOOST_TEST(!bill.only().amount);
}

BOOST_AUTO_TEST_CASE(a_change_of_money_is_worth_the_difference_and_another_nothing) {
    Judged total;
    total.changed("7", Judged::row("1", "20.50"), Judged::row("1", "20.75"));
    BOOST_TEST(total.only().samples.at(0).amount->text() == "-0.25");
    Judged client;
    client.changed("7", Judged::row("1", "20.50"), Judged::row("2", "20.50"));
    BOOST_TEST(!client.only().samples.at(0).amount);
}

BOOST_AUTO_TEST_CASE(only_columns_that_differ_and_can_be_read_are_told) {
    Judged bill;
    bill.changed("7", Judged::row("one", "20.50"), Judged::row("1", "20.75"));
    const rules::Finding found = bill.only();
    BOOST_TEST(found.columns == std::vector<std::string>{"total"},
               boost::test_tools::per_element());
    BOOST_TEST(found.title == "Bills: `total` is not the same on both sides");
    Judged unread;
    unread.changed("7", Judged::row("one", "20.50"), Judged::row("1", "20.50"));
    unread.judge.finish();
    BOOST_TEST(unread.log.empty());
}

BOOST_AUTO_TEST_CASE(a_change_is_the_sources_where_a_rule_speaks_of_a_column_that_differs) {
    const auto origin = [](const std::vector<std::string>& columns) {
        Judged bill;
        bill.broken.add("bill", "7", {"rule", columns});
        bill.changed("7", Judged::row("1", "20.50"), Judged::row("1", "20.75"));
        return bill.only();
    };
    BOOST_TEST((origin({"total"}).origin == Origin::source));
    BOOST_TEST((origin({"of", "total"}).origin == Origin::source));
    BOOST_TEST(origin({"total"}).rule == "rule");
    BOOST_TEST(origin({"total"}).advice == "Correct the source's rows.");
    BOOST_TEST((origin({}).origin == Origin::source));  // it speaks of the whole row
    BOOST_TEST((origin({"client"}).origin == Origin::target));
    BOOST_TEST(origin({"client"}).advice == "Correct the migration or the target's set-up.");
}

BOOST_AUTO_TEST_CASE(a_link_follows_from_the_parent_that_is_gone_and_from_nothing_else) {
    const auto changed = [](const char* total) {
        Judged bill;
        bill.outcomes.gone("client", {{"id", "1"}}, Origin::source);
        bill.changed("7", Judged::row("1", "20.50"), Judged::row("9", total));
        return bill.only();
    };
    const rules::Finding link = changed("20.50");
    BOOST_TEST((link.origin == Origin::source));
    BOOST_TEST(link.samples.at(0).follows_tie == "client");
    BOOST_TEST(link.samples.at(0).note == "follows from client 1");
    const rules::Finding more = changed("20.75");
    BOOST_TEST((more.origin == Origin::target));
    BOOST_TEST(more.samples.at(0).follows_tie.empty());
    Judged other;  // the parent that is gone is not the one whose link differs
    other.outcomes.gone("client", {{"id", "1"}}, Origin::source);
    other.changed("7", Judged::row("1", "20.50", "3"), Judged::row("1", "20.50", "4"));
    BOOST_TEST((other.only().origin == Origin::target));
}

BOOST_AUTO_TEST_CASE(a_lost_row_follows_from_a_lost_row_of_its_own_tie) {
    Judged bill;
    bill.broken.add("bill", "9", {"rule", {}});
    bill.alone(SideName::source, "8", Judged::row("1", "1.00", "9"));
    bill.alone(SideName::source, "9", Judged::row("1", "2.00"));
    bill.judge.finish();
    const auto found = bill.log.findings();
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    for (const rules::Finding& each : found) {
        BOOST_TEST((each.kind == FindingKind::refused));
        BOOST_TEST((each.origin == Origin::source));
        const bool follows = each.rule == "parent:bill";
        BOOST_TEST(rules::text(each.samples.at(0).key) == (follows ? "8" : "9"));
        BOOST_TEST(each.samples.at(0).note ==
                   (follows ? "follows from bill 9" : "breaks rule in the source"));
    }
}

BOOST_AUTO_TEST_CASE(rows_that_are_each_others_parents_are_judged_on_their_own) {
    Judged bill;
    bill.alone(SideName::source, "8", Judged::row("1", "1.00", "9"));
    bill.alone(SideName::source, "9", Judged::row("1", "2.00", "8"));
    bill.judge.finish();
    std::vector<std::string> kinds;
    for (const rules::Finding& each : bill.log.findings())
        for (const rules::Member& member : each.samples)
            kinds.push_back(rules::text(member.key) + " " + rules::name(each.kind));
    std::sort(kinds.begin(), kinds.end());
    BOOST_TEST(kinds == (std::vector<std::string>{"8 refused", "9 missing"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_duplicate_names_the_side_that_has_it) {
    for (const SideName side : {SideName::source, SideName::target}) {
        Judged bill;
        bill.judge.duplicate(side, encoded(As::integer, "7"), 3);
        const std::string who = side == SideName::source ? "the source" : "the target";
        const rules::Finding found = bill.only();
        BOOST_TEST(found.title == "Bills: keys that " + who + " has more than once");
        BOOST_TEST(found.samples.at(0).note == "3 rows in " + who);
        BOOST_TEST((found.origin == (side == SideName::source ? Origin::source : Origin::target)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
