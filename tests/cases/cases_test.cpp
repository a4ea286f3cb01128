// Every text below tests/cases as tests of its own, one for each pair of engines:
// planted/cent_lost/mysql_to_postgresql. One alone: build/tests/test_cases
// --run_test='planted/cent_lost*'
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "tests/cases/runner.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;
namespace unit = boost::unit_test;

Case read_case(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return parse_case(fs::relative(file, TIEOUT_SOURCE_DIR).string(), text);
}

void holds(const Case& test, const Engines& engines, const std::string& folder) {
    const auto unmet = run_case(test, engines, folder);
    std::string sentences = test.story;
    for (const auto& sentence : unmet)
        sentences += "\n" + sentence;
    BOOST_TEST(unmet.empty(), sentences);
}

unit::test_suite* suite_of(const fs::path& file) {
    unit::test_suite* suite = BOOST_TEST_SUITE(file.stem().string());
    const std::string folder = file.parent_path().string();
    try {
        const auto test = std::make_shared<const Case>(read_case(file));
        for (const auto& engines : test->on) {
            const std::string name = std::string(db::name(engines.source)) + "_to_" +
                                     std::string(db::name(engines.target));
            suite->add(
                unit::make_test_case([=] { holds(*test, engines, folder); }, name, test->file, 1));
        }
    } catch (const std::runtime_error& e) {
        const std::string sentence = e.what();
        suite->add(unit::make_test_case([=] { BOOST_ERROR(sentence); }, "is_readable", __FILE__,
                                        __LINE__));
    }
    return suite;
}

struct Registered {
    Registered() {
        std::map<fs::path, std::set<fs::path>> folders;
        for (const auto& entry : fs::recursive_directory_iterator(TIEOUT_SOURCE_DIR "/tests/cases"))
            if (entry.path().extension() == ".case")
                folders[entry.path().parent_path()].insert(entry.path());
        for (const auto& [folder, files] : folders) {
            unit::test_suite* suite = BOOST_TEST_SUITE(folder.filename().string());
            for (const auto& file : files)
                suite->add(suite_of(file));
            unit::framework::master_test_suite().add(suite);
        }
    }
};
const Registered registered;

}  // namespace
}  // namespace tieout::tests
