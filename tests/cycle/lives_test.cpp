#include "cycle/lives.h"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "base/error.h"
#include "cycle/ledger.h"

using namespace tieout;
namespace fs = std::filesystem;

namespace {

using rules::LifeState;
using Strings = std::vector<std::string>;

rules::FindingMembers rows(const std::string& finding_id, const Strings& keys) {
    rules::FindingMembers members{finding_id};
    for (const std::string& key : keys) {
        rules::Member member;
        member.key = {{"invoice_id", key}};
        members.members.push_back(member);
    }
    return members;
}

struct Seen {
    std::string tie;
    Strings keys;
    const char* amount = nullptr;
};
using Findings = std::vector<Seen>;

// One cycle as the ledger sees it: every stage done, the ties "invoice" and "client" looked at.
struct Cycle {
    rules::CycleRecord record;
    std::vector<rules::FindingMembers> members;

    explicit Cycle(const Findings& seen) {
        record.profile = "rehearsal";
        record.verdict = rules::Verdict::broken;
        for (const char* stage : {"preflight", "migrate", "verify"})
            record.stages.push_back({stage, "done", "", 0});
        for (const char* tie : {"invoice", "client"}) {
            record.ties.emplace_back();
            record.ties.back().tie = tie;
        }
        for (const Seen& each : seen) {
            rules::Finding finding;
            finding.tie = each.tie;
            finding.title = each.tie + " differs";
            finding.id = rules::finding_id(finding);
            finding.count = each.keys.size();
            if (each.amount != nullptr) finding.amount = Decimal::parse(each.amount);
            record.findings.push_back(finding);
            members.push_back(rows(finding.id, each.keys));
        }
    }
};

struct Book {
    fs::path folder = fs::temp_directory_path() / ("tieout-lives-" + std::to_string(::getpid()));
    Book() {
        fs::remove_all(folder);
        fs::create_directories(folder);
        ledger.emplace(file());
    }
    ~Book() { fs::remove_all(folder); }
    fs::path file() const { return folder / "ledger.db"; }

    // "invoice differs: standing since 1 until 2 in 2 cycles, +1 =2 !0 -1", a line a life.
    Strings run(Cycle cycle) {
        cycle.record.number = ledger->begin("2026-01-01T00:00:00Z", cycle.record.profile);
        ledger->follow(cycle.record, cycle.members);
        ledger->end(cycle.record);
        Strings lines;
        for (const rules::FindingLife& life : cycle.record.lives)
            lines.push_back(life.title + ": " + rules::name(life.state) + " since " +
                            std::to_string(life.first_seen) + " until " +
                            std::to_string(life.last_seen) + " in " + std::to_string(life.cycles) +
                            " cycles, +" + std::to_string(life.members_new) + " =" +
                            std::to_string(life.members_standing) + " !" +
                            std::to_string(life.members_regressed) + " -" +
                            std::to_string(life.members_resolved));
        return lines;
    }
    std::optional<cycle::Ledger> ledger;
};

void must_be(const Strings& lines, const Strings& wanted) {
    BOOST_TEST(lines == wanted, boost::test_tools::per_element());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lives, Book)

BOOST_AUTO_TEST_CASE(a_finding_is_new_stands_is_resolved_and_comes_back) {
    must_be(run(Cycle(Findings{{"invoice", {"1", "2"}}})),
            {"invoice differs: new since 1 until 1 in 1 cycles, +2 =0 !0 -0"});
    must_be(run(Cycle(Findings{{"invoice", {"2", "3"}}})),
            {"invoice differs: standing since 1 until 2 in 2 cycles, +1 =1 !0 -1"});
    must_be(run(Cycle(Findings{})),
            {"invoice differs: resolved since 1 until 2 in 2 cycles, +0 =0 !0 -2"});
    must_be(run(Cycle(Findings{})), {});
    must_be(run(Cycle(Findings{{"invoice", {"3", "4"}}})),
            {"invoice differs: regressed since 1 until 5 in 3 cycles, +1 =0 !1 -0"});
    must_be(run(Cycle(Findings{{"invoice", {"3", "4"}}})),
            {"invoice differs: standing since 1 until 6 in 4 cycles, +0 =2 !0 -0"});
}

BOOST_AUTO_TEST_CASE(a_row_that_was_mended_and_is_back_has_regressed_though_its_finding_stood) {
    run(Cycle(Findings{{"invoice", {"1", "2"}}}));
    run(Cycle(Findings{{"invoice", {"2"}}}));
    must_be(run(Cycle(Findings{{"invoice", {"1", "2"}}})),
            {"invoice differs: standing since 1 until 3 in 3 cycles, +0 =1 !1 -0"});
}

BOOST_AUTO_TEST_CASE(what_was_not_looked_at_is_neither_resolved_nor_new_again) {
    run(Cycle(Findings{{"invoice", {"1"}}, {"client", {"7"}}}));
    Cycle blind(Findings{});
    blind.record.ties[0].not_looked = "the connection was lost";
    must_be(run(blind), {"invoice differs: not_looked since 1 until 1 in 1 cycles, +0 =0 !0 -0",
                         "client differs: resolved since 1 until 1 in 1 cycles, +0 =0 !0 -1"});
    must_be(run(Cycle(Findings{{"invoice", {"1"}}})),
            {"invoice differs: standing since 1 until 3 in 2 cycles, +0 =1 !0 -0"});
}

BOOST_AUTO_TEST_CASE(a_cycle_in_which_a_stage_failed_resolves_nothing) {
    run(Cycle(Findings{{"invoice", {"1"}}}));
    Cycle failed(Findings{});
    failed.record.stages[1].status = "failed";
    must_be(run(failed), {"invoice differs: not_looked since 1 until 1 in 1 cycles, +0 =0 !0 -0"});
    Cycle dropped(Findings{});  // a tie that the pack has no more, or that nobody asked for
    dropped.record.ties.erase(dropped.record.ties.begin());
    must_be(run(dropped), {"invoice differs: not_looked since 1 until 1 in 1 cycles, +0 =0 !0 -0"});
}

BOOST_AUTO_TEST_CASE(a_rule_that_could_not_be_asked_is_not_resolved) {
    Cycle broken(Findings{});
    rules::Finding finding;
    finding.rule = "invoice_equals_lines";
    finding.title = "rule";
    finding.id = rules::finding_id(finding);
    broken.record.findings.push_back(finding);
    run(broken);
    Cycle blind(Findings{});
    rules::Finding not_looked = finding;
    not_looked.kind = rules::FindingKind::not_looked;
    not_looked.title = "not looked";
    not_looked.id = rules::finding_id(not_looked);
    blind.record.findings.push_back(not_looked);
    must_be(run(blind), {"not looked: new since 2 until 2 in 1 cycles, +0 =0 !0 -0",
                         "rule: not_looked since 1 until 1 in 1 cycles, +0 =0 !0 -0"});
    must_be(run(Cycle(Findings{})),
            {"rule: resolved since 1 until 1 in 1 cycles, +0 =0 !0 -0",
             "not looked: resolved since 2 until 2 in 1 cycles, +0 =0 !0 -0"});
}

// The forecast is no tie of the record: what it found is resolved where it was asked again.
BOOST_AUTO_TEST_CASE(what_the_forecast_found_is_resolved_where_it_was_asked_again) {
    Cycle first(Findings{{"forecast", {"7/2026-01"}}});
    first.record.forecast.emplace();
    run(first);
    Cycle blind(Findings{});
    blind.record.forecast.emplace();
    blind.record.forecast->not_looked = "the source has no invoice";
    must_be(run(blind), {"forecast differs: not_looked since 1 until 1 in 1 cycles, +0 =0 !0 -0"});
    Cycle asked(Findings{});
    asked.record.forecast.emplace();
    must_be(run(asked), {"forecast differs: resolved since 1 until 1 in 1 cycles, +0 =0 !0 -1"});
}

BOOST_AUTO_TEST_CASE(each_profile_has_lives_of_its_own) {
    run(Cycle(Findings{{"invoice", {"1"}}}));
    Cycle last(Findings{{"client", {"1"}}});
    last.record.profile = "final";
    must_be(run(last), {"client differs: new since 2 until 2 in 1 cycles, +1 =0 !0 -0"});
    must_be(run(Cycle(Findings{{"invoice", {"1"}}})),
            {"invoice differs: standing since 1 until 3 in 2 cycles, +0 =1 !0 -0"});
    BOOST_CHECK_EXCEPTION(ledger->changes(1, 2), Error, [](const Error& error) {
        return error.fault() == Fault::usage &&
               std::string_view(error.what()).find("profile final") != std::string_view::npos;
    });
}

BOOST_AUTO_TEST_CASE(a_key_that_stands_twice_is_one_member) {
    must_be(run(Cycle(Findings{{"invoice", {"1", "1"}}})),
            {"invoice differs: new since 1 until 1 in 1 cycles, +1 =0 !0 -0"});
    must_be(run(Cycle(Findings{{"invoice", {"1", "1"}}})),
            {"invoice differs: standing since 1 until 2 in 2 cycles, +0 =1 !0 -0"});
}

BOOST_AUTO_TEST_CASE(what_two_cycles_say_otherwise_is_told_in_rows_and_in_money) {
    run(Cycle(Findings{{"invoice", {"1", "2", "3"}, "30.00"}, {"client", {"7"}}}));
    run(Cycle(Findings{{"invoice", {"3"}, "10.00"}, {"client", {"7"}}}));
    run(Cycle(Findings{{"invoice", {"1", "4", "5"}, "30.00"}, {"client", {"7"}}}));
    run(Cycle(Findings{{"client", {"7"}}}));
    const auto changes = ledger->changes(1, 3);
    BOOST_TEST_REQUIRE(changes.size() == 1U);  // clients are as they were
    BOOST_TEST(changes[0].before == 3U);
    BOOST_TEST(changes[0].after == 3U);
    BOOST_TEST(changes[0].gone == 2U);
    BOOST_TEST(changes[0].come == 2U);
    const auto fewer = ledger->changes(1, 2);
    BOOST_TEST_REQUIRE(fewer.size() == 1U);
    BOOST_TEST(fewer[0].money_before->text() == "30.00");
    BOOST_TEST(fewer[0].money_after->text() == "10.00");
    BOOST_TEST(fewer[0].gone == 2U);
    BOOST_TEST(fewer[0].come == 0U);
    const auto gone = ledger->changes(3, 4);
    BOOST_TEST_REQUIRE(gone.size() == 1U);
    BOOST_TEST(!gone[0].seen_after);
    BOOST_TEST(gone[0].gone == 3U);
    BOOST_TEST(ledger->changes(2, 2).empty());
    BOOST_CHECK_THROW(ledger->changes(1, 9), Error);
}

BOOST_AUTO_TEST_CASE(a_line_of_the_history_counts_findings_and_money) {
    run(Cycle(Findings{{"invoice", {"1"}, "1.10"}, {"client", {"1"}, "2.20"}}));
    run(Cycle(Findings{{"invoice", {"1"}, "1.10"}}));
    run(Cycle(Findings{{"invoice", {"1"}, "0.40"}, {"client", {"1"}, "2.20"}}));
    const auto lines = ledger->lines();
    BOOST_TEST_REQUIRE(lines.size() == 3U);
    BOOST_CHECK((lines[0].lives == cycle::LifeTally{2, 0, 0, 0, Decimal::parse("3.30")}));
    BOOST_CHECK((lines[1].lives == cycle::LifeTally{0, 1, 0, 1, Decimal::parse("1.10")}));
    BOOST_CHECK((lines[2].lives == cycle::LifeTally{0, 1, 1, 0, Decimal::parse("2.60")}));
}

BOOST_AUTO_TEST_CASE(a_cycle_knows_what_those_of_its_profile_before_it_came_to) {
    run(Cycle(Findings{{"invoice", {"1"}, "1.10"}, {"client", {"1"}, "2.20"}}));
    Cycle other(Findings{{"invoice", {"1"}}});
    other.record.profile = "final";
    run(other);
    ledger->begin("2026-01-01T00:00:00Z", "rehearsal");  // never ended
    run(Cycle(Findings{}));
    Cycle now(Findings{{"invoice", {"1"}}});
    now.record.number = ledger->begin("2026-01-01T00:00:00Z", now.record.profile);
    ledger->follow(now.record, now.members);
    const std::vector<rules::TrendPoint> wanted{
        {1, "2026-01-01T00:00:00Z", "broken", 2, 2, Decimal::parse("3.30")},
        {4, "2026-01-01T00:00:00Z", "broken", 0, 0, std::nullopt}};
    BOOST_CHECK(now.record.trend == wanted);
    ledger->end(now.record);
    BOOST_CHECK(ledger->find(5)->trend == wanted);
}

BOOST_AUTO_TEST_CASE(lives_without_the_end_of_their_cycle_are_not_kept) {
    run(Cycle(Findings{{"invoice", {"1"}}}));
    {
        Cycle killed(Findings{});
        killed.record.number = ledger->begin("2026-01-01T00:00:00Z", "rehearsal");
        ledger->follow(killed.record, killed.members);
        ledger.reset();  // as after kill -9: the journal is rolled back
        ledger.emplace(file());
    }
    must_be(run(Cycle(Findings{{"invoice", {"1"}}})),
            {"invoice differs: standing since 1 until 3 in 2 cycles, +0 =1 !0 -0"});
}

// Written by the program that knew no lives.
BOOST_AUTO_TEST_CASE(an_older_ledger_keeps_its_cycles_and_its_findings_have_lived) {
    ledger.reset();
    fs::remove(file());
    Cycle old(Findings{{"invoice", {"1"}}});
    old.record.number = 1;
    {
        sqlite3* db = nullptr;
        sqlite3_open(file().c_str(), &db);
        cycle::run(db,
                   "create table cycle (number integer primary key autoincrement, started_at "
                   "text not null, finished_at text, profile text not null, verdict text not "
                   "null default 'started', errors integer not null default 0, findings "
                   "integer not null default 0, quarantined integer not null default 0, record "
                   "text); pragma user_version = 1");
        cycle::Statement insert(db,
                                "insert into cycle (started_at, profile, verdict, record) "
                                "values ('2025-01-01T00:00:00Z', 'rehearsal', 'broken', ?)");
        insert.bind(1, rules::to_json(old.record)).step();
        insert.reset();
        sqlite3_close_v2(db);
    }
    ledger.emplace(file());
    BOOST_TEST(ledger->find(1)->findings.size() == 1U);
    must_be(run(Cycle(Findings{{"invoice", {"1"}}})),
            {"invoice differs: standing since 1 until 2 in 2 cycles, +1 =0 !0 -0"});
}

BOOST_AUTO_TEST_SUITE_END()
