// Servers that are not there, do not let us in, or lack the database.
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "tests/cli/place.h"

using namespace tieout::tests;
using tieout::db::Engine;

namespace {

// Nobody listens on port 1 of the loopback.
const std::string no_mysql = "mysql://root@127.0.0.1:1/v4";
const std::string no_postgresql = "postgresql://postgres@127.0.0.1:1/v5";

// The test server's URL with another user, whose password is `right` (tests/run makes it).
std::string as_user(const Scratch& database, const std::string& user_and_password) {
    std::string url = database.url();
    const std::size_t begin = url.find("://") + 3;
    return url.replace(begin, url.find('@') - begin, user_and_password);
}

void refused(const Outcome& outcome, int exit, std::string_view sentence) {
    BOOST_TEST_CONTEXT(outcome.err) {
        BOOST_TEST(outcome.exit == exit);
        BOOST_TEST(outcome.out == "");
        BOOST_TEST(lines_of(outcome.err) == 1u);
        BOOST_TEST(has(outcome.err, sentence));
        BOOST_TEST(!has(outcome.err, "wrong_pw"));
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bad_connection)

BOOST_AUTO_TEST_CASE(an_unreachable_server_is_named_and_is_not_a_verdict) {
    const Place place;
    const std::string v4 = clean_v4(Engine::sqlite).url();
    for (const char* command : {"verify", "preflight", "migrate"}) {
        refused(place.tieout({command, no_mysql, no_postgresql, "--pack", "modernbill"}), 3,
                "127.0.0.1:1");
        refused(place.tieout({command, v4, no_postgresql, "--pack", "modernbill"}), 3,
                "Connection refused");
        refused(place.tieout({command, v4, no_mysql, "--pack", "modernbill"}), 3,
                "Can't connect to server");
    }
    refused(place.verifier({"verify", no_mysql, no_postgresql, "--pack", "modernbill"}), 3,
            "Check host, port");
    refused(place.tieout({"verify", "mysql://root@no-such-host.invalid/v4", no_postgresql}), 3,
            "no-such-host.invalid");
}

BOOST_AUTO_TEST_CASE(check_names_each_side_that_is_not_there) {
    const Outcome outcome =
        Place().tieout({"check", no_mysql, no_postgresql, "--pack", "modernbill"});
    BOOST_TEST(outcome.exit == 3);
    BOOST_TEST(has(outcome.out, "NO   source"));
    BOOST_TEST(has(outcome.out, "NO   target"));
}

BOOST_AUTO_TEST_CASE(a_cycle_without_its_server_is_incomplete_recorded_and_closes_the_gate) {
    const Place place;
    const std::string v4 = clean_v4(Engine::sqlite).url();
    for (const auto& [source, target] : {std::pair{no_mysql, no_postgresql}, {v4, no_postgresql}}) {
        const Outcome cycle = place.tieout({"cycle", source, target, "--pack", "modernbill", "-q"});
        BOOST_TEST(cycle.exit == 3);
        BOOST_TEST(has(cycle.err, "127.0.0.1"));
        BOOST_TEST(lines_of(cycle.err) == 1u);
        BOOST_TEST(has(cycle.out, "Incomplete"));
    }
    const Outcome gate = place.tieout({"gate"});
    BOOST_TEST(gate.exit == 3);
    BOOST_TEST(has(gate.out, "cycle 2"));
    BOOST_TEST(has(gate.out, "not known (wanted: no)"));
    BOOST_TEST(has(gate.out, "the gate is closed"));
}

BOOST_AUTO_TEST_CASE(a_wrong_password_is_said_and_not_shown) {
    const Place place;
    const Scratch mysql(Engine::mysql), postgresql(Engine::postgresql);
    refused(place.tieout({"verify", as_user(mysql, "tieout_pw:wrong_pw"), postgresql.url()}), 3,
            "Access denied for user 'tieout_pw'");
    refused(place.tieout({"verify", mysql.url(), as_user(postgresql, "tieout_pw:wrong_pw")}), 3,
            "refused the login");
    // From the environment, where a password belongs.
    Command command = place.command("tieout", {"verify", "env:V4", postgresql.url()});
    command.with["V4"] = as_user(mysql, "tieout_pw:wrong_pw");
    refused(run(command), 3, "Access denied");
}

BOOST_AUTO_TEST_CASE(a_database_that_does_not_exist_is_named_and_not_made) {
    const Place place;
    const Scratch mysql(Engine::mysql), postgresql(Engine::postgresql);
    for (const Scratch* server : {&mysql, &postgresql}) {
        const std::string url =
            server->url().substr(0, server->url().rfind('/')) + "/tieout_no_such";
        refused(place.tieout({"verify", url, mysql.url()}), 2, "tieout_no_such");
        refused(place.tieout({"migrate", mysql.url(), url, "--pack", "modernbill", "--create"}), 2,
                "");
    }
    refused(place.tieout({"verify", "sqlite:none.db", mysql.url()}), 3, "'none.db' does not exist");
    BOOST_TEST(!std::filesystem::exists(place.folder() / "none.db"));
}

BOOST_AUTO_TEST_CASE(what_is_no_url_is_wrong_usage) {
    const Place place;
    refused(place.tieout({"verify", "mysql:v4", "sqlite:x.db"}), 2, "lacks '//'");
    refused(place.tieout({"verify", "oracle://h/x", "sqlite:x.db"}), 2, "name of an engine");
    refused(place.tieout({"verify", "env:NOT_SET_ANYWHERE", "sqlite:x.db"}), 2, "NOT_SET_ANYWHERE");
    refused(place.tieout({"verify", "mysql://h:port/x", "sqlite:x.db"}), 2, "port");
    refused(place.tieout({"cycle"}), 2, "no source");
    refused(place.tieout({"verify", "sqlite:x.db"}), 2, "no target");
    refused(place.tieout({"gate"}), 2, "no cycle has run");
}

BOOST_AUTO_TEST_SUITE_END()
