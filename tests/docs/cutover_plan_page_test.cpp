// docs/cutover_plan.md: its command leaves the files that it lists, and its part of the pack is the
// pack's.
#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/docs/page.h"
#include "tests/support/process.h"
#include "tests/support/scratch.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string page() {
    return text_of(TIEOUT_SOURCE_DIR "/docs/cutover_plan.md");
}

class Reader {
public:
    Reader() : v4_(db::Engine::mysql), v5_(db::Engine::postgresql) {
        std::string name = (fs::temp_directory_path() / "tieout-plan-page-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder = name;
    }
    ~Reader() { fs::remove_all(folder); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    Outcome run(const std::string& command) const {
        const std::string paths = std::string(TIEOUT_BINARY_DIR) + ":" + getenv("PATH");
        return tests::run({{"bash", "-c", command},
                           folder,
                           {{"PATH", paths}, {"V4", v4_.url()}, {"V5", v5_.url()}}});
    }
    fs::path folder;

private:
    Scratch v4_, v5_;
};

// Of the table of files: the names in its first column, between backquotes.
std::vector<std::string> files_of_the_page() {
    const std::string text = page();
    std::vector<std::string> files;
    std::size_t line = text.find("| file |");
    for (line = text.find("\n| `", line); text.compare(line, 3, "\n| ") == 0;
         line = text.find('\n', line + 1)) {
        const std::string cell = text.substr(line + 3, text.find(" |", line + 3) - line - 3);
        for (std::size_t at = cell.find('`'); at != std::string::npos;) {
            const std::size_t end = cell.find('`', at + 1);
            files.push_back(cell.substr(at + 1, end - at - 1));
            at = cell.find('`', end + 1);
        }
    }
    return files;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_command_of_the_page_on_the_plan_leaves_the_files_that_it_lists) {
    const Reader reader;
    const Outcome made = reader.run(
        "tieout sample --clients 60 --seed 5 --defects none --into $V4 && "
        "tieout cycle $V4 $V5 --create --pack modernbill --zone America/New_York");
    BOOST_TEST_REQUIRE(made.exit == 0, made.err);
    for (const Fence& fence : fences_of(page()))
        if (fence.word == "sh")
            for (const Line& line : commands_of(fence.body)) {
                // The role of the test's servers can write, and so could the verifier.
                const Outcome outcome = reader.run(line.command);
                BOOST_TEST(outcome.exit == 1, outcome.out << outcome.err);
            }
    const auto files = files_of_the_page();
    BOOST_TEST(files.size() == 7u);
    const fs::path place = reader.folder / ".tieout/cutover/plan";
    for (const std::string& file : files) {
        if (file == "notices/unreachable.csv") continue;  // a sample without faults has none
        const fs::path found =
            file == "notices/<language>/" ? place / "notices/en/begin.md" : place / file;
        BOOST_TEST(fs::exists(found), found);
    }
}

BOOST_AUTO_TEST_CASE(the_page_on_the_plan_names_every_blocker_and_shows_the_pack_as_it_is) {
    const std::string text = page();
    for (const char* name : {"gate", "defanged_target", "unknown_columns", "disk", "source_rights",
                             "writer_rights", "verifier_rights", "integrations",
                             "waiting_card_batches", "payments_in_flight", "callbacks_to_source"})
        BOOST_TEST(text.find(std::string("`") + name + "`") != std::string::npos, name);
    for (const Fence& fence : fences_of(text)) {
        if (use_of(fence).kind != Use::Kind::part_of) continue;
        BOOST_TEST(is_part_of(use_of(fence).rest,
                              text_of(fs::path(TIEOUT_SOURCE_DIR) / use_of(fence).file)),
                   fence.body);
    }
}

}  // namespace tieout::tests
