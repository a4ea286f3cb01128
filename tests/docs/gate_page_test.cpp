// docs/gate.md, followed on the demo's three cycles: its policy is one, and its commands do what
// they say.
#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "rules/project.h"
#include "tests/docs/page.h"
#include "tests/support/process.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;

std::vector<Fence> blocks() {
    std::ifstream in(TIEOUT_SOURCE_DIR "/docs/gate.md", std::ios::binary);
    return fences_of(std::string{std::istreambuf_iterator<char>(in), {}});
}

struct Folder {
    fs::path path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "tieout-gate-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path = name;
    }
    ~Folder() { fs::remove_all(path); }
    Outcome run(const std::string& command) const {
        const std::string paths = std::string(TIEOUT_BINARY_DIR) + ":" + getenv("PATH");
        return tests::run({{"bash", "-c", command}, path, {{"PATH", paths}}});
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_policy_of_the_page_on_the_gate_is_one) {
    const Folder folder;
    for (const Fence& fence : blocks())
        if (fence.word == "yaml") std::ofstream(folder.path / "tieout.yaml") << fence.body;
    const rules::Policy policy =
        rules::Project::load(folder.path / "tieout.yaml", "final").profile.policy;
    BOOST_TEST(policy.max_warnings == 20U);
    BOOST_TEST((*policy.max_waived_money == Decimal(5000, 0)));
    BOOST_TEST(policy.clean_cycles == 3U);
    BOOST_TEST((policy.max_age == std::chrono::hours(4)));
    BOOST_TEST(policy.require_same_set_up);
    BOOST_TEST(policy.sign_offs.size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_commands_of_the_page_on_the_gate_sign_seal_and_verify) {
    const Folder folder;
    BOOST_TEST_REQUIRE(folder.run("tieout demo && mv tieout-demo/.tieout .").exit == 0);
    std::ofstream(folder.path / "tieout.yaml")
        << "profiles: {rehearsal: {source: env:V4, target: env:V5, policy: {sign_offs: "
           "[finance]}}}\n";
    BOOST_TEST(folder.run("tieout gate").exit == 1);
    std::size_t commands = 0;
    for (const Fence& fence : blocks()) {
        if (fence.word != "sh") continue;
        for (const Line& line : commands_of(fence.body)) {
            ++commands;
            const Outcome outcome = folder.run(line.command);
            BOOST_TEST(outcome.exit == 0, line.command << "\n" << outcome.out << outcome.err);
        }
    }
    BOOST_TEST(commands == 5U);
    BOOST_TEST(fs::exists(folder.path / ".tieout/cycles/0003/seal.json"));
}

}  // namespace tieout::tests
