// All stages of a cycle speak of one moment of the source, whatever is written to it meanwhile.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/support/rehearsal.h"

namespace tieout::tests {
namespace {

std::string fact(const rules::SideFacts& side, const std::string& name) {
    for (const auto& [key, value] : side.facts)
        if (key == name) return value;
    return "";
}

// Other names and fewer invoices, each time that a stage begins.
class WriterBetweenStages {
public:
    explicit WriterBetweenStages(const Scratch& source) : source_(source) {}
    void begins(const std::string& line) {
        if (line != "v4 to v5" && line != "prove it") return;
        const std::string n = std::to_string(++written_);
        source_.run_client("update client_info set client_lname = 'Late" + n +
                           "'; delete from client_invoice where invoice_id % 7 = " + n);
    }
    int written() const { return written_; }

private:
    const Scratch& source_;
    int written_ = 0;
};

void check_a_cycle_that_is_written_to(db::Engine engine, const std::string& moment) {
    const Scratch source(engine), target(db::Engine::sqlite), quiet(db::Engine::sqlite);
    fill_with_sample(source, 40, "none");
    const rules::CycleRecord before = rehearse(source, quiet).record;
    WriterBetweenStages writer(source);
    const rules::CycleRecord record =
        rehearse(source, target, "monthly", [&](const std::string&, const std::string& line) {
            writer.begins(line);
        }).record;
    BOOST_TEST(writer.written() == 2);
    BOOST_TEST(rules::name(record.verdict) == "holds");
    BOOST_TEST(record.findings.size() == before.findings.size());
    BOOST_REQUIRE_EQUAL(record.ties.size(), before.ties.size());
    for (std::size_t i = 0; i < record.ties.size(); ++i)
        BOOST_TEST(record.ties[i].source_digest == before.ties[i].source_digest);
    BOOST_TEST(fact(record.source, "moment") == moment);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(moment)

BOOST_AUTO_TEST_CASE(a_cycle_does_not_see_what_is_written_to_mariadb_between_its_stages) {
    check_a_cycle_that_is_written_to(db::Engine::mysql, "3 sessions, begun under one lock");
}

BOOST_AUTO_TEST_CASE(a_cycle_does_not_see_what_is_written_to_postgresql_between_its_stages) {
    check_a_cycle_that_is_written_to(db::Engine::postgresql, "3 sessions, one exported snapshot");
}

BOOST_AUTO_TEST_CASE(the_record_says_what_the_moment_costs_the_server) {
    const Scratch source(db::Engine::mysql), target(db::Engine::sqlite);
    fill_with_sample(source, 20, "none");
    const rules::CycleRecord record = rehearse(source, target).record;
    for (const char* name : {"snapshot_price", "snapshot_price_at_end"})
        BOOST_TEST(fact(record.source, name).starts_with("history list length "));
    BOOST_TEST(fact(record.source, "locked").starts_with("all tables of the server, "));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
