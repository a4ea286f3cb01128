// What the program says of itself, and of words that it does not know.
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/cli/place.h"

using namespace tieout::tests;

namespace {

const std::vector<std::string> commands{"demo",    "check", "preflight", "migrate", "verify",
                                        "cycle",   "gate",  "report",    "sample",  "forecast",
                                        "history", "diff",  "explain",   "waive"};

std::string readme() {
    std::ifstream in(TIEOUT_SOURCE_DIR "/README.md", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(help)

BOOST_AUTO_TEST_CASE(help_lists_every_command_and_each_has_help_of_its_own) {
    const Place place;
    const Outcome all = place.tieout({"--help"});
    BOOST_TEST(all.exit == 0);
    for (const std::string& command : commands) {
        BOOST_TEST_CONTEXT(command) {
            BOOST_TEST(has(all.out, "\n  " + command + " "));
            const Outcome help = place.tieout({command, "--help"});
            BOOST_TEST(help.exit == 0);
            BOOST_TEST(has(help.out, "Usage: "));
            BOOST_TEST(help.err == "");
        }
    }
    BOOST_TEST(has(all.out, "0 looked, and it holds"));
}

BOOST_AUTO_TEST_CASE(every_command_that_the_readme_shows_exists) {
    const std::string text = readme();
    const Place place;
    for (std::size_t at = text.find("\ntieout "); at != std::string::npos;
         at = text.find("\ntieout ", at + 1)) {
        const std::size_t begin = at + 8;
        const std::string command = text.substr(begin, text.find_first_of(" \n", begin) - begin);
        BOOST_TEST_CONTEXT(command) {
            BOOST_TEST(place.tieout({command, "--help"}).exit == 0);
        }
    }
}

BOOST_AUTO_TEST_CASE(flags_that_the_readme_shows_are_flags_of_verify) {
    const Outcome help = Place().tieout({"verify", "--help"});
    BOOST_TEST(has(readme(), "--pack modernbill"));
    BOOST_TEST(has(help.out, "--pack"));
}

BOOST_AUTO_TEST_CASE(the_verifier_alone_has_no_command_that_writes) {
    const Place place;
    for (const char* command : {"migrate", "cycle", "sample", "demo"}) {
        const Outcome refused = place.verifier({command, "--help"});
        BOOST_TEST(has(place.verifier({command}).err, "there is no command"));
        BOOST_TEST(!has(refused.out, "\n  migrate"));
    }
    BOOST_TEST(place.verifier({"verify", "--help"}).exit == 0);
}

BOOST_AUTO_TEST_CASE(the_version_is_one_line) {
    const Outcome outcome = Place().tieout({"--version"});
    BOOST_TEST(outcome.exit == 0);
    BOOST_TEST(outcome.out == "tieout 0.1.0\n");
    BOOST_TEST(Place().verifier({"--version"}).out == "tieout-verify 0.1.0\n");
}

BOOST_AUTO_TEST_CASE(a_misspelt_word_is_wrong_usage_and_names_the_nearest) {
    const Place place;
    const auto refused = [&](std::vector<std::string> words, std::string_view sentence) {
        const Outcome outcome = place.tieout(words);
        BOOST_TEST_CONTEXT(outcome.err) {
            BOOST_TEST(outcome.exit == 2);
            BOOST_TEST(outcome.out == "");
            BOOST_TEST(lines_of(outcome.err) == 1u);
            BOOST_TEST(has(outcome.err, sentence));
        }
    };
    refused({}, "which command?");
    refused({"verfy"}, "there is no command `verfy`; did you mean `verify`?");
    refused({"--verison"}, "`tieout` has no flag `--verison`; did you mean `--version`?");
    refused({"verify", "--pak", "x"},
            "`tieout verify` has no flag `--pak`; did you mean `--pack`?");
    refused({"cycle", "--stat=x"}, "did you mean `--state`?");
    refused({"verify", "a", "b", "c"}, "not expected: c");
    refused({"gate", "--profile", "finall"}, "finall not in {rehearsal,final}");
    refused({"sample", "--clients", "many", "--into", "sqlite:x.db"}, "--clients = many");
    refused({"sample"}, "--into");
    refused({"verify", "--set", "billing_mode", "sqlite:a", "sqlite:b"}, "expected NAME=VALUE");
}

BOOST_AUTO_TEST_CASE(no_colour_is_printed_where_nobody_watches_or_none_is_wanted) {
    const Scratch v5(tieout::db::Engine::sqlite);
    make_tables(v5, "v5");
    const Place place;
    // `script` gives the program a terminal; NO_COLOR (https://no-color.org) must then hold.
    Command on_terminal = place.command(
        "tieout",
        {"verify", clean_v4(tieout::db::Engine::sqlite).url(), v5.url(), "--pack", "modernbill"});
    const Outcome plain = run(on_terminal);
    BOOST_TEST(plain.exit == 1);
    BOOST_TEST(!has(plain.out, "\x1b"));
    on_terminal.words = {"script", "-qec", text(on_terminal), "/dev/null"};
    BOOST_TEST(!has(run(on_terminal).out, "\x1b[3"));
    on_terminal.with["NO_COLOR"] = "";
    BOOST_TEST(has(run(on_terminal).out, "\x1b[3"));
}

BOOST_AUTO_TEST_SUITE_END()
