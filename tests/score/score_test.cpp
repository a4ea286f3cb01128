// Everything that was planted is found and pinned to its row, and nothing else is reported.
#include "tests/score/score.h"

#include <boost/test/unit_test.hpp>
#include <iostream>

#include "tests/support/rehearsal.h"

namespace tieout::tests {
namespace {

void check_score(db::Engine from, db::Engine to, std::int64_t clients, std::uint64_t seed = 1) {
    const Scratch source(from), target(to);
    const sample::Manifest manifest = fill_with_sample(source, clients, "typical", seed);
    const cycle::CycleOutcome outcome = rehearse(source, target);
    const Score result = score(manifest, outcome.record.findings, outcome.members);
    std::cout << db::name(from) << " to " << db::name(to) << ", " << clients << " clients, seed "
              << seed << "\n"
              << result.text();
    for (const std::string& line : result.missed)
        BOOST_ERROR("missed: " << line);
    for (const std::string& line : result.false_alarms)
        BOOST_ERROR("false: " << line);
    BOOST_TEST(!manifest.planted.empty());
    BOOST_TEST(rules::name(outcome.record.verdict) == "broken");
}

sample::Manifest one_bad_quantity() {
    sample::Manifest manifest;
    manifest.planted.push_back(
        {53, "a quantity of none or less", {"client_package", "7"}, "source", false, "", {}});
    return manifest;
}

rules::FindingLog quantity_of(const std::string& service, rules::Origin origin) {
    rules::Finding finding;
    finding.tie = "subscription";
    finding.rule = "check:subscription.subscription_qty";
    finding.table = "client_package";
    finding.kind = rules::FindingKind::refused;
    finding.origin = origin;
    rules::Member member;
    member.key = {{"cp_id", service}};
    rules::FindingLog log;
    log.add(finding, member);
    return log;
}

Score score_of(const sample::Manifest& manifest, const rules::FindingLog& log) {
    return score(manifest, log.findings(), log.members());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scores)

BOOST_AUTO_TEST_CASE(the_score_tells_found_from_missed_and_false) {
    const sample::Manifest manifest = one_bad_quantity();
    const Score found = score_of(manifest, quantity_of("7", rules::Origin::source));
    BOOST_TEST(found.missed.empty());
    BOOST_TEST(found.false_alarms.empty());
    const Score elsewhere = score_of(manifest, quantity_of("8", rules::Origin::source));
    BOOST_TEST(elsewhere.missed.size() == 1U);
    BOOST_TEST(elsewhere.false_alarms.size() == 1U);
    const Score blamed_on_v5 = score_of(manifest, quantity_of("7", rules::Origin::target));
    BOOST_TEST(blamed_on_v5.missed.size() == 1U);
    BOOST_TEST(blamed_on_v5.false_alarms.size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_follows_from_nothing_reported_is_a_false_alarm) {
    rules::Finding finding;
    finding.tie = "domain";
    finding.table = "domain_names";
    finding.kind = rules::FindingKind::refused;
    rules::Member member;
    member.key = {{"domain_id", "3"}};
    member.follows_tie = "client";
    member.follows_key = {{"client_id", "9"}};
    rules::FindingLog log;
    log.add(finding, member);
    BOOST_TEST(score_of({}, log).false_alarms.size() == 1U);
}

BOOST_AUTO_TEST_CASE(all_that_is_planted_is_found_and_nothing_else_from_mysql_to_postgresql) {
    check_score(db::Engine::mysql, db::Engine::postgresql, 300);
}

// PostgreSQL refuses some problems from the start (a NUL in a text): the manifest does not hold
// those.
BOOST_AUTO_TEST_CASE(all_that_is_planted_is_found_and_nothing_else_from_postgresql_to_mysql) {
    check_score(db::Engine::postgresql, db::Engine::mysql, 300);
}

BOOST_AUTO_TEST_CASE(all_that_is_planted_is_found_and_nothing_else_from_mysql_to_sqlite) {
    check_score(db::Engine::mysql, db::Engine::sqlite, 300);
}

// Enough clients for three variants of the usual problems.
BOOST_AUTO_TEST_CASE(all_that_is_planted_is_found_and_nothing_else_between_two_sqlite_files) {
    check_score(db::Engine::sqlite, db::Engine::sqlite, 2000);
}

// Other people, other orders, and other clients and rows for every problem than those the rules
// were written beside; so few clients that most problems have one instance.
BOOST_AUTO_TEST_CASE(all_that_a_second_seed_plants_is_found_and_nothing_else) {
    check_score(db::Engine::sqlite, db::Engine::sqlite, 700, 20'040'229);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
