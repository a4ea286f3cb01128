// SQL probes on real servers: one value, read by a session that cannot write.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/cutover/asked.h"
#include "tests/cutover/small_server.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::tests;
using std::chrono::milliseconds;

namespace tieout::db {
std::ostream& operator<<(std::ostream& out, Engine engine) {
    return out << name(engine);
}
}  // namespace tieout::db

namespace {

const std::vector<db::Engine> engines{db::Engine::mysql, db::Engine::postgresql,
                                      db::Engine::sqlite};

rules::SqlProbe sql(const std::string& url, const std::string& query, const std::string& expect) {
    rules::SqlProbe probe;
    probe.url = url;
    probe.query = query;
    probe.expect = expect;
    return probe;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(probe_sql)

BOOST_DATA_TEST_CASE(a_value_other_than_the_expected_one_fails, engines, engine) {
    const Scratch database(engine);
    database.run_client(
        "create table setting (name varchar(20), value varchar(20), amount decimal(10,2)); "
        "insert into setting values ('paypal', 'installed', 3.00), ('none', null, 0)");
    const auto ask = [&](const std::string& query, const std::string& expect) {
        return asked(sql(database.url(), query, expect));
    };
    const std::string paypal = "select value from setting where name = 'paypal'";
    BOOST_TEST(works(ask(paypal, "installed")));
    BOOST_TEST(ask(paypal, "Installed").result.sentence ==
               "gives `installed`, expected `Installed`");
    BOOST_TEST(works(ask("select count(*) from setting", "2")));
    BOOST_TEST(fails(ask("select count(*) from setting", "3")));
    BOOST_TEST(works(ask("select max(amount) from setting", "3")));
    BOOST_TEST(says(ask("select value from setting where name = 'none'", "x"), "gives NULL"));
    BOOST_TEST(fails(ask("select value from setting where name = 'none'", "")));
    BOOST_TEST(says(ask("select value from setting where name = '?'", "x"), "gives no row"));
    BOOST_TEST(says(ask("select name from setting", "x"), "gives 2 rows of 1 columns"));
    BOOST_TEST(says(ask("select name, value from setting where name = 'paypal'", "x"),
                    "gives 1 rows of 2 columns"));
}

BOOST_DATA_TEST_CASE(what_would_write_is_refused, engines, engine) {
    const Scratch database(engine);
    database.run_client("create table setting (name varchar(20))");
    const auto refused = asked(sql(database.url(), "insert into setting (name) values ('x')", "1"));
    BOOST_TEST(!works(refused));
    BOOST_TEST(works(asked(sql(database.url(), "select count(*) from setting", "0"))));
}

BOOST_DATA_TEST_CASE(a_table_that_is_not_there_is_not_asked, engines, engine) {
    const Scratch database(engine);
    const auto none = asked(sql(database.url(), "select count(*) from nothing_here", "0"));
    BOOST_TEST((none.result.state == rules::IntegrationState::not_asked));
    BOOST_TEST(says(none, "nothing_here"));
}

BOOST_AUTO_TEST_CASE(a_query_that_takes_too_long_fails_and_is_ended) {
    const std::vector<std::pair<db::Engine, std::string>> slow{
        {db::Engine::mysql, "select sleep(30)"},
        {db::Engine::postgresql, "select pg_sleep(30)"},
        {db::Engine::sqlite,
         "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n"}};
    for (const auto& [engine, query] : slow) {
        const Scratch database(engine);
        const auto begin = std::chrono::steady_clock::now();
        const auto late = asked(sql(database.url(), query, "1"), milliseconds(1500));
        BOOST_TEST(fails(late), late.result.sentence);
        BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(20)));
    }
}

BOOST_AUTO_TEST_CASE(a_server_that_nobody_reaches_fails) {
    const std::string nobody = "@127.0.0.1:" + std::to_string(closed_port()) + "/v5";
    for (const std::string engine : {"mysql", "postgresql"}) {
        const auto refused = asked(sql(engine + "://u" + nobody, "select 1", "1"));
        BOOST_TEST(fails(refused), refused.result.sentence);
    }
}

BOOST_AUTO_TEST_CASE(a_server_that_says_nothing_holds_nobody_up) {
    const Listener silent;
    const std::string place = "@127.0.0.1:" + std::to_string(silent.port()) + "/v5";
    for (const std::string engine : {"mysql", "postgresql"}) {
        const auto begin = std::chrono::steady_clock::now();
        const auto late = asked(sql(engine + "://u" + place, "select 1", "1"), milliseconds(1500));
        BOOST_TEST(fails(late), late.result.sentence);
        BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(8)));
    }
}

BOOST_AUTO_TEST_CASE(a_side_is_asked_by_its_own_url_and_one_that_is_not_named_is_not_asked) {
    const Scratch database(db::Engine::sqlite);
    database.run_client("create table t (a integer); insert into t values (7)");
    rules::SqlProbe probe;
    probe.side = "target";
    probe.query = "select a from t";
    probe.expect = "7";
    cutover::ProbeOptions options;
    const auto none = asked(probe, milliseconds(9000), options);
    BOOST_TEST(not_asked(none, Fault::usage));
    BOOST_TEST(says(none, "no target: give its URL"));
    const Variable url("TIEOUT_TEST_V5", database.url());
    options.target = "env:TIEOUT_TEST_V5";
    BOOST_TEST(works(asked(probe, milliseconds(9000), options)));
}

// Not to reach the target says nothing of what its set-up lacks.
BOOST_AUTO_TEST_CASE(a_side_that_cannot_be_reached_is_not_asked) {
    rules::SqlProbe probe;
    probe.side = "target";
    probe.query = "select 1";
    probe.expect = "1";
    cutover::ProbeOptions options;
    options.target = "postgresql://u@127.0.0.1:" + std::to_string(closed_port()) + "/v5";
    BOOST_TEST(not_asked(asked(probe, milliseconds(9000), options), Fault::connection));
    options.target = "sqlite:no-such-file.db";
    BOOST_TEST(not_asked(asked(probe, milliseconds(9000), options), Fault::connection));
}

BOOST_AUTO_TEST_CASE(a_password_of_the_environment_is_never_seen) {
    const Variable url("TIEOUT_TEST_DB", "postgresql://ada:s3cr3t-w0rd@127.0.0.1:" +
                                             std::to_string(closed_port()) + "/v5");
    const auto refused = asked(sql("env:TIEOUT_TEST_DB", "select 1", "1"));
    BOOST_TEST(fails(refused));
    BOOST_TEST(!says(refused, "s3cr3t"));
    BOOST_TEST(refused.result.probe == "ask env:TIEOUT_TEST_DB: select 1");
}

BOOST_AUTO_TEST_SUITE_END()
