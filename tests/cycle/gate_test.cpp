#include "cycle/gate.h"

#include <boost/test/unit_test.hpp>

#include "cycle/record_digest.h"

using namespace tieout;

namespace {

// A cycle that opens the gate: each test spoils one thing of it.
rules::CycleRecord good_cycle() {
    rules::CycleRecord record;
    record.profile = "final";
    record.verdict = rules::Verdict::holds;
    for (const char* stage : {"preflight", "migrate", "verify"})
        record.stages.push_back({stage, "done", "", 0});
    rules::TieResult tie;
    tie.tie = "invoice";
    tie.source_rows = tie.target_rows = tie.equal = 3;
    record.ties.push_back(tie);
    record.coverage.push_back({"client_info.client_id", "moved", "", true, true});
    record.target.facts.emplace_back("user", "reader");
    return record;
}

rules::Finding finding(rules::Severity severity) {
    rules::Finding finding;
    finding.tie = "invoice";
    finding.severity = severity;
    return finding;
}

cycle::GateFacts today() {
    return {"2026-01-02T12:00:00Z", {}, {}};
}

bool open(const rules::CycleRecord& record, const rules::Policy& policy = {}) {
    return cycle::judge(record, policy, "final", today()).open;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gate)

BOOST_AUTO_TEST_CASE(a_good_cycle_opens_it) {
    BOOST_TEST(open(good_cycle()));
}

BOOST_AUTO_TEST_CASE(a_rehearsal_does_not_open_the_gate_of_the_final_profile) {
    auto record = good_cycle();
    record.profile = "rehearsal";
    BOOST_TEST(!open(record));
}

BOOST_AUTO_TEST_CASE(a_target_that_says_it_is_defanged_shuts_the_gate_of_the_final_profile) {
    auto record = good_cycle();
    record.target.facts.emplace_back("defanged", "no");
    BOOST_TEST(open(record));
    record.target.facts.back().second = "yes";
    BOOST_TEST(!open(record));
    record.profile = "rehearsal";
    BOOST_TEST(cycle::judge(record, {}, "rehearsal", today()).open);
}

// The gate's own day counts too: here 2026-01-02.
BOOST_AUTO_TEST_CASE(a_waiver_that_has_expired_since_the_cycle_shuts_it) {
    auto record = good_cycle();
    record.findings.push_back(finding(rules::Severity::error));
    BOOST_TEST(!open(record));
    record.findings.back().waived = "by Ada until 2026-01-02: agreed";
    record.waivers.emplace_back();
    record.waivers.back().state = rules::WaiverState::used;
    record.waivers.back().until = "2026-01-02";
    BOOST_TEST(open(record));
    record.waivers.back().until = "2026-01-01";
    BOOST_TEST(!open(record));
}

BOOST_AUTO_TEST_CASE(a_waiver_that_is_outgrown_or_expired_shuts_it_though_only_a_warning_counts) {
    using rules::WaiverState;
    auto record = good_cycle();
    record.findings.push_back(finding(rules::Severity::warning));
    record.waivers.emplace_back();
    record.waivers.back().until = "2026-12-31";
    for (const auto& [state, opens] :
         {std::pair(WaiverState::unused, true), std::pair(WaiverState::outgrown, false),
          std::pair(WaiverState::expired, false)}) {
        record.waivers.back().state = state;
        BOOST_TEST(open(record) == opens);
    }
}

BOOST_AUTO_TEST_CASE(a_stage_that_did_not_run_keeps_it_shut) {
    auto record = good_cycle();
    record.stages.pop_back();
    BOOST_TEST(!open(record));
    record = good_cycle();
    record.stages[1].status = "interrupted";
    BOOST_TEST(!open(record));
}

BOOST_AUTO_TEST_CASE(a_forecast_that_differs_shuts_it_unless_the_policy_allows_so_much) {
    auto record = good_cycle();
    record.forecast.emplace();
    BOOST_TEST(open(record));
    record.forecast->differs = 1;
    BOOST_TEST(!open(record));
    rules::Policy policy;
    policy.max_forecast_differs = 1;
    BOOST_TEST(open(record, policy));
    record.forecast->not_looked = "no rights";
    BOOST_TEST(!open(record, policy));
}

BOOST_AUTO_TEST_CASE(an_error_shuts_it_and_a_warning_only_beyond_its_limit) {
    auto record = good_cycle();
    record.findings.push_back(finding(rules::Severity::warning));
    BOOST_TEST(open(record));
    rules::Policy strict;
    strict.max_warnings = 0;
    BOOST_TEST(!open(record, strict));
    strict.max_warnings = 1;
    BOOST_TEST(open(record, strict));
    record.findings.push_back(finding(rules::Severity::error));
    BOOST_TEST(!open(record));
}

BOOST_AUTO_TEST_CASE(quarantine_opens_it_up_to_the_limit_and_not_one_row_more) {
    auto record = good_cycle();
    record.quarantined = 5;
    rules::Policy policy;
    BOOST_TEST(!open(record, policy));
    policy.max_quarantined = 5;
    BOOST_TEST(open(record, policy));
    policy.max_quarantined = 4;
    BOOST_TEST(!open(record, policy));
}

BOOST_AUTO_TEST_CASE(a_tie_of_an_older_moment_shuts_the_gate_of_the_final_profile) {
    auto record = good_cycle();
    record.ties[0].taken_over_from = "2005-01-01T00:00:00Z";
    BOOST_TEST(open(record));  // the same rows as then: one moment
    record.ties[0].older_moment = "the source was written to since";
    BOOST_TEST(!open(record));
    record.profile = "rehearsal";
    BOOST_TEST(cycle::judge(record, {}, "rehearsal", today()).open);
}

BOOST_AUTO_TEST_CASE(nothing_compared_is_not_a_pass) {
    auto record = good_cycle();
    record.ties[0].equal = record.ties[0].source_rows = record.ties[0].target_rows = 0;
    BOOST_TEST(!open(record));
}

BOOST_AUTO_TEST_CASE(a_tie_that_was_skipped_is_not_a_pass) {
    auto record = good_cycle();
    record.ties.push_back({});
    record.ties.back().not_looked = "no right to read coupon";
    BOOST_TEST(!open(record));
}

BOOST_AUTO_TEST_CASE(a_column_of_unknown_fate_shuts_it_unless_the_policy_says_otherwise) {
    auto record = good_cycle();
    record.coverage.push_back({"client_info.new_column", "unknown", "", false, false});
    BOOST_TEST(!open(record));
    rules::Policy policy;
    policy.require_coverage = false;
    BOOST_TEST(open(record, policy));
    record = good_cycle();
    record.target_coverage.push_back({"account.new_column", "unknown", "", false, false});
    BOOST_TEST(!open(record));
    BOOST_TEST(open(record, policy));
}

BOOST_AUTO_TEST_CASE(every_row_is_written_refused_or_left_out_exactly_once) {
    auto record = good_cycle();
    rules::LoadResult load;
    load.table = "invoice";
    load.read = 10;
    load.left_out = 3;
    load.produced = 7;
    load.written = 6;
    load.quarantined = 1;
    record.loads.push_back(load);
    rules::Policy policy;
    policy.max_quarantined = 1;
    BOOST_TEST(open(record, policy));
    record.loads[0].written = 7;  // one row twice
    BOOST_TEST(!open(record, policy));
    record.loads[0].written = 5;  // one row nowhere
    BOOST_TEST(!open(record, policy));
    record.loads[0] = load;
    record.loads[0].left_out = 2;  // one row never looked at
    BOOST_TEST(!open(record, policy));
    record.loads[0] = load;
    record.ties[0].target_rows = 4;  // of which none is `extra`
    BOOST_TEST(!open(record, policy));
    record.ties[0].extra = 1;
    BOOST_TEST(open(record, policy));
}

BOOST_AUTO_TEST_CASE(columns_of_unknown_fate_are_named) {
    auto record = good_cycle();
    for (const char* name : {"c.one", "c.two", "c.three", "c.four"})
        record.coverage.push_back({name, "unknown", "", false, false});
    std::string figure;
    for (const auto& clause : cycle::judge(record, {}, "final", today()).clauses)
        if (clause.clause == "source columns of unknown fate") figure = clause.figure;
    BOOST_TEST(figure == "4: c.one, c.two, c.three and 1 more");
}

BOOST_AUTO_TEST_CASE(a_verifier_that_can_write_shuts_it) {
    auto record = good_cycle();
    record.target.facts.emplace_back("may_write", "INSERT on account");
    BOOST_TEST(!open(record));
    rules::Policy policy;
    policy.require_read_only_verifier = false;
    BOOST_TEST(open(record, policy));
}

BOOST_AUTO_TEST_CASE(a_verifier_that_never_looked_is_not_one_that_cannot_write) {
    auto record = good_cycle();
    record.target.facts.clear();
    BOOST_TEST(!open(record));
}

BOOST_AUTO_TEST_CASE(beyond_three_privileges_are_counted) {
    const auto figure = [](const char* may_write) {
        auto record = good_cycle();
        record.target.facts.emplace_back("may_write", may_write);
        for (const auto& clause : cycle::judge(record, {}, "final", today()).clauses)
            if (clause.clause == "the role that verified can write to the target")
                return clause.figure;
        return std::string();
    };
    BOOST_TEST(figure("a") == "yes: a");
    BOOST_TEST(figure("a, b, c") == "yes: a, b, c");
    BOOST_TEST(figure("a, b, c, d") == "yes: a, b, c and 1 more");
    BOOST_TEST(figure("a, b, c, d, e, f") == "yes: a, b, c and 3 more");
}

BOOST_AUTO_TEST_CASE(tables_without_one_view_shut_it_where_the_policy_wants_one_moment) {
    auto record = good_cycle();
    record.source.facts.emplace_back("inconsistent_tables", "client_info");
    BOOST_TEST(open(record));
    rules::Policy policy;
    policy.require_consistent_snapshot = true;
    BOOST_TEST(!open(record, policy));
}

BOOST_AUTO_TEST_CASE(tables_on_other_servers_are_of_one_moment_where_a_lock_was_held) {
    rules::Policy policy;
    policy.require_consistent_snapshot = true;
    auto record = good_cycle();
    BOOST_TEST(open(record, policy));
    record.source.facts.emplace_back("tables_elsewhere", "invoices");
    BOOST_TEST(!open(record, policy));
    record.source.facts.emplace_back("locked", "all tables of the server, 1.0 ms");
    BOOST_TEST(open(record, policy));
}

BOOST_AUTO_TEST_CASE(every_clause_is_listed_with_its_figure) {
    const auto gate = cycle::judge(good_cycle(), {}, "final", today());
    BOOST_TEST(gate.clauses.size() == 13u);
    for (const auto& clause : gate.clauses) {
        BOOST_TEST(!clause.figure.empty());
        BOOST_TEST(!clause.wanted.empty());
    }
}

// Three errors may stand, of 5 rows and 12.50 in all: one is about the whole, one is owed and not
// owing.
BOOST_AUTO_TEST_CASE(errors_that_may_stand_are_bounded_in_rows_and_in_money) {
    auto record = good_cycle();
    const auto add = [&](std::uint64_t rows, const char* money, const char* waived) {
        record.findings.push_back(finding(rules::Severity::error));
        record.findings.back().count = rows;
        if (money != nullptr) record.findings.back().amount = Decimal::parse(money);
        record.findings.back().waived = waived;
    };
    add(3, "10.00", "");
    add(1, "-2.50", "");
    add(0, nullptr, "");
    add(100, "1000.00", "by Ada");
    rules::Policy policy;
    policy.max_errors = 3;
    BOOST_TEST(open(record, policy));
    policy.max_error_rows = 5;
    policy.max_error_money = Decimal::parse("12.50");
    BOOST_TEST(open(record, policy));
    policy.max_error_rows = 4;
    BOOST_TEST(!open(record, policy));
    policy.max_error_rows = 5;
    policy.max_error_money = Decimal::parse("12.49");
    BOOST_TEST(!open(record, policy));
}

BOOST_AUTO_TEST_CASE(what_is_waived_is_bounded_by_itself) {
    auto record = good_cycle();
    record.findings.push_back(finding(rules::Severity::error));
    record.findings.back().count = 7;
    record.findings.back().amount = Decimal::parse("40.00");
    record.findings.back().waived = "by Ada";
    rules::Policy policy;
    policy.max_error_rows = 0;
    policy.max_error_money = Decimal();
    policy.max_waived_rows = 7;
    policy.max_waived_money = Decimal::parse("40");
    BOOST_TEST(open(record, policy));
    policy.max_waived_rows = 6;
    BOOST_TEST(!open(record, policy));
    policy.max_waived_rows = 7;
    policy.max_waived_money = Decimal::parse("39.99");
    BOOST_TEST(!open(record, policy));
}

BOOST_AUTO_TEST_CASE(quarantine_of_one_table_has_a_limit_of_its_own) {
    auto record = good_cycle();
    record.quarantined = 5;
    for (const auto& [table, rows] : {std::pair("event", 4U), std::pair("invoice", 1U)}) {
        rules::LoadResult load;
        load.table = table;
        load.read = load.produced = rows;
        load.quarantined = rows;
        record.loads.push_back(load);
    }
    rules::Policy policy;
    policy.max_quarantined = 5;
    policy.max_quarantined_of = {{"event", 4}, {"invoice", 1}};
    BOOST_TEST(open(record, policy));
    policy.max_quarantined_of = {{"event", 4}, {"invoice", 0}};
    BOOST_TEST(!open(record, policy));
    policy.max_quarantined_of = {{"events", 4}};  // no such table: a slip of the pen
    BOOST_TEST(!open(record, policy));
}

BOOST_AUTO_TEST_CASE(a_record_that_is_not_what_its_digest_says_shuts_it) {
    auto record = good_cycle();
    record.digest = cycle::digest_of(record);
    BOOST_TEST(open(record));
    record.ties[0].source_rows = record.ties[0].target_rows = record.ties[0].equal = 4;
    BOOST_TEST(!open(record));
}

BOOST_AUTO_TEST_CASE(the_profile_of_a_policy_narrows_what_is_asked_for_and_never_widens_it) {
    rules::Policy policy;
    policy.profile = "final";
    BOOST_TEST(open(good_cycle(), policy));
    auto rehearsal = good_cycle();
    rehearsal.profile = "rehearsal";
    BOOST_TEST(!cycle::judge(rehearsal, policy, "rehearsal", today()).open);
    policy.profile = "rehearsal";
    BOOST_TEST(cycle::judge(rehearsal, policy, "rehearsal", today()).open);
    BOOST_TEST(!open(rehearsal, policy));  // asked for `final`
    BOOST_TEST(!open(good_cycle(), policy));
}

BOOST_AUTO_TEST_CASE(integrations_shut_it_only_where_the_policy_requires_them) {
    auto record = good_cycle();
    rules::Policy policy;
    const auto figure = [&] {
        for (const auto& clause : cycle::judge(record, policy, "final", today()).clauses)
            if (clause.clause == "integrations that fail or have no probe") return clause.figure;
        return std::string("no such clause");
    };
    BOOST_TEST(open(record, policy));
    BOOST_TEST(figure() == "no such clause");
    policy.require_integrations = true;
    BOOST_TEST(!open(record, policy));
    BOOST_TEST(figure() == "never checked");
    record.integrations.emplace();
    BOOST_TEST(!open(record, policy));  // a check of nothing is none
    const auto add = [&](const char* name, rules::IntegrationState state, const char* accepted) {
        rules::IntegrationResult result;
        result.name = name;
        result.state = state;
        result.accepted = accepted;
        record.integrations->results.push_back(result);
    };
    using State = rules::IntegrationState;
    add("cart", State::works, "");
    add("fax", State::no_probe, "nobody faxes any more");
    BOOST_TEST(open(record, policy));
    BOOST_TEST(figure() == "0");
    add("paypal", State::fails, "");
    BOOST_TEST(!open(record, policy));
    BOOST_TEST(figure() == "1: paypal");
    add("panel", State::no_probe, "");
    add("crm", State::not_asked, "");
    add("whois", State::fails, "");
    add("mail", State::fails, "");
    BOOST_TEST(figure() == "5: paypal, panel, crm and 2 more");
    policy.require_integrations = false;
    BOOST_TEST(open(record, policy));
}

BOOST_AUTO_TEST_SUITE_END()
