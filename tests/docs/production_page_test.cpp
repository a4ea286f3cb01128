// docs/production.md: the project file that it shows is one, and its table is of the flags that
// there are. Its commands are run by tests/cases/readme.
#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "rules/project.h"
#include "tests/docs/page.h"
#include "tests/support/process.h"

namespace tieout::tests {
namespace {

std::string page() {
    std::ifstream in(TIEOUT_SOURCE_DIR "/docs/production.md", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

rules::Project project_of_the_page() {
    std::string file = (std::filesystem::temp_directory_path() / "tieout-project-XXXXXX").string();
    const int opened = mkstemp(file.data());
    BOOST_REQUIRE(opened >= 0);
    for (const Fence& fence : fences_of(page()))
        if (fence.word == "yaml") std::ofstream(file, std::ios::app) << fence.body << "\n";
    const rules::Project project = rules::Project::load(file, "");
    std::filesystem::remove(file);
    return project;
}

std::set<std::string> flags_in(const std::string& text) {
    const std::regex flag("--[a-z]+-[a-z-]+");
    std::set<std::string> flags;
    for (std::sregex_iterator at(text.begin(), text.end(), flag), end; at != end; ++at)
        flags.insert(at->str());
    return flags;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_project_file_of_the_page_on_production_sets_every_limit) {
    const Gentle gentle = project_of_the_page().gentle;
    BOOST_TEST(gentle.max_load.size() == 2u);
    BOOST_TEST(gentle.critical_load.size() == 1u);
    BOOST_TEST(gentle.max_lag.has_value());
    BOOST_TEST(gentle.rows_per_s == 50000u);
    BOOST_TEST(gentle.bytes_per_s == 20'000'000u);
    BOOST_TEST(gentle.pause_file.filename() == "pause");
    BOOST_TEST(gentle.stop_file.filename() == "stop");
    BOOST_TEST((gentle.statement_limit == std::chrono::hours(2)));
    BOOST_TEST(gentle.chunk_time.count() == 500);
}

BOOST_AUTO_TEST_CASE(every_flag_of_the_page_on_production_is_one_of_each_command_that_reads) {
    const auto flags = flags_in(page());
    BOOST_TEST(flags.size() == 9u);
    for (const char* command : {"preflight", "migrate", "verify", "forecast", "cycle"}) {
        const Outcome help = run({{TIEOUT_BINARY_DIR "/tieout", command, "--help"}});
        for (const std::string& flag : flags)
            BOOST_TEST(help.out.find("  " + flag + " TEXT") != std::string::npos,
                       command << " " << flag);
    }
}

}  // namespace tieout::tests
