// Commands: exit code, output, a time limit that ends all of it.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/cutover/asked.h"

using namespace tieout;
using namespace tieout::tests;
using std::chrono::milliseconds;
namespace fs = std::filesystem;

namespace {

rules::CommandProbe shell(const std::string& line) {
    rules::CommandProbe probe;
    probe.run = {"sh", "-c", line};
    return probe;
}

struct Folder {
    fs::path path;
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "tieout-command-XXXXXX").string();
        path = mkdtemp(pattern.data());
    }
    ~Folder() { fs::remove_all(path); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(probe_command)

BOOST_AUTO_TEST_CASE(an_exit_code_other_than_the_expected_one_fails) {
    BOOST_TEST(works(asked(shell("exit 0"))));
    const auto three = asked(shell("echo s3cr3t; echo s3cr3t >&2; exit 3"));
    BOOST_TEST(fails(three));
    BOOST_TEST(three.result.sentence == "exits with 3, expected 0");  // what it printed is its own
    auto wanted = shell("exit 3");
    wanted.exit = 3;
    BOOST_TEST(works(asked(wanted)));
    BOOST_TEST(asked(shell("kill -9 $$")).result.sentence == "was ended by signal 9");
}

BOOST_AUTO_TEST_CASE(an_output_without_the_text_fails) {
    auto probe = shell("echo all is well");
    probe.output = "is well";
    BOOST_TEST(works(asked(probe)));
    probe.output = "is bad";
    BOOST_TEST(asked(probe).result.sentence ==
               "exits with 0, but its output does not hold `is bad`");
    // Standard error is no output.
    probe = shell("echo all is well >&2");
    probe.output = "is well";
    BOOST_TEST(fails(asked(probe)));
}

BOOST_AUTO_TEST_CASE(words_are_words_and_no_shell_reads_them) {
    rules::CommandProbe probe;
    probe.run = {"echo", "$HOME; `id` *"};
    probe.output = "$HOME; `id` *";
    BOOST_TEST(works(asked(probe)));
}

BOOST_AUTO_TEST_CASE(what_hangs_is_killed_with_all_that_it_started) {
    const Folder folder;
    const std::string mark = (folder.path / "mark").string();
    // The grandchild would leave its mark a second later.
    const auto begin = std::chrono::steady_clock::now();
    const auto late = asked(shell("(sleep 1.5; touch " + mark + ") & sleep 60"), milliseconds(400));
    BOOST_TEST(fails(late));
    BOOST_TEST(late.result.sentence == "did not answer within 0.4 s, and was killed");
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(10)));
    // Of one that ends in time nothing is left running either, though it holds the output open.
    BOOST_TEST(works(asked(shell("(sleep 1.5; touch " + mark + ") & true"))));
    std::this_thread::sleep_for(milliseconds(2500));
    BOOST_TEST(!fs::exists(mark));
}

BOOST_AUTO_TEST_CASE(who_prints_without_end_is_ended_by_the_limit_too) {
    rules::CommandProbe probe;
    probe.run = {"yes"};
    BOOST_TEST(says(asked(probe, milliseconds(400)), "did not answer within 0.4 s"));
    // One that closes its output, and runs on.
    BOOST_TEST(says(asked(shell("exec >&-; sleep 60"), milliseconds(400)), "did not answer"));
}

BOOST_AUTO_TEST_CASE(a_program_that_is_not_there_is_not_asked) {
    rules::CommandProbe probe;
    probe.run = {"./no-such-program"};
    const auto none = asked(probe);
    BOOST_TEST(not_asked(none, Fault::usage));
    BOOST_TEST(says(none, "`./no-such-program` cannot be run: No such file or directory"));
}

BOOST_AUTO_TEST_CASE(it_runs_in_the_folder_of_its_file_and_has_no_input) {
    const Folder folder;
    std::ofstream(folder.path / "look.sh") << "#!/bin/sh\nread line && exit 9\npwd\n";
    fs::permissions(folder.path / "look.sh", fs::perms::owner_all);
    rules::CommandProbe probe;
    probe.run = {"./look.sh"};
    probe.output = folder.path.filename().string();
    auto entry = integration(probe, milliseconds(9000));
    entry.probe->folder = folder.path;
    const auto seen = cutover::run_probes({entry}, {}).front();
    BOOST_TEST(works(seen), seen.result.sentence);
}

BOOST_AUTO_TEST_SUITE_END()
