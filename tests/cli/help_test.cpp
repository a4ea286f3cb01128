// What the program says of itself, and of words that it does not know.
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/cli/place.h"

using namespace tieout::tests;

namespace {

const std::vector<std::string> commands{
    "demo",     "check",   "preflight", "migrate", "verify", "cycle", "gate",    "report", "sample",
    "forecast", "history", "diff",      "explain", "waive",  "help",  "archive", "cutover"};

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

BOOST_AUTO_TEST_CASE(help_of_a_command_is_its_help_and_of_none_is_all) {
    const Place place;
    for (const std::string& command : commands)
        BOOST_TEST(place.tieout({"help", command}).out == place.tieout({command, "--help"}).out);
    BOOST_TEST(place.tieout({"help"}).out == place.tieout({"--help"}).out);
    BOOST_TEST(place.tieout({"help", "cutover", "plan"}).out ==
               place.tieout({"cutover", "plan", "--help"}).out);
    BOOST_TEST(has(place.tieout({"help", "cutover", "paln"}).err, "did you mean `plan`?"));
    const Outcome none = place.tieout({"help", "verfy"});
    BOOST_TEST(none.exit == 2);
    BOOST_TEST(has(none.err, "there is no command `verfy`; did you mean `verify`?"));
}

BOOST_AUTO_TEST_CASE(every_command_shows_an_example_that_a_case_of_the_readme_runs) {
    std::string cases;
    for (const auto& entry :
         std::filesystem::directory_iterator(TIEOUT_SOURCE_DIR "/tests/cases/readme")) {
        std::ifstream in(entry.path(), std::ios::binary);
        cases.append(std::istreambuf_iterator<char>(in), {});
    }
    for (const std::string& command : commands) {
        const std::string help = Place().tieout({"help", command}).out;
        std::size_t shown = 0;
        for (std::size_t at = help.find("\n  tieout "); at != std::string::npos;
             at = help.find("\n  tieout ", at + 1)) {
            ++shown;
            const std::string line = help.substr(at + 3, help.find('\n', at + 1) - at - 3);
            BOOST_TEST(has(cases, "\nrun " + line + "\n"), line);
        }
        BOOST_TEST(shown > 0U, command);
    }
}

BOOST_AUTO_TEST_CASE(the_man_page_is_one_and_names_every_flag) {
    const Place place;
    const std::string page = place.tieout({"help", "--man"}).out;
    place.write("tieout.1", page);
    const Outcome shown =
        run({{"groff", "-man", "-ww", "-Tascii", "-P-cbou", "tieout.1"}, place.folder()});
    BOOST_TEST(shown.exit == 0);
    BOOST_TEST(shown.err == "");
    for (const std::string& command : commands)
        BOOST_TEST(has(shown.out, "tieout " + command + "\n"), command);
    BOOST_TEST(has(shown.out, "tieout cutover plan\n"));
    for (const char* flag : {"--pack", "--seal", "--junit", "--range-rows", "-q, --quiet"})
        BOOST_TEST(has(shown.out, flag), flag);
    const Outcome verifier = place.verifier({"help", "--man"});
    BOOST_TEST(!has(verifier.out, "migrate"));
}

BOOST_AUTO_TEST_CASE(bash_completes_commands_and_their_flags) {
    const Place place;
    place.write("completion", place.tieout({"help", "--completion"}).out);
    const auto completed = [&](const std::string& words) {
        const Outcome outcome =
            run({{"bash", "-c",
                  ". ./completion; COMP_WORDS=(" + words +
                      "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _tieout; echo ${COMPREPLY[*]}"},
                 place.folder()});
        BOOST_TEST(outcome.err == "");
        return outcome.out;
    };
    BOOST_TEST(completed("tieout ver") == "verify\n");
    BOOST_TEST(completed("tieout gate --se") == "--set --seal\n");
    BOOST_TEST(completed("tieout verify --seal") == "\n");
    BOOST_TEST(completed("tieout verify mysql") == "\n");  // a URL, or a file
    BOOST_TEST(completed("tieout help exp") == "explain\n");
    BOOST_TEST(completed("tieout --vers") == "--version\n");
    BOOST_TEST(completed("tieout cutover pl") == "plan\n");
    BOOST_TEST(completed("tieout cutover plan --mar") == "--margin\n");
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
    refused({"cutover", "paln"}, "there is no command `paln`; did you mean `plan`?");
    refused({"cutover", "plan", "--week", "3"},
            "`tieout cutover plan` has no flag `--week`; did you mean `--weeks`?");
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
