// How far a PostgreSQL replica is behind: asked of a real standby and of its primary. Both are the
// test's own, since every commit of another test would move the lag.
#include <boost/test/unit_test.hpp>

#include "db/pace_load.h"
#include "tests/db/paced.h"
#include "tests/support/own_server.h"

using namespace tieout;
using namespace tieout::db;
using namespace tieout::tests;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(pace_standby)

BOOST_AUTO_TEST_CASE(a_standby_that_does_not_replay_is_waited_for_and_one_that_does_is_not) {
    const auto primary = OwnServer::postgresql();
    primary.tell("create table t (i int)");
    const auto standby = OwnServer::standby_of(primary, {"-c", "wal_receiver_status_interval=3"});
    const auto behind = ServerLoad::open(standby.url("postgres"));
    BOOST_TEST(soon([&] {
        const auto lag = behind->lag();
        return lag && lag->behind == 0ms;
    }));

    // It has replayed no commit yet: it cannot say how old what it lacks is.
    standby.tell("select pg_wal_replay_pause()");
    primary.tell("insert into t values (1)");
    BOOST_TEST(soon([&] { return !behind->lag()->behind; }));
    standby.tell("select pg_wal_replay_resume()");
    BOOST_TEST(soon([&] { return behind->lag()->behind == 0ms; }));

    standby.tell("select pg_wal_replay_pause()");
    primary.tell("insert into t values (2)");
    BOOST_TEST(soon([&] { return behind->lag()->behind > 200ms; }));
    Gentle limits;
    limits.max_lag = 200ms;
    Paced run(limits, standby.url("postgres"));
    std::thread reader([&] { read_all(*run.session, "select i from t"); });
    BOOST_CHECK(soon([&] { return run.heard.begins("waiting: replication on the source is "); }));
    standby.tell("select pg_wal_replay_resume()");
    reader.join();
    BOOST_TEST(run.heard.text().find(" behind, the limit is 0.2 s\n") != std::string::npos);
    BOOST_TEST(run.heard.begins("going on with the source after "));

    // Its primary hears of it with what it sends: rows come and are replayed half a second later.
    standby.tell("alter system set recovery_min_apply_delay = '500ms'");
    standby.tell("select pg_reload_conf()");
    const auto ahead = ServerLoad::open(primary.url("postgres"));
    BOOST_TEST(soon([&] {
        primary.tell("insert into t values (3)");
        const auto lag = ahead->lag();
        return lag && lag->behind > 200ms;
    }));
}

BOOST_AUTO_TEST_SUITE_END()
