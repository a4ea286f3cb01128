// docs/cutover.md, followed word by word: its files are written, its commands are run, in a company
// where somebody writes into v4 all the while.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/cli/place.h"
#include "tests/cutover/small_server.h"
#include "tests/docs/page.h"

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;

std::vector<Fence> fences() {
    std::ifstream in(TIEOUT_SOURCE_DIR "/docs/cutover.md", std::ios::binary);
    return fences_of(std::string{std::istreambuf_iterator<char>(in), {}});
}

// As the page has it: the account by which v4's code writes is called `billing`.
class Company {
public:
    Company()
        : v4_(db::Engine::mysql), v5_(db::Engine::postgresql), web_([this](const std::string&) {
              return response("200 OK", "", "order form, served by " + place_.read("access_point"));
          }) {
        const Outcome made = place_.tieout(
            {"sample", "--clients", "15", "--seed", "7", "--defects", "none", "--into", v4_.url()});
        BOOST_TEST_REQUIRE(made.exit == 0);
        const db::Url url = v4_.parsed();
        v4_.run_client("create or replace user billing; grant all on " + url.database +
                       ".* to billing");
        place_.write(".my.cnf", "[client]\nprotocol=tcp\nhost=" + url.host + "\nport=" +
                                    std::to_string(url.port) + "\nuser=" + url.user + "\n");
        place_.write("access_point", "v4\n");
        place_.write("maintenance", "");
    }
    ~Company() { v4_.run_client("drop user billing"); }

    // Writes what the page shows as a file.
    void write(const Fence& fence) const {
        const Use use = use_of(fence);
        BOOST_TEST_REQUIRE((use.kind == Use::Kind::file), fence.line);
        fs::create_directories((place_.folder() / use.file).parent_path());
        place_.write(use.file, use.rest);
        if (use.file.starts_with("hooks/"))
            fs::permissions(place_.folder() / use.file, fs::perms::owner_all);
        // Nobody waits half an hour for signatures that a test does not give.
        if (use.file == "runbook.yaml") wait_for_signatures("1s");
    }
    void wait_for_signatures(const std::string& time) const {
        std::string book = place_.read("runbook.yaml");
        const std::string word = "sign_offs_within: ";
        const std::size_t at = book.find(word) + word.size();
        book.replace(at, book.find('\n', at) - at, time);
        place_.write("runbook.yaml", book);
    }
    Outcome run(const std::string& line) const {
        Command command = place_.command("tieout", {});
        command.words = {"bash", "-c", line};
        command.with["PATH"] = std::string(TIEOUT_BINARY_DIR) + ":" + getenv("PATH");
        command.with["V4_URL"] = v4_.url();
        command.with["V5_URL"] = v5_.url();
        command.with["ORDER_FORM"] = web_.url();
        command.with["no_proxy"] = "127.0.0.1";
        return tests::run(command);
    }
    bool writes() const {
        return run("mariadb -u billing " + v4_.parsed().database +
                   " -e \"insert into event_log (client_id, log_type, log_comments, log_stamp) "
                   "values (1, '3', 'a customer', 1100000000)\"")
                   .exit == 0;
    }
    const Place& place() const { return place_; }
    const Scratch& v5() const { return v5_; }

private:
    Place place_;
    Scratch v4_, v5_;
    SmallServer web_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_night_of_the_page_is_walked_back_and_forth) {
    const Company company;
    std::vector<std::string> outputs;
    for (const Fence& fence : fences()) {
        if (use_of(fence).kind != Use::Kind::none) {
            company.write(fence);
            continue;
        }
        for (const Line& line : commands_of(fence.body)) {
            if (outputs.size() == 7) company.wait_for_signatures("60s");
            const Outcome outcome = company.run(line.command);
            BOOST_TEST_REQUIRE(outcome.exit == line.exit, line.command << "\n"
                                                                       << outcome.out
                                                                       << outcome.err);
            outputs.push_back(outcome.out);
            // In the first night nobody signed; after the second, and the third, v5 is in service.
            const bool frozen = outputs.size() == 9 || outputs.size() >= 11;
            BOOST_TEST(company.writes() == !frozen, line.command);
            BOOST_TEST(company.place().read("access_point") == (frozen ? "v5\n" : "v4\n"));
            if (outputs.size() == 9)
                company.v5().run_client("update event_log set body = 'in v5' where id = 1");
        }
    }
    BOOST_TEST_REQUIRE(outputs.size() == 14U);
    BOOST_TEST(has(outputs[4], "who is told, and when:"));
    BOOST_TEST(fs::exists(company.place().folder() / ".tieout/cutover/plan/plan.ics"));
    BOOST_TEST(has(outputs[5], "nothing stands in the way"));
    BOOST_TEST(has(outputs[6], "signed off by: missing: finance"));
    BOOST_TEST(has(outputs[7], "night 0001: taken back: step gate: closed"));
    BOOST_TEST(has(outputs[8], "night 0002: open"));
    BOOST_TEST(has(outputs[9], "the target received 1 row: event_log 0 inserted, 1 updated"));
    BOOST_TEST(fs::exists(company.place().folder() / ".tieout/cutover/0002/received/received.sql"));
    BOOST_TEST(has(outputs[10], "night 0003: open"));
    BOOST_TEST(has(outputs[11], "the source is as it was at the freeze"));
    BOOST_TEST(has(outputs[11], "kept until 2099-12-31, for the auditor, the tax office"));
    BOOST_TEST(has(outputs[13], "the archive holds"));
}

}  // namespace tieout::tests
