// The servers' own load: made by sessions that sleep, asked of the servers themselves.
#include "db/pace_load.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "tests/db/paced.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::db;
using namespace tieout::tests;
using namespace std::chrono_literals;

namespace {

// More than what other tests do on the same server at once.
constexpr std::size_t sleepers_count = 40;
constexpr std::uint64_t limit = 20;

struct Server {
    Engine engine;
    const char* figure;
    const char* sleep;    // for 3 s
    const char* many;     // 20,000 rows of 1,000 letters
    const char* endless;  // runs for minutes, marked
    const char* running;  // how many statements so marked are there
    Scratch scratch{engine};
};

struct Mysql : Server {
    Mysql()
        : Server{Engine::mysql,
                 "Threads_running",
                 "SELECT SLEEP(3)",
                 "SELECT seq, REPEAT('x', 1000) AS t FROM seq_1_to_20000",
                 "SELECT /* held */ COUNT(*) FROM seq_1_to_1000000 a, seq_1_to_1000000 b WHERE "
                 "a.seq + b.seq = 7",
                 "SELECT COUNT(*) FROM information_schema.processlist WHERE command <> 'Sleep' AND "
                 "info LIKE '%/* h%eld */%' AND info NOT LIKE '%processlist%'"} {}
};

struct Postgresql : Server {
    Postgresql()
        : Server{Engine::postgresql,
                 "active",
                 "SELECT pg_sleep(3)",
                 "SELECT i, repeat('x', 1000) AS t FROM generate_series(1, 20000) i",
                 "SELECT /* held */ count(*) FROM generate_series(1, 100000) a, generate_series(1, "
                 "100000) b WHERE a + b = 7",
                 "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE "
                 "'%/* h%eld */%' AND query NOT LIKE '%pg_stat_activity%'"} {}
};

// Sessions that keep a server busy for 3 s.
class Load {
public:
    explicit Load(const Server& server) {
        for (std::size_t i = 0; i < sleepers_count; ++i)
            sessions_.push_back(Session::open(server.scratch.parsed(), Snapshot::none));
        for (auto& session : sessions_)
            threads_.emplace_back([&session, &server] { sleep(*session, server.sleep); });
    }
    ~Load() {
        for (auto& session : sessions_)
            session->cancel();
        for (auto& thread : threads_)
            thread.join();
    }
    std::vector<std::string> ids() const {
        std::vector<std::string> all;
        for (const auto& session : sessions_)
            all.push_back(session->connection_id());
        return all;
    }

private:
    static void sleep(Session& session, const char* sql) {
        try {
            session.query(sql);
        } catch (const Error&) {
            // Woken when the load is needed no more.
        }
    }

    std::vector<std::unique_ptr<Session>> sessions_;
    std::vector<std::thread> threads_;
};

Gentle at_most(const Server& server, std::uint64_t most) {
    Gentle limits;
    limits.max_load = {{server.figure, most}};
    return limits;
}

void our_own_connections_are_not_counted(const Server& server) {
    const auto load = ServerLoad::open(server.scratch.parsed());
    const Load busy(server);
    BOOST_TEST(soon([&] { return load->figure(server.figure, {}) >= sleepers_count; }));
    BOOST_TEST(load->figure(server.figure, busy.ids()) < limit);
}

void a_busy_server_is_left_alone_until_it_is_not(const Server& server) {
    auto busy = std::make_unique<Load>(server);
    const auto load = ServerLoad::open(server.scratch.parsed());
    BOOST_REQUIRE(soon([&] { return load->figure(server.figure, {}) > limit; }));
    Paced run(at_most(server, limit), server.scratch.parsed());
    BOOST_TEST(read_all(*run.session, "SELECT 1") == 1u);
    const auto lines = run.heard.lines();
    BOOST_REQUIRE_EQUAL(lines.size(), 2u);
    const std::string about = std::string(server.figure) + " on the source is ";
    BOOST_TEST(lines[0].starts_with("waiting: " + about));
    BOOST_TEST(lines[0].ends_with(", the limit is 20"));
    BOOST_TEST(std::stoul(lines[0].substr(9 + about.size())) > limit);
    BOOST_TEST(lines[1].starts_with("going on with the source after "));
}

void below_its_limit_a_server_is_read_without_a_word(const Server& server) {
    Gentle limits = at_most(server, 150);
    limits.critical_load = {{server.figure, 180}};
    limits.max_lag = 1h;
    Paced run(limits, server.scratch.parsed());
    BOOST_TEST(read_all(*run.session, server.many) == 20000u);
    BOOST_TEST(run.heard.text() == "");
}

void a_critical_load_ends_the_statement_at_the_server(const Server& server) {
    Gentle limits;
    limits.critical_load = {{server.figure, limit}};
    Paced run(limits, server.scratch.parsed());
    const auto asking = Session::open(server.scratch.parsed(), Snapshot::none);
    const auto running = [&] { return *asking->query(server.running).rows[0][0]; };
    std::string why;
    std::thread reader([&] { why = error_of([&] { run.session->query(server.endless); }); });
    BOOST_TEST(soon([&] { return running() == "1"; }));
    {
        const Load busy(server);
        reader.join();
    }
    BOOST_TEST(
        why.starts_with("critical load: " + std::string(server.figure) + " on the source is "));
    BOOST_TEST(run.reason.text() == why + "\n");
    BOOST_TEST(running() == "0");
}

void a_statement_beyond_its_limit_is_ended_and_the_snapshot_lives_on(const Server& server) {
    Gentle limits;
    limits.statement_limit = 300ms;
    Paced run(limits, server.scratch.parsed());
    for (const bool streamed : {true, false}) {
        const std::string why = error_of([&] {
            if (streamed)
                read_all(*run.session, server.endless);
            else
                run.session->query(server.endless);
        });
        BOOST_TEST(why.find("a statement took longer than the statement limit of 0.3 s and was "
                            "ended: SELECT /* held */") != std::string::npos,
                   why);
    }
    BOOST_TEST(read_all(*run.session, "SELECT 1") == 1u);
}

// What the server itself says that it has sent, all sessions together.
std::uint64_t bytes_sent(Session& session) {
    return std::stoull(*session.query("SHOW GLOBAL STATUS LIKE 'Bytes_sent'").rows[0][1]);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pace_load)

BOOST_FIXTURE_TEST_CASE(mysql_does_not_count_our_own_connections, Mysql) {
    our_own_connections_are_not_counted(*this);
}
BOOST_FIXTURE_TEST_CASE(postgresql_does_not_count_our_own_connections, Postgresql) {
    our_own_connections_are_not_counted(*this);
}
BOOST_FIXTURE_TEST_CASE(a_busy_mysql_is_left_alone_until_it_is_not, Mysql) {
    a_busy_server_is_left_alone_until_it_is_not(*this);
}
BOOST_FIXTURE_TEST_CASE(a_busy_postgresql_is_left_alone_until_it_is_not, Postgresql) {
    a_busy_server_is_left_alone_until_it_is_not(*this);
}
BOOST_FIXTURE_TEST_CASE(below_its_limit_mysql_is_read_without_a_word, Mysql) {
    below_its_limit_a_server_is_read_without_a_word(*this);
}
BOOST_FIXTURE_TEST_CASE(below_its_limit_postgresql_is_read_without_a_word, Postgresql) {
    below_its_limit_a_server_is_read_without_a_word(*this);
}
BOOST_FIXTURE_TEST_CASE(a_critical_load_ends_the_statement_at_mysql, Mysql) {
    a_critical_load_ends_the_statement_at_the_server(*this);
}
BOOST_FIXTURE_TEST_CASE(a_critical_load_ends_the_statement_at_postgresql, Postgresql) {
    a_critical_load_ends_the_statement_at_the_server(*this);
}
BOOST_FIXTURE_TEST_CASE(mysql_ends_a_statement_beyond_its_limit, Mysql) {
    a_statement_beyond_its_limit_is_ended_and_the_snapshot_lives_on(*this);
}
BOOST_FIXTURE_TEST_CASE(postgresql_ends_a_statement_beyond_its_limit, Postgresql) {
    a_statement_beyond_its_limit_is_ended_and_the_snapshot_lives_on(*this);
}

// Reads for 0.7 s; how many rows of 1,000 bytes, and what the server has sent in that time.
struct Sent {
    std::size_t rows = 0;
    std::uint64_t bytes = 0;
};
Sent read_for_a_while(Session& session, Session& asking) {
    Sent sent;
    const std::uint64_t before = bytes_sent(asking);
    const auto stream =
        session.stream({"SELECT seq, REPEAT('x', 1000) AS t FROM seq_1_to_300000", {}});
    RowBatch batch;
    const auto end = std::chrono::steady_clock::now() + 700ms;
    while (std::chrono::steady_clock::now() < end && stream->next(batch))
        sent.rows += batch.rows();
    sent.bytes = bytes_sent(asking) - before;
    return sent;
}

BOOST_FIXTURE_TEST_CASE(under_a_cap_the_server_sends_that_slowly, Mysql) {
    const auto asking = Session::open(scratch.parsed(), Snapshot::none);
    const Sent free = read_for_a_while(*Session::open(scratch.parsed()), *asking);
    Gentle limits;
    limits.bytes_per_s = 5'000'000;
    Paced run(limits, scratch.parsed());
    const Sent capped = read_for_a_while(*run.session, *asking);
    // 3.5 MB by the cap and one batch; the server has sent what waits in both kernels' buffers too.
    BOOST_TEST(capped.rows <= 6'000u);
    BOOST_TEST(capped.rows >= 2'000u);
    BOOST_TEST(free.rows > 3 * capped.rows);
    BOOST_TEST(free.bytes > capped.bytes);
}

// What the server does to a client that takes no row for longer than net_write_timeout, and why it
// does not do so to us.
BOOST_FIXTURE_TEST_CASE(a_pause_longer_than_net_write_timeout_loses_no_row, Mysql) {
    struct ShortTimeout {
        const Scratch& scratch;
        explicit ShortTimeout(const Scratch& on) : scratch(on) {
            scratch.run_client("SET GLOBAL net_write_timeout = 1");
        }
        ~ShortTimeout() { scratch.run_client("SET GLOBAL net_write_timeout = 60"); }
    };
    const ShortTimeout timeout(scratch);
    const auto url = scratch.parsed();
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("tieout-pause-" + url.database);
    Gentle limits;
    limits.pause_file = file;
    Paced run(limits, url);
    const auto stream = run.session->stream({many, {}});
    RowBatch batch;
    BOOST_REQUIRE(stream->next(batch));
    std::ofstream(file) << "\n";
    const auto plain = Session::open(url);
    plain->query("SET SESSION net_write_timeout = 1");  // as the server would have had it
    const auto plain_stream = plain->stream({many, {}});
    std::this_thread::sleep_for(400ms);  // the file is seen by now
    std::size_t rows = batch.rows();
    std::thread reader([&] {
        while (stream->next(batch))
            rows += batch.rows();
    });
    std::this_thread::sleep_for(2200ms);
    std::filesystem::remove(file);
    reader.join();
    BOOST_TEST(rows == 20000u);
    BOOST_TEST(run.heard.begins("going on with the source after 2."));
    BOOST_TEST(error_of([&] {
                   while (plain_stream->next(batch))
                       continue;
               }).find("The server ended the conversation") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_replica_that_stands_still_is_waited_for, Mysql) {
    struct Replica {
        const Scratch& scratch;
        explicit Replica(const Scratch& on) : scratch(on) {
            scratch.run_client(
                "CHANGE MASTER 'tieout_lag' TO MASTER_HOST = '127.0.0.1', MASTER_PORT = 1, "
                "MASTER_USER = 'nobody'");
        }
        void end() const { scratch.run_client("RESET SLAVE 'tieout_lag' ALL"); }
    };
    BOOST_TEST(!ServerLoad::open(scratch.parsed())->lag().has_value());
    const Replica replica(scratch);
    Gentle limits;
    limits.max_lag = 10s;
    Paced run(limits, scratch.parsed());
    std::thread reader([&] { read_all(*run.session, "SELECT 1"); });
    BOOST_TEST(soon([&] { return run.heard.begins("waiting: "); }));
    replica.end();
    reader.join();
    BOOST_TEST(run.heard.lines()[0] ==
               "waiting: replication on the source stands still, the limit is 10 s behind");
    BOOST_TEST(run.heard.begins("going on with the source after "));
}

BOOST_FIXTURE_TEST_CASE(a_role_that_only_reads_may_ask_for_load_and_needs_a_grant_for_lag, Mysql) {
    Url url = scratch.parsed();
    url.user = url.database + "_r";
    const std::string role = "'" + url.user + "'@'%'";
    scratch.run_client("CREATE USER " + role + "; GRANT SELECT ON `" + url.database + "`.* TO " +
                       role);
    {
        Paced run(at_most(*this, 150), url);
        BOOST_TEST(read_all(*run.session, "SELECT 1") == 1u);
        BOOST_TEST(run.heard.text() == "");
    }
    Gentle limits;
    limits.max_lag = 10s;
    BOOST_TEST(error_of([&] { Paced(limits, url); }).find("Ask for the grant") !=
               std::string::npos);
    scratch.run_client("GRANT REPLICA MONITOR ON *.* TO " + role);
    {
        Paced run(limits, url);
        BOOST_TEST(read_all(*run.session, "SELECT 1") == 1u);
    }
    scratch.run_client("DROP USER " + role);
}

BOOST_FIXTURE_TEST_CASE(a_primary_without_standbys_is_not_behind, Postgresql) {
    BOOST_TEST(!ServerLoad::open(scratch.parsed())->lag().has_value());
}

BOOST_FIXTURE_TEST_CASE(a_status_that_mysql_does_not_know_is_refused_before_anything_is_read,
                        Mysql) {
    Gentle limits;
    limits.max_load = {{"Threads_runing", 25}};
    BOOST_TEST(error_of([&] {
                   Paced(limits, scratch.parsed());
               }).find("SHOW GLOBAL STATUS has no number `Threads_runing`") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_role_that_does_not_see_others_is_refused_with_the_grant_it_needs,
                        Postgresql) {
    scratch.run_client(
        "DO $$ BEGIN CREATE ROLE tieout_blind LOGIN; EXCEPTION WHEN duplicate_object THEN END $$");
    Url url = scratch.parsed();
    url.user = "tieout_blind";
    BOOST_TEST(error_of([&] {
                   Paced(at_most(*this, 5), url);
               }).find("tieout_blind does not see what other sessions do") != std::string::npos);
    scratch.run_client("GRANT pg_monitor TO tieout_blind");
    Paced run(at_most(*this, 150), url);
    BOOST_TEST(read_all(*run.session, "SELECT 1") == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
