// Clauses about time, the cycles before, and people: each with what breaks it and what does not.
#include "cycle/gate_beyond.h"

#include <boost/test/unit_test.hpp>

using namespace tieout;

namespace {

rules::CycleRecord fourth_cycle() {
    rules::CycleRecord record;
    record.number = 4;
    record.verdict = rules::Verdict::holds;
    record.started_at = "2026-11-29T01:00:00Z";
    record.tieout_version = "1";
    record.pack_digest = "pack";
    record.config_digest = "config";
    record.digest = "digest";
    return record;
}

cycle::EarlierCycle before(int number, const std::string& verdict = "holds") {
    return {number, "rehearsal", verdict, "1", "pack", "config"};
}

cycle::GateFacts facts() {
    return {"2026-11-29T02:30:00Z", {before(3), before(2), before(1)}, {}};
}

// The one clause that the policy adds.
rules::GateClause clause(const rules::CycleRecord& record, const rules::Policy& policy,
                         const cycle::GateFacts& facts) {
    std::vector<rules::GateClause> clauses;
    cycle::add_clauses_beyond(record, policy, facts, clauses);
    BOOST_REQUIRE(clauses.size() == 1U);
    return clauses.front();
}

rules::SignOff signed_by(const std::string& role, int cycle, const std::string& digest) {
    rules::SignOff one;
    one.role = role;
    one.who = "Ada";
    one.cycle = cycle;
    one.digest = digest;
    return one;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gate_beyond_the_record)

BOOST_AUTO_TEST_CASE(a_policy_that_asks_nothing_adds_nothing) {
    std::vector<rules::GateClause> clauses;
    cycle::add_clauses_beyond(fourth_cycle(), {}, facts(), clauses);
    BOOST_TEST(clauses.empty());
}

BOOST_AUTO_TEST_CASE(a_row_is_counted_back_to_the_first_that_does_not_hold) {
    rules::Policy policy;
    policy.clean_cycles = 3;
    auto known = facts();
    BOOST_TEST(clause(fourth_cycle(), policy, known).figure == "4");
    for (const char* verdict : {"broken", "incomplete", "started"}) {
        known.earlier = {before(3), before(2, verdict), before(1)};
        const auto two = clause(fourth_cycle(), policy, known);
        BOOST_TEST(two.figure == "2");
        BOOST_TEST(!two.holds);
    }
    known.earlier = {before(3), before(2), before(1, "broken")};
    BOOST_TEST(clause(fourth_cycle(), policy, known).holds);
    auto broken = fourth_cycle();
    broken.verdict = rules::Verdict::broken;
    BOOST_TEST(clause(broken, policy, facts()).figure == "0");
}

BOOST_AUTO_TEST_CASE(a_cycle_is_as_old_as_the_moment_at_which_it_began_to_look) {
    rules::Policy policy;
    policy.max_age = std::chrono::minutes(90);
    const auto just = clause(fourth_cycle(), policy, facts());
    BOOST_TEST(just.figure == "90 min");
    BOOST_TEST(just.wanted == "at most 90 min");
    BOOST_TEST(just.holds);
    auto later = facts();
    later.now = "2026-11-29T02:30:01Z";
    BOOST_TEST(!clause(fourth_cycle(), policy, later).holds);
    later.now = "2026-11-29T00:59:59Z";  // a clock that went back proves nothing
    BOOST_TEST(!clause(fourth_cycle(), policy, later).holds);
    auto odd = fourth_cycle();
    odd.started_at = "yesterday";
    BOOST_TEST(!clause(odd, policy, facts()).holds);
}

// An inventory that worked last month says as little as a cycle of last month.
BOOST_AUTO_TEST_CASE(integrations_must_be_checked_as_lately_as_the_cycle) {
    rules::Policy policy;
    policy.require_integrations = true;
    auto record = fourth_cycle();
    record.integrations.emplace();
    record.integrations->results.emplace_back();
    record.integrations->results[0].state = rules::IntegrationState::works;
    record.integrations->checked_at = "2026-11-28T02:30:00Z";
    BOOST_TEST(clause(record, policy, facts()).holds);
    policy.max_age = std::chrono::hours(24);
    std::vector<rules::GateClause> clauses;
    const auto judged = [&] {
        clauses.clear();
        cycle::add_clauses_beyond(record, policy, facts(), clauses);
        return clauses.back();
    };
    BOOST_TEST(judged().holds);
    record.integrations->checked_at = "2026-11-28T02:29:00Z";
    BOOST_TEST(!judged().holds);
    BOOST_TEST(judged().figure == "0, checked 1441 min ago");
    record.integrations->checked_at = "2026-11-29T02:31:00Z";
    BOOST_TEST(!judged().holds);
}

BOOST_AUTO_TEST_CASE(another_tieout_pack_or_configuration_than_the_rehearsals_had_is_named) {
    rules::Policy policy;
    policy.require_same_set_up = true;
    BOOST_TEST(clause(fourth_cycle(), policy, facts()).holds);
    auto known = facts();
    known.earlier[0].pack_digest = "other";
    known.earlier[0].config_digest = "other";
    const auto other = clause(fourth_cycle(), policy, known);
    BOOST_TEST(!other.holds);
    BOOST_TEST(other.figure == "not as in cycle 3: pack, configuration");
    known = facts();
    known.earlier[1].tieout_version = "0";  // one before counts, two do not
    BOOST_TEST(clause(fourth_cycle(), policy, known).holds);
    known.earlier.clear();
    BOOST_TEST(clause(fourth_cycle(), policy, known).figure == "there is none");
}

BOOST_AUTO_TEST_CASE(as_many_rehearsals_count_as_cycles_must_be_clean) {
    rules::Policy policy;
    policy.require_same_set_up = true;
    policy.clean_cycles = 3;
    auto known = facts();
    known.earlier[1].tieout_version = "0";
    std::vector<rules::GateClause> clauses;
    cycle::add_clauses_beyond(fourth_cycle(), policy, known, clauses);
    BOOST_TEST(clauses.back().figure == "not as in cycle 2: tieout");
    // A cycle that never ended, or of the final profile, is no rehearsal to compare with.
    known = facts();
    known.earlier[0] = before(3, "started");
    known.earlier[1].profile = "final";
    clauses.clear();
    cycle::add_clauses_beyond(fourth_cycle(), policy, known, clauses);
    BOOST_TEST(clauses.back().figure == "only 1 of 2");
    BOOST_TEST(!clauses.back().holds);
}

BOOST_AUTO_TEST_CASE(a_signature_is_for_this_cycle_this_record_and_this_role) {
    rules::Policy policy;
    policy.sign_offs = {"finance", "engineering"};
    auto known = facts();
    known.sign_offs = {signed_by("finance", 4, "digest"), signed_by("engineering", 4, "digest")};
    const auto both = clause(fourth_cycle(), policy, known);
    BOOST_TEST(both.holds);
    BOOST_TEST(both.figure == "finance (Ada), engineering (Ada)");
    for (const rules::SignOff& wrong :
         {signed_by("engineering", 3, "digest"), signed_by("engineering", 4, "other"),
          signed_by("Engineering", 4, "digest")}) {
        known.sign_offs[1] = wrong;
        const auto one = clause(fourth_cycle(), policy, known);
        BOOST_TEST(!one.holds);
        BOOST_TEST(one.figure == "missing: engineering");
    }
    auto without = fourth_cycle();
    without.digest.clear();
    known.sign_offs = {signed_by("finance", 4, ""), signed_by("engineering", 4, "")};
    BOOST_TEST(!clause(without, policy, known).holds);
}

BOOST_AUTO_TEST_SUITE_END()
