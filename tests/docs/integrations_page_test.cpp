// docs/integrations.md: its inventory is asked, and what it prints is what the page shows.
#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "rules/project.h"
#include "tests/cutover/small_server.h"
#include "tests/docs/page.h"
#include "tests/support/process.h"
#include "tests/support/scratch.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;

std::vector<Fence> page() {
    std::ifstream in(TIEOUT_SOURCE_DIR "/docs/integrations.md", std::ios::binary);
    return fences_of(std::string(std::istreambuf_iterator<char>(in), {}));
}

std::string block(const std::string& word, const std::string& file = "") {
    for (const Fence& fence : page())
        if (fence.word == word && (file.empty() || use_of(fence).file == file))
            return file.empty() ? fence.body : use_of(fence).rest;
    throw std::runtime_error("the page has no such block: " + word + " " + file);
}

struct Folder {
    fs::path path;
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "tieout-page-XXXXXX").string();
        path = mkdtemp(pattern.data());
    }
    ~Folder() { fs::remove_all(path); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path / name) << text;
    }
};

// How long it took is no part of the page.
std::string untimed(const std::string& text) {
    return std::regex_replace(text, std::regex("[0-9,]+ ms"), "12 ms");
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_inventory_of_the_page_on_integrations_is_asked_and_prints_what_it_shows) {
    const SmallServer order_form(
        response("200 OK", "Content-Type: text/html\r\n", "<h1>Choose a package</h1>"));
    const Scratch v4(db::Engine::sqlite), v5(db::Engine::sqlite);
    v5.run_client_file(TIEOUT_SOURCE_DIR "/rules/modernbill/v5/sqlite.sql");
    const Folder folder;
    folder.write("integrations.yaml", block("yaml", "integrations.yaml"));
    folder.write("crontab.txt", "*/5 * * * * run the queue of events\n");
    run({{"sqlite3", (folder.path / "crm.db").string(),
          "create table customer (id integer); insert into customer values (1), (2)"}});
    const Outcome outcome = run({{TIEOUT_BINARY_DIR "/tieout", "check", "--integrations", v4.url(),
                                  v5.url(), "--pack", "modernbill"},
                                 folder.path,
                                 {{"ORDER_FORM", order_form.url("/order")},
                                  {"no_proxy", "127.0.0.1"},
                                  {"HOME", folder.path.string()},
                                  {"NO_COLOR", "1"}}});
    BOOST_TEST(outcome.exit == 1, outcome.err);
    for (const std::string& line : not_printed(untimed(block("text")), untimed(outcome.out)))
        BOOST_ERROR("was not printed, or not in this order: " << line << "\nthis was printed:\n"
                                                              << outcome.out);
}

BOOST_AUTO_TEST_CASE(the_policy_of_the_page_on_integrations_requires_them) {
    const Folder folder;
    folder.write("tieout.yaml", block("yaml", "tieout.yaml"));
    const auto project = rules::Project::load(folder.path / "tieout.yaml", "final");
    BOOST_TEST(project.profile.policy.require_integrations);
}

}  // namespace tieout::tests
