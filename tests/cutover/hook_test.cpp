// A company's command: its words, its time, and that it never runs unseen.
#include "cutover/hook.h"

#include <signal.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/error.h"
#include "tests/support/temporary_folder.h"

namespace tieout::cutover::tests {
namespace {

using namespace std::chrono_literals;

struct Place {
    tieout::tests::TemporaryFolder folder;
    CommandOptions options() const {
        CommandOptions options;
        options.folder = folder.path();
        options.log = folder.path() / "log";
        options.within = 10s;
        return options;
    }
    CommandEnd run(const std::string& script) const {
        return run_command({"bash", "-c", script}, options());
    }
    std::string log() const {
        std::ifstream in(folder.path() / "log");
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hook)

BOOST_AUTO_TEST_CASE(its_exit_and_its_last_line_are_told_and_all_of_it_is_kept) {
    const Place place;
    const CommandEnd end = place.run("echo first; echo second >&2; exit 7");
    BOOST_TEST(end.exit == 7);
    BOOST_TEST(!end.too_late);
    BOOST_TEST(end.last_line == "second");
    BOOST_TEST(place.run("true").last_line == "");
    BOOST_TEST(place.log() == "first\nsecond\n");
    BOOST_TEST(place.run("kill -TERM $$").exit == 128 + 15);
}

BOOST_AUTO_TEST_CASE(words_are_no_shell_and_the_folder_is_its_own) {
    const Place place;
    const CommandEnd end = run_command({"echo", "$HOME; *", "it's"}, place.options());
    BOOST_TEST(end.last_line == "$HOME; * it's");
    BOOST_TEST(place.run("pwd").last_line == place.folder.path().string());
    BOOST_TEST(place.run("read -r x; echo \"[$x]\"").last_line == "[]");
}

BOOST_AUTO_TEST_CASE(beyond_its_time_it_is_killed_with_all_that_it_started) {
    const Place place;
    CommandOptions options = place.options();
    options.within = 200ms;
    const CommandEnd end = run_command({"bash", "-c", "sleep 60 & echo $! >child; wait"}, options);
    BOOST_TEST(end.too_late);
    int child = 0;
    std::ifstream(place.folder.path() / "child") >> child;
    BOOST_TEST_REQUIRE(child > 0);
    for (int i = 0; i < 200 && kill(child, 0) == 0; ++i)
        std::this_thread::sleep_for(10ms);
    BOOST_TEST(!std::filesystem::exists("/proc/" + std::to_string(child) + "/exe"));
}

BOOST_AUTO_TEST_CASE(it_does_not_run_before_it_was_written_down) {
    const Place place;
    CommandOptions options = place.options();
    Child seen;
    options.before = [&](const Child& child) {
        seen = child;
        std::this_thread::sleep_for(100ms);
        BOOST_TEST(still_runs(child));
        BOOST_TEST(!std::filesystem::exists(place.folder.path() / "ran"));
    };
    run_command({"touch", "ran"}, options);
    BOOST_TEST(std::filesystem::exists(place.folder.path() / "ran"));
    BOOST_TEST(seen.pid > 0);
    BOOST_TEST(!still_runs(seen));
    BOOST_TEST(wait_for_end(seen, 1ms));
    options.before = [](const Child&) { throw Error(Fault::disk, "cannot write"); };
    BOOST_CHECK_THROW(run_command({"touch", "never"}, options), Error);
    BOOST_TEST(!std::filesystem::exists(place.folder.path() / "never"));
}

BOOST_AUTO_TEST_CASE(another_process_of_the_same_number_is_not_it) {
    const Child self{getpid(), 1};
    BOOST_TEST(!still_runs(self));
    BOOST_TEST(!still_runs(Child{}));
}

BOOST_AUTO_TEST_CASE(a_program_that_is_not_there_is_wrong_usage) {
    const Place place;
    place.run("echo a file that nobody may run");
    for (const char* word : {"no-such-program-here", "./no/such", "./log"})
        BOOST_CHECK_EXCEPTION(run_command({word}, place.options()), Error,
                              [](const Error& error) { return error.fault() == Fault::usage; });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::cutover::tests
