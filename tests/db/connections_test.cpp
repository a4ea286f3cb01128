// Who else is connected: another client is seen, our own session is not.
#include "db/connections.h"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/support/scratch.h"

namespace tieout::db::tests {
namespace {

using tieout::tests::Scratch;

// Connections end a moment after their clients.
bool becomes_alone(const Scratch& database) {
    for (int i = 0; i < 200; ++i) {
        const auto session = Session::open(database.parsed(), Snapshot::none);
        if (connections_to(*session).others.empty()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

void another_is_seen(Engine engine, const std::string& user) {
    const Scratch database(engine), elsewhere(engine);
    const auto far = Session::open(elsewhere.parsed());
    BOOST_TEST(becomes_alone(database));
    const auto first = Session::open(database.parsed());
    auto second = Session::open(database.parsed());
    const Connections connections = connections_to(*first);
    BOOST_TEST_REQUIRE(connections.others.size() == 1U);
    BOOST_TEST(connections.others[0].id == second->connection_id());
    BOOST_TEST(connections.others[0].user == user);
    BOOST_TEST(connections.why_not_all == "");
    BOOST_TEST(connections.by_itself == "");
    // The same session sees it go.
    second.reset();
    bool gone = false;
    for (int i = 0; i < 200 && !gone; ++i) {
        gone = connections_to(*first).others.empty();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    BOOST_TEST(gone);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connections)

BOOST_AUTO_TEST_CASE(another_is_seen_in_mysql) {
    another_is_seen(Engine::mysql, "root");
}

BOOST_AUTO_TEST_CASE(another_is_seen_in_postgresql) {
    another_is_seen(Engine::postgresql, "postgres");
}

BOOST_AUTO_TEST_CASE(who_may_not_see_them_says_so) {
    const Scratch database(Engine::mysql);
    Url url = database.parsed();
    database.run_client("create user '" + url.database + "'@'%'; grant select on " + url.database +
                        ".* to '" + url.database + "'@'%'");
    const std::string user = url.database;
    url.user = user;
    const Connections connections = connections_to(*Session::open(url));
    BOOST_TEST(connections.why_not_all.find("has no PROCESS privilege") != std::string::npos);
    database.run_client("grant process on *.* to '" + user + "'@'%'");
    BOOST_TEST(connections_to(*Session::open(url)).why_not_all == "");
    database.run_client("drop user '" + user + "'@'%'");
}

BOOST_AUTO_TEST_CASE(sqlite_knows_nobody_and_says_so) {
    const Scratch database(Engine::sqlite);
    database.run_client("create table t (a integer)");
    const Connections connections = connections_to(*Session::open(database.parsed()));
    BOOST_TEST(connections.others.empty());
    BOOST_TEST(connections.why_not_all == "SQLite does not know who has the file open");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::db::tests
