// How gently production is read, on the program itself: what people hear of it, how a run is held
// and ended, and what is left at the servers then.
#include <signal.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "db/session.h"
#include "tests/cli/place.h"
#include "tests/support/started.h"

using namespace tieout::tests;
using tieout::db::Engine;
using tieout::db::Session;
using tieout::db::Snapshot;

namespace {

using Words = std::vector<std::string>;

Words operator+(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

// A clean v4, moved into a v5 of its own.
struct Moved {
    explicit Moved(Engine engine) : source(clean_v4(engine)), target(engine) {
        make_tables(target, "v5");
        BOOST_REQUIRE(place.tieout(sides("migrate")).exit == 0);
    }
    Words sides(const std::string& command) const {
        return {command, source.url(), target.url(), "--pack", "modernbill", "--zone", "UTC"};
    }
    std::filesystem::path file(const std::string& name) const { return place.folder() / name; }

    const Scratch& source;
    Scratch target;
    Place place;
};

// Connections to this database other than the one that asks.
std::string connections(const Scratch& database) {
    const auto session = Session::open(database.parsed(), Snapshot::none);
    const bool mysql = session->engine() == Engine::mysql;
    return *session
                ->query(mysql ? "SELECT COUNT(*) FROM information_schema.processlist WHERE db = "
                                "DATABASE() AND id <> CONNECTION_ID()"
                              : "SELECT count(*) FROM pg_stat_activity WHERE datname = "
                                "current_database() AND pid <> pg_backend_pid()")
                .rows[0][0];
}

// A server notices a client that went away a moment later.
bool nobody_is_connected(const Scratch& database) {
    for (int i = 0; i < 100; ++i) {
        if (connections(database) == "0") return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gentle)

BOOST_DATA_TEST_CASE(a_run_waits_while_the_pause_file_exists_and_then_says_what_it_would_have,
                     boost::unit_test::data::make({Engine::mysql, Engine::postgresql}), engine) {
    const Moved moved(engine);
    const Words verify = moved.sides("verify");
    const Outcome at_once = moved.place.tieout(verify);
    moved.place.write("pause", "");
    Started run(moved.place.command("tieout", verify + Words{"-q", "--pause-file", "pause"}));
    BOOST_TEST(run.wait_for("waiting: the pause file pause exists"));
    std::filesystem::remove(moved.file("pause"));
    BOOST_TEST(run.wait_for("going on with the source after "));
    const Outcome outcome = run.end();
    BOOST_TEST(outcome.exit == 0);
    BOOST_TEST(outcome.out == at_once.out);
}

BOOST_DATA_TEST_CASE(the_stop_file_ends_a_run_and_leaves_no_connection_behind,
                     boost::unit_test::data::make({Engine::mysql, Engine::postgresql}), engine) {
    const Moved moved(engine);
    for (const char* command : {"verify", "preflight", "forecast"}) {
        BOOST_TEST_CONTEXT(command) {
            moved.place.write("pause", "");
            Started run(moved.place.command(
                "tieout", moved.sides(command) + Words{"-q", "--pause-file", "pause", "--stop-file",
                                                       "stop", "--report", "r"}));
            BOOST_TEST(run.wait_for("waiting: "));
            BOOST_TEST(connections(moved.source) != "0");
            moved.place.write("stop", "");
            const Outcome outcome = run.end();
            BOOST_TEST(outcome.exit == 3);
            BOOST_TEST(outcome.out == "");
            BOOST_TEST(has(outcome.err, "\ntieout: stopped: the stop file stop exists\n"));
            BOOST_TEST(!std::filesystem::exists(moved.file("r")));
            BOOST_TEST(nobody_is_connected(moved.source));
            BOOST_TEST(nobody_is_connected(moved.target));
            std::filesystem::remove(moved.file("stop"));
        }
    }
}

BOOST_AUTO_TEST_CASE(ctrl_c_ends_a_run_that_waits) {
    const Moved moved(Engine::sqlite);
    moved.place.write("pause", "");
    Started run(
        moved.place.command("tieout", moved.sides("verify") + Words{"--pause-file", "pause"}));
    BOOST_TEST(run.wait_for("waiting: "));
    run.send(SIGINT);
    const Outcome outcome = run.end();
    BOOST_TEST(outcome.exit == 3);
    BOOST_TEST(has(outcome.err, "tieout: interrupted: "));
}

BOOST_DATA_TEST_CASE(a_migration_that_is_stopped_leaves_the_target_as_it_was,
                     boost::unit_test::data::make({Engine::mysql, Engine::postgresql,
                                                   Engine::sqlite}),
                     engine) {
    const Moved moved(engine);
    const std::string before = contents(moved.target);
    const Scratch& other = clean_v4(engine, 60, 2);
    const Words words{"migrate", other.url(), moved.target.url(), "--pack", "modernbill",
                      "--zone",  "UTC",       "--max-rows",       "1000/s", "--stop-file",
                      "stop"};
    Started run(moved.place.command("tieout", words));
    BOOST_TEST(run.wait_for("slowed: the source is read at no more than 1000 rows/s"));
    moved.place.write("stop", "");
    const Outcome outcome = run.end();
    BOOST_TEST(outcome.exit == 3);
    BOOST_TEST(has(outcome.err, "tieout: stopped: the stop file stop exists\n"));
    BOOST_TEST((contents(moved.target) == before));
}

BOOST_AUTO_TEST_CASE(a_stopped_cycle_is_incomplete_and_says_why_and_keeps_the_gate_shut) {
    const Moved moved(Engine::sqlite);
    moved.place.write("tieout.yaml", "gentle: {max_rows: 1000/s, stop_file: stop}\n");
    Started run(moved.place.command("tieout", moved.sides("cycle")));
    BOOST_TEST(run.wait_for("slowed: the source is read at no more than 1000 rows/s"));
    moved.place.write("stop", "");
    const Outcome outcome = run.end();
    BOOST_TEST(outcome.exit == 3);
    BOOST_TEST(has(outcome.err, "tieout: stopped: the stop file stop exists\n"));
    BOOST_TEST(
        has(moved.place.read(".tieout/cycles/0001/summary.md"), "the stop file stop exists"));
    BOOST_TEST(moved.place.tieout({"gate"}).exit != 0);
}

BOOST_AUTO_TEST_CASE(a_flag_goes_before_the_project_file_and_below_its_limits_nothing_is_told) {
    const Moved moved(Engine::mysql);
    moved.place.write("pause", "");
    moved.place.write("tieout.yaml",
                      "gentle: {max_load: {Threads_running: 0}, critical_load: {Threads_running: "
                      "0}, max_rows: 1/s, pause_file: pause}\n");
    const Outcome outcome = moved.place.tieout(
        moved.sides("verify") +
        Words{"-q", "--max-load", "Threads_running=150", "--critical-load", "Threads_running=180",
              "--max-rows", "100000000/s", "--pause-file", "other", "--max-lag", "1h",
              "--max-bytes", "10GB/s", "--statement-limit", "10min", "--chunk-time", "10min"});
    BOOST_TEST(outcome.exit == 0);
    BOOST_TEST(outcome.err == "");
}

BOOST_DATA_TEST_CASE(a_tie_whose_statement_takes_too_long_is_not_looked_at_and_is_no_verdict,
                     boost::unit_test::data::make({Engine::mysql, Engine::postgresql}), engine) {
    const Place place;
    const Scratch source(engine), target(engine);
    for (const Scratch* side : {&source, &target})
        side->run_client(
            std::string("create table quick (id int primary key); insert into quick values (1);"
                        "create table wide (id int primary key, t varchar(2000));"
                        "insert into wide select i, repeat('x', 2000) from ") +
            (engine == Engine::mysql ? "(select seq as i from seq_1_to_10000) n"
                                     : "generate_series(1, 10000) n(i)"));
    const Words verify{"verify", source.url(), target.url(), "-q", "--json"};
    // 20 MB at 8 MB/s do not come in a second.
    const Words slowly{"--max-bytes", "8MB/s", "--statement-limit"};
    const Outcome over = place.tieout(verify + slowly + Words{"1s"});
    BOOST_TEST(over.exit == 3);
    const auto record = nlohmann::json::parse(over.out);
    BOOST_TEST(record["verdict"] == "incomplete");
    BOOST_REQUIRE_EQUAL(record["ties"].size(), 2u);
    BOOST_TEST(record["ties"][0]["equal"] == 1);
    BOOST_TEST(has(over.out,
                   "a statement took longer than the statement limit of 1 s and was "
                   "ended: SELECT "));
    BOOST_TEST(place.tieout(verify + slowly + Words{"10min"}).exit == 0);
}

BOOST_AUTO_TEST_CASE(a_limit_that_cannot_be_read_is_wrong_usage_and_says_what_is_expected) {
    const Place place;
    const std::vector<std::pair<Words, std::string>> wrong{
        {{"--max-load", "25"}, "--max-load: found `25`, expected NAME=NUMBER"},
        {{"--critical-load", "active=x"}, "--critical-load: found `active=x`, expected"},
        {{"--max-lag", "10"}, "--max-lag: found `10`, expected a number of ms, s, min or h"},
        {{"--max-rows", "50000"}, "--max-rows: found `50000`, expected rows a second"},
        {{"--max-bytes", "20/s"}, "--max-bytes: found `20/s`, expected bytes a second"},
        {{"--statement-limit", "0s"}, "--statement-limit: found `0s`, expected a number"},
        {{"--chunk-time", "soon"}, "--chunk-time: found `soon`, expected a number"},
        {{"--max-lode", "active=1"}, "did you mean `--max-load`"}};
    for (const char* command : {"verify", "preflight", "migrate", "cycle", "forecast"})
        for (const auto& [words, sentence] : wrong) {
            const Outcome outcome =
                place.tieout(Words{command, "sqlite:a.db", "sqlite:b.db"} + words);
            BOOST_TEST_CONTEXT(command << outcome.err) {
                BOOST_TEST(outcome.exit == 2);
                BOOST_TEST(has(outcome.err, sentence));
            }
        }
}

BOOST_AUTO_TEST_SUITE_END()
