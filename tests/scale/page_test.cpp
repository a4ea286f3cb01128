// docs/scale.md: its commands are run on both heads, and its SQL is that of the heads.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "tests/docs/page.h"
#include "tests/scale/run.h"

using namespace tieout::tests;

namespace {

std::string text_of(const std::string& file) {
    std::ifstream in(std::string(TIEOUT_SOURCE_DIR "/") + file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The words of a command, the page's names in the place of ours.
std::vector<std::string> words_of(const std::string& command) {
    const Servers& all = servers();
    const std::map<std::string, std::string> ours{{"SOURCE", written(all.source.head())},
                                                  {"TARGET", written(all.target.head())},
                                                  {"SOURCE_1", written(all.source.data(1))},
                                                  {"TARGET_1", written(all.target.data(1))},
                                                  {"shop", TIEOUT_SOURCE_DIR "/tests/scale/shop"}};
    std::istringstream in(command);
    std::vector<std::string> words;
    for (std::string word; in >> word;) {
        const auto found = ours.find(word);
        words.push_back(found == ours.end() ? word : found->second);
    }
    words.erase(words.begin());  // tieout
    return words;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_block_of_the_page_on_scale_does_what_it_says) {
    servers().fill_source(10);
    const Place place;
    int commands = 0, parts = 0;
    for (const Fence& fence : fences_of(text_of("docs/scale.md"))) {
        if (const Use use = use_of(fence); use.kind == Use::Kind::part_of) {
            BOOST_TEST(is_part_of(use.rest, text_of(use.file)), use.file << " has no such lines");
            ++parts;
            continue;
        }
        BOOST_REQUIRE_MESSAGE(fence.word == "sh", "this block is not run: line " << fence.line);
        for (const Line& line : commands_of(fence.body)) {
            const Outcome outcome = place.tieout(words_of(line.command));
            BOOST_TEST(outcome.exit == line.exit, line.command << "\n"
                                                               << outcome.out << outcome.err);
            ++commands;
        }
    }
    BOOST_TEST(commands >= 5);
    BOOST_TEST(parts == 2);
}
