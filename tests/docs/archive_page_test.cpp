// docs/archive.md, followed on a v4 that has moved: its commands, and its script, which shares no
// line with tieout.
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

// A v4 and its v5, and a folder with the page's files.
class Reader {
public:
    Reader() : v4_(db::Engine::mysql), v5_(db::Engine::postgresql) {
        std::string name = (fs::temp_directory_path() / "tieout-archive-page-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = name;
        std::ifstream in(TIEOUT_SOURCE_DIR "/docs/archive.md", std::ios::binary);
        for (const Fence& fence : fences_of(std::string{std::istreambuf_iterator<char>(in), {}})) {
            if (fence.word == "python")
                std::ofstream(folder_ / use_of(fence).file) << use_of(fence).rest;
            if (fence.word != "sh") continue;
            for (const Line& line : commands_of(fence.body))
                commands_.push_back(line);
        }
    }
    ~Reader() { fs::remove_all(folder_); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    Outcome run(const std::string& command) const {
        const std::string paths = std::string(TIEOUT_BINARY_DIR) + ":" + getenv("PATH");
        return tests::run({{"bash", "-c", command},
                           folder_,
                           {{"PATH", paths}, {"V4", v4_.url()}, {"V5", v5_.url()}}});
    }
    const std::vector<Line>& commands() const { return commands_; }
    const fs::path& folder() const { return folder_; }

private:
    Scratch v4_, v5_;
    fs::path folder_;
    std::vector<Line> commands_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_commands_of_the_page_on_the_archive_do_what_they_say) {
    const Reader reader;
    const Outcome made = reader.run(
        "tieout sample --clients 60 --seed 5 --defects none --into $V4 && "
        "tieout migrate $V4 $V5 --create --pack modernbill --zone America/New_York");
    BOOST_TEST_REQUIRE(made.exit == 0, made.err);
    BOOST_TEST(reader.commands().size() == 15U);
    std::string printed;
    for (const Line& line : reader.commands()) {
        const Outcome outcome = reader.run(line.command);
        BOOST_TEST(outcome.exit == line.exit, line.command << "\n" << outcome.out << outcome.err);
        printed += outcome.out;
    }
    for (const char* part :
         {"the archive holds", "|[Invoice] ", "invoice|", "Signature Verified",
          "plain-text passwords never move", "every file and table is as the manifest says"})
        BOOST_TEST(printed.find(part) != std::string::npos, part << "\n" << printed);
}

BOOST_AUTO_TEST_CASE(the_script_of_the_page_on_the_archive_finds_a_changed_cell) {
    const Reader reader;
    const Outcome made = reader.run(
        "tieout sample --clients 20 --seed 5 --defects none --into $V4 && "
        "tieout archive $V4 --into archive --pack modernbill --zone America/New_York && "
        "python3 tables.py archive");
    BOOST_TEST_REQUIRE(made.exit == 0, made.err);
    // As somebody would who mends the digest of the file, too.
    const Outcome spoilt = reader.run(
        "cd archive && chmod u+w * && sqlite3 archive.db \"update client_info set client_city = "
        "'Elsewhere' where client_id = (select min(client_id) from client_info)\" && "
        "sed -i s/$(grep -A2 '\"archive.db\"' manifest.json | grep -o "
        "'[0-9a-f]\\{64\\}')/$(sha256sum "
        "archive.db | cut -c1-64)/ manifest.json");
    BOOST_TEST_REQUIRE(spoilt.exit == 0, spoilt.err);
    const Outcome found = reader.run("python3 tables.py archive");
    BOOST_TEST(found.exit == 1);
    BOOST_TEST(found.err.find("AssertionError: client_info") != std::string::npos, found.err);
}

}  // namespace tieout::tests
