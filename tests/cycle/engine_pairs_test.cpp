// The same rows, whatever the engines: nothing to find, and the same proof, digest for digest.
#include <boost/test/unit_test.hpp>
#include <memory>

#include "tests/support/rehearsal.h"

namespace tieout::tests {
namespace {

constexpr db::Engine engines[] = {db::Engine::mysql, db::Engine::postgresql, db::Engine::sqlite};

// What must not depend on an engine, one line each.
std::string proof(const rules::CycleRecord& record) {
    std::string text;
    const auto line = [&text](std::initializer_list<std::string> cells) {
        for (const std::string& cell : cells)
            text += cell + " | ";
        text += "\n";
    };
    for (const rules::TieResult& tie : record.ties)
        line({tie.tie, std::to_string(tie.source_rows), std::to_string(tie.target_rows),
              std::to_string(tie.equal), tie.source_digest, tie.target_digest});
    for (const rules::TotalResult& total : record.totals)
        line({total.tie, total.name, total.group, total.source, total.target, total.difference});
    for (const rules::TotalSet& set : record.total_sets)
        line({set.tie, set.name, std::to_string(set.groups), std::to_string(set.equal)});
    if (record.forecast)
        for (const rules::ForecastMonth& month : record.forecast->by_month)
            line({month.month, month.faithful.revenue.text(), month.intended.revenue.text(),
                  std::to_string(month.target.invoices), month.target.revenue.text()});
    return text;
}

std::string findings_of(const rules::CycleRecord& record) {
    std::string text;
    for (const rules::Finding& finding : record.findings)
        text += std::string(rules::name(finding.kind)) + " " + finding.tie + " " + finding.rule +
                ": " + finding.title + "\n";
    return text;
}

struct Sources {
    Scratch mysql{db::Engine::mysql}, postgresql{db::Engine::postgresql},
        sqlite{db::Engine::sqlite};
    Sources() {
        for (const Scratch* source : {&mysql, &postgresql, &sqlite})
            fill_with_sample(*source, 150, "none");
    }
    const Scratch& of(db::Engine engine) const {
        if (engine == db::Engine::mysql) return mysql;
        return engine == db::Engine::postgresql ? postgresql : sqlite;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(engine_pairs)

BOOST_AUTO_TEST_CASE(a_clean_sample_ties_out_with_the_same_digests_between_any_two_engines) {
    const Sources sources;
    std::string first;
    for (const db::Engine from : engines)
        for (const db::Engine to : engines) {
            const Scratch target(to);
            const rules::CycleRecord record = rehearse(sources.of(from), target).record;
            BOOST_TEST_CONTEXT(db::name(from) << " to " << db::name(to)) {
                BOOST_TEST(rules::name(record.verdict) == "holds");
                BOOST_TEST(findings_of(record) == "");
                BOOST_TEST(record.quarantined == 0U);
                BOOST_TEST(record.ties.size() == 38U);
                if (first.empty()) first = proof(record);
                BOOST_TEST(proof(record) == first);
            }
        }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
