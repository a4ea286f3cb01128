#include "cycle/record_digest.h"

#include <boost/test/unit_test.hpp>
#include <functional>

using namespace tieout;

namespace {

rules::CycleRecord record() {
    rules::CycleRecord record;
    record.number = 7;
    record.profile = "final";
    record.started_at = "2026-11-29T01:00:00Z";
    record.source.facts.emplace_back("position", "0-1-17");
    record.stages.push_back({"verify", "done", "", 12.5});
    record.ties.emplace_back();
    record.ties[0].tie = "invoice";
    record.ties[0].equal = 3;
    record.totals.emplace_back();
    record.totals[0].source = record.totals[0].target = "204.50";
    record.total_sets.push_back({"invoice", "sum total by client", 2, 2});
    record.findings.emplace_back();
    record.findings[0].id = "abc";
    record.findings[0].amount = Decimal(120, 2);
    record.findings[0].samples.emplace_back();
    record.waivers.emplace_back();
    record.constraints.emplace_back();
    record.loads.emplace_back();
    record.coverage.push_back({"invoices.id", "moved", "", true, true});
    record.target_coverage.push_back({"invoice.id", "filled", "", true, true});
    return record;
}

using Change = std::function<void(rules::CycleRecord&)>;

bool changes(const Change& change) {
    rules::CycleRecord changed = record();
    change(changed);
    return cycle::digest_of(changed) != cycle::digest_of(record());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(digest_of_a_record)

BOOST_AUTO_TEST_CASE(whatever_was_found_otherwise_gives_another_digest) {
    const std::vector<Change> all = {
        [](auto& r) { r.number = 8; },
        [](auto& r) { r.started_at = "2026-11-29T01:00:01Z"; },
        [](auto& r) { r.pack_digest = "x"; },
        [](auto& r) { r.verdict = rules::Verdict::holds; },
        [](auto& r) { r.source.facts[0].second = "0-1-18"; },
        [](auto& r) { r.target.label = "v6"; },
        [](auto& r) { r.stages[0].status = "skipped"; },
        [](auto& r) { r.ties[0].equal = 4; },
        [](auto& r) { r.ties[0].source_digest = "x"; },
        [](auto& r) { r.ties[0].not_looked = "no right"; },
        [](auto& r) { r.ties.emplace_back(); },
        [](auto& r) { r.totals[0].target = "204.51"; },
        [](auto& r) { r.total_sets[0].equal = 1; },
        [](auto& r) { r.findings[0].count = 1; },
        [](auto& r) { r.findings[0].amount = Decimal(121, 2); },
        [](auto& r) { r.findings[0].amount.reset(); },
        [](auto& r) { r.findings[0].severity = rules::Severity::warning; },
        [](auto& r) { r.findings[0].waived = "by Ada"; },
        [](auto& r) { r.findings.clear(); },
        [](auto& r) { r.waivers[0].state = rules::WaiverState::expired; },
        [](auto& r) { r.constraints[0].enforced = false; },
        [](auto& r) { r.loads[0].written = 1; },
        [](auto& r) { r.quarantined = 1; },
        [](auto& r) { r.coverage[0].fate = "unknown"; },
        [](auto& r) { r.target_coverage[0].fate = "unknown"; },
        [](auto& r) { r.forecast.emplace(); },
    };
    for (std::size_t i = 0; i < all.size(); ++i)
        BOOST_TEST(changes(all[i]), "change " << i);
}

// A masked report has other samples than the ledger, and a gate is judged afterwards.
BOOST_AUTO_TEST_CASE(samples_timings_lives_gate_and_the_digest_itself_do_not_count) {
    BOOST_TEST(!changes([](auto& r) { r.findings[0].samples.clear(); }));
    BOOST_TEST(!changes([](auto& r) { r.stages[0].seconds = 1; }));
    BOOST_TEST(!changes([](auto& r) { r.ties[0].seconds = 1; }));
    BOOST_TEST(!changes([](auto& r) { r.lives.emplace_back(); }));
    BOOST_TEST(!changes([](auto& r) { r.gate.emplace(); }));
    BOOST_TEST(!changes([](auto& r) { r.digest = "x"; }));
}

BOOST_AUTO_TEST_CASE(a_record_that_went_through_json_has_the_same) {
    rules::CycleRecord with_text = record();
    with_text.verdict_reasons = {"\xff is no UTF-8", "\xE2\x82\xAC is"};
    const std::string json = rules::to_json(with_text);
    const std::string again = rules::to_json(rules::from_json(json));
    BOOST_TEST(json == again);
    BOOST_TEST(cycle::digest_of(rules::from_json(json)) == cycle::digest_of(with_text));
}

BOOST_AUTO_TEST_SUITE_END()
