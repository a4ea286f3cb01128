// Each planted case once more by every strategy, and with so little memory that rows go to disk:
// what is found must be the same. On SQLite, where verifying costs no server's time.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/cases/runner.h"
#include "tests/cases/tieout.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;
namespace unit = boost::unit_test;
using Json = nlohmann::ordered_json;
using Words = std::vector<std::string>;

const std::vector<Words> ways = {{"--strategy", "merge"},
                                 {"--strategy", "table"},
                                 {"--strategy", "table", "--memory", "1KiB"},
                                 {"--strategy", "push-down"}};

// Everything but how rows met and how long it took.
Json found(const std::string& printed) {
    Json report = Json::parse(printed, nullptr, false);
    if (!report.is_object()) return printed;
    Json ties = Json::array();
    for (Json tie : report.value("ties", Json::array())) {
        for (const char* how :
             {"strategy", "strategy_why", "spilled_bytes", "seconds", "source_sql", "target_sql"})
            tie.erase(how);
        // Push-down digests other things than rows: only that both sides agree can be compared.
        tie["agree"] = tie.value("digest", "") == tie.value("target_digest", "");
        tie.erase("digest");
        tie.erase("target_digest");
        ties.push_back(tie);
    }
    return {{"verdict", report.value("verdict", "")},
            {"findings", report.value("findings", Json::array())},
            {"totals", report.value("totals", Json::array())},
            {"ties", ties}};
}

bool can_be_compared(const Words& words) {
    const std::set<std::string> all(words.begin(), words.end());
    return words.size() > 1 && words[1] == "verify" && all.count("--json") > 0 &&
           all.count("--strategy") == 0;
}

void compare(const Words& words, const fs::path& folder, const Outcome& automatic) {
    if (!can_be_compared(words)) return;
    const Json expected = found(automatic.out);
    for (const Words& way : ways) {
        Words again = words;
        again.insert(again.end(), way.begin(), way.end());
        const Outcome outcome = run_tieout(again, folder);
        BOOST_TEST(outcome.exit == automatic.exit, text(Command{again}) << outcome.err);
        BOOST_TEST((found(outcome.out) == expected),
                   text(Command{again}) << "\n"
                                        << found(outcome.out).dump(1) << "\nautomatic:\n"
                                        << expected.dump(1));
    }
}

void add_case(unit::test_suite& suite, const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string words{std::istreambuf_iterator<char>(in), {}};
    const auto test = std::make_shared<const Case>(
        parse_case(fs::relative(file, TIEOUT_SOURCE_DIR).string(), words));
    const Engines sqlite{db::Engine::sqlite, db::Engine::sqlite};
    if (std::find(test->on.begin(), test->on.end(), sqlite) == test->on.end()) return;
    const std::string folder = file.parent_path().string();
    suite.add(unit::make_test_case(
        [=] {
            const auto unmet = run_case(*test, sqlite, folder, compare);
            BOOST_TEST(unmet.empty());
        },
        file.stem().string(), test->file, 1));
}

struct Registered {
    Registered() {
        std::set<fs::path> files;
        for (const auto& entry : fs::directory_iterator(TIEOUT_SOURCE_DIR "/tests/cases/planted"))
            if (entry.path().extension() == ".case") files.insert(entry.path());
        unit::test_suite* suite = BOOST_TEST_SUITE("planted");
        for (const auto& file : files)
            add_case(*suite, file);
        unit::framework::master_test_suite().add(suite);
    }
};
const Registered registered;

BOOST_AUTO_TEST_SUITE(comparison)

BOOST_AUTO_TEST_CASE(another_finding_or_figure_is_seen_and_another_way_is_not) {
    const char* const report =
        R"({"verdict":"broken","findings":[{"id":"a"}],"ties":[{"tie":"t","equal":1,)";
    const auto with = [report](const char* rest) { return found(std::string(report) + rest); };
    const Json merged = with(R"("strategy":"merge","seconds":1}]})");
    BOOST_TEST((merged == with(R"("strategy":"keyed table","spilled_bytes":7}]})")));
    BOOST_TEST((merged != with(R"("missing":1}]})")));
    BOOST_TEST((merged != found(R"({"verdict":"broken","findings":[{"id":"b"}],)"
                                R"("ties":[{"tie":"t","equal":1}]})")));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::tests
