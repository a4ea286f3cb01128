// The verifier against a migrator that is wrong: one shop, migrated by rules with one fault each,
// verified with the rules as they are. One alone: build/tests/test_mutants
// --run_test='mutants/a_cost_is_not_rounded'
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "tests/cases/tieout.h"
#include "tests/mutants/mutant.h"
#include "tests/support/scratch.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;
namespace unit = boost::unit_test;
using Found = std::set<std::string>;

const fs::path pack = TIEOUT_SOURCE_DIR "/rules/modernbill";
const fs::path here = TIEOUT_SOURCE_DIR "/tests/mutants";
const std::string zone = "America/New_York";

std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

// The pack with the mutant's fault in it.
class MutatedPack {
public:
    explicit MutatedPack(const Mutant& mutant) {
        std::string pattern = (fs::temp_directory_path() / "tieout-mutant-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw std::runtime_error("no temporary folder at " + pattern);
        path_ = pattern;
        fs::copy(pack, path_, fs::copy_options::recursive);
        std::ofstream(path_ / "migrate.yaml", std::ios::binary)
            << mutated(content(pack / "migrate.yaml"), mutant);
    }
    ~MutatedPack() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    MutatedPack(const MutatedPack&) = delete;
    MutatedPack& operator=(const MutatedPack&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

// Nobody writes to it.
const Scratch& shop() {
    static const Scratch source(db::Engine::sqlite);
    static const bool filled = [] {
        source.run_client_file((pack / "v4/sqlite.sql").string());
        source.run_client_file(TIEOUT_SOURCE_DIR "/tests/cases/planted/shop.sql");
        source.run_client_file((here / "more.sql").string());
        source.run_client_file(TIEOUT_SOURCE_DIR "/tests/cases/planted/desk.sql");
        return true;
    }();
    (void)filled;
    return source;
}

void add_found(const nlohmann::json& finding, Found& out) {
    const std::string kind = finding.at("kind");
    if (kind == "broken_rule") {
        out.insert(kind + " " + finding.at("rule").get<std::string>());
        return;
    }
    const std::string about = kind + " " + finding.at("tie").get<std::string>();
    if (kind != "changed" && kind != "transformed")
        out.insert(about);
    else
        for (const auto& column : finding.at("columns"))
            out.insert(about + " " + column.get<std::string>());
}

Found found_by_the_verifier(const Scratch& target, int expected_exit) {
    const Outcome outcome = run_tieout({"tieout", "verify", shop().url(), target.url(), "--pack",
                                        pack.string(), "--zone", zone, "--json"},
                                       fs::temp_directory_path());
    BOOST_TEST(outcome.exit == expected_exit, outcome.err);
    Found found;
    const auto report = nlohmann::json::parse(outcome.out);
    for (const auto& finding : report.at("findings"))
        if (finding.at("origin") == "target") add_found(finding, found);
    return found;
}

void must_be_equal(const Found& by_hand, const Found& by_program) {
    for (const auto& line : by_hand)
        if (!by_program.count(line)) BOOST_ERROR("not found: " + line);
    for (const auto& line : by_program)
        if (!by_hand.count(line)) BOOST_ERROR("found, but not said by hand: " + line);
}

void verifier_finds(const Mutant& mutant, int expected_exit) {
    const MutatedPack wrong(mutant);
    const Scratch target(db::Engine::sqlite);
    const Outcome moved =
        run_tieout({"tieout", "migrate", shop().url(), target.url(), "--create", "--pack",
                    wrong.path().string(), "--zone", mutant.zone.empty() ? zone : mutant.zone},
                   fs::temp_directory_path());
    // 1: some rows are in quarantine; the migrator has done what its rules say.
    BOOST_REQUIRE_MESSAGE(moved.exit == 0 || moved.exit == 1, moved.err);
    must_be_equal(mutant.found, found_by_the_verifier(target, expected_exit));
}

void is_found(const Mutant& mutant) {
    BOOST_REQUIRE(!mutant.found.empty());
    BOOST_REQUIRE(!mutant.replace.empty() || !mutant.zone.empty());
    verifier_finds(mutant, 1);
}

unit::test_suite* suite_of_mutants() {
    unit::test_suite* suite = BOOST_TEST_SUITE("mutants");
    const std::string file = (here / "migrate_mutants.txt").string();
    suite->add(unit::make_test_case([] { verifier_finds(Mutant{}, 0); }, "the_clean_twin_is_clean",
                                    __FILE__, __LINE__));
    for (const Mutant& mutant : parse_mutants(content(file)))
        suite->add(unit::make_test_case([mutant] { is_found(mutant); }, mutant.name, file,
                                        static_cast<std::size_t>(mutant.line)));
    return suite;
}

struct Registered {
    Registered() { unit::framework::master_test_suite().add(suite_of_mutants()); }
};
const Registered registered;

}  // namespace
}  // namespace tieout::tests
