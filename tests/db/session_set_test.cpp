#include "db/session_set.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <thread>

#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::db;
using tieout::tests::Scratch;

namespace {

std::string rows_of(Session& session) {
    return session.query("select count(*) from t").rows.at(0).at(0).value_or("NULL");
}

std::set<std::string> rows_of(const SessionSet& set) {
    std::set<std::string> seen;
    for (const auto& session : set.sessions)
        seen.insert(rows_of(*session));
    return seen;
}

bool says(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
}

// Inserts one row after another until it is destroyed, each in a transaction of its own.
class Writer {
public:
    explicit Writer(const Scratch& scratch)
        : thread_([this, &scratch] {
              while (!stop_)
                  scratch.run_client("insert into t values (1); insert into t values (1)");
          }) {}
    ~Writer() {
        stop_ = true;
        thread_.join();
    }

private:
    std::atomic<bool> stop_ = false;
    std::thread thread_;
};

class Client {
public:
    Client(const Scratch& scratch, std::string sql)
        : thread_([&scratch, sql] { scratch.run_client(sql); }) {}
    ~Client() { thread_.join(); }

private:
    std::thread thread_;
};

void wait_until_it_runs(const Scratch& scratch, const std::string& sql, int seconds) {
    const auto watch = Session::open(scratch.parsed(), Snapshot::none);
    const std::string question =
        "select count(*) from information_schema.processlist where info = '" + sql +
        "' and time >= " + std::to_string(seconds);
    while (watch->query(question).rows.at(0).at(0) == "0")
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

void check_that_all_see_one_moment(Engine engine, const std::string& before) {
    const Scratch scratch(engine);
    scratch.run_client(before + "create table t (id int); insert into t values (0);");
    const Writer writer(scratch);
    for (int round = 0; round < 5; ++round) {
        const SessionSet set = open_at_one_moment(scratch.parsed(), 6);
        BOOST_REQUIRE_EQUAL(set.sessions.size(), 6u);
        BOOST_TEST(set.why_fewer == "");
        const auto seen = rows_of(set);
        BOOST_TEST(seen.size() == 1u);
        BOOST_TEST(rows_of(set) == seen, "the same a moment later");
    }
}

// Of MySQL, by a role that was granted `rights` on the scratch's database.
struct Role {
    Scratch scratch{Engine::mysql};
    Url as(const std::string& name, const std::string& rights) const {
        Url url = scratch.parsed();
        scratch.run_client(
            "create table t (id int); insert into t values (0); create or replace user " + name +
            "; grant " + rights + " on `" + url.database + "`.* to " + name);
        url.user = name;
        return url;
    }
};

// What two sessions in a row say of their view. Other tests write to the same server meanwhile,
// though not to the same file: then the two differ, and are asked again. "": they always did.
std::string view_while_nobody_writes(const Scratch& scratch, Engine engine) {
    const int attempts = engine == Engine::sqlite ? 1 : 50;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const std::string one = Session::open(scratch.parsed())->facts().view;
        if (Session::open(scratch.parsed())->facts().view == one) return one;
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(session_set)

BOOST_AUTO_TEST_CASE(all_sessions_see_one_moment_of_mariadb_while_others_write) {
    check_that_all_see_one_moment(Engine::mysql, "");
}

BOOST_AUTO_TEST_CASE(all_sessions_see_one_moment_of_postgresql_while_others_write) {
    check_that_all_see_one_moment(Engine::postgresql, "");
}

BOOST_AUTO_TEST_CASE(all_sessions_see_one_moment_of_sqlite_while_nobody_writes) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client("pragma journal_mode = wal; create table t (id int)");
    const SessionSet set = open_at_one_moment(scratch.parsed(), 3);
    BOOST_REQUIRE_EQUAL(set.sessions.size(), 3u);
    BOOST_TEST(set.sessions[2]->facts().moment == "3 sessions, no commit while they began");
    scratch.run_client("insert into t values (1)");
    BOOST_TEST(rows_of(set) == std::set<std::string>{"0"});
    BOOST_TEST(rows_of(*Session::open(scratch.parsed())) == "1");
}

BOOST_AUTO_TEST_CASE(a_set_stays_at_its_moment_when_the_session_that_exported_it_is_gone) {
    const Scratch scratch(Engine::postgresql);
    scratch.run_client("create table t (id int); insert into t values (0)");
    SessionSet set = open_at_one_moment(scratch.parsed(), 3);
    set.sessions.erase(set.sessions.begin());
    scratch.run_client("insert into t values (1)");
    BOOST_TEST(rows_of(set) == std::set<std::string>{"1"});
    BOOST_TEST(set.sessions[0]->facts().moment == "3 sessions, one exported snapshot");
    const std::string price = set.sessions[0]->snapshot_price();  // others' transactions count too
    BOOST_TEST(says(price, "row versions kept since "));
    BOOST_TEST(!says(price, "since 0 "));
}

BOOST_AUTO_TEST_CASE(equal_words_for_a_view_mean_equal_rows) {
    for (const Engine engine : {Engine::mysql, Engine::postgresql, Engine::sqlite}) {
        const Scratch scratch(engine);
        scratch.run_client("create table t (id int)");
        const std::string before = view_while_nobody_writes(scratch, engine);
        BOOST_TEST(before != "");
        scratch.run_client("insert into t values (1)");
        BOOST_TEST(Session::open(scratch.parsed())->facts().view != before);
    }
}

BOOST_AUTO_TEST_CASE(a_sqlite_file_in_wal_mode_does_not_tell_its_views_apart) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client("pragma journal_mode = wal; create table t (id int)");
    BOOST_TEST(Session::open(scratch.parsed())->facts().view == "");
}

BOOST_AUTO_TEST_CASE(mariadb_is_locked_as_a_whole_where_the_role_may_and_not_for_long) {
    const Scratch scratch(Engine::mysql);
    scratch.run_client("create table t (id int)");
    const SessionSet set = open_at_one_moment(scratch.parsed(), 2);
    const SessionFacts& facts = set.sessions[1]->facts();
    BOOST_TEST(facts.moment == "2 sessions, begun under one lock");
    BOOST_TEST(says(facts.lock, "all tables of the server, "));
    BOOST_TEST(says(facts.price, "history list length "));
    scratch.run_client("insert into t values (1)");  // nothing is locked any more
    BOOST_TEST(rows_of(set) == std::set<std::string>{"0"});
}

BOOST_FIXTURE_TEST_CASE(its_tables_are_locked_where_only_that_is_granted, Role) {
    const SessionSet set = open_at_one_moment(as("locker", "select, lock tables"), 2);
    BOOST_REQUIRE_EQUAL(set.sessions.size(), 2u);
    BOOST_TEST(says(set.sessions[0]->facts().lock, "all tables of the database, "));
    scratch.run_client("insert into t values (1); drop user locker");
    BOOST_TEST(rows_of(set) == std::set<std::string>{"1"});
}

BOOST_FIXTURE_TEST_CASE(the_binary_log_is_the_proof_where_no_lock_is_granted, Role) {
    const SessionSet set = open_at_one_moment(as("reader", "select"), 2);
    BOOST_REQUIRE_EQUAL(set.sessions.size(), 2u);
    BOOST_TEST(set.sessions[1]->facts().moment ==
               "2 sessions, the same position in the binary log");
    BOOST_TEST(set.sessions[1]->facts().lock == "");
    BOOST_TEST(set.why_fewer == "");
    scratch.run_client("drop user reader");
}

BOOST_FIXTURE_TEST_CASE(one_session_is_left_where_neither_lock_nor_log_can_tell, Role) {
    const Url url = as("hurried", "select");
    scratch.run_client(
        "create table enough (id int);\ndelimiter //\ncreate procedure write_on() begin while not "
        "exists (select * from enough) do insert into t values (1); end while; end//\n");
    {
        const Client writer(scratch, "call write_on()");
        while (rows_of(*Session::open(scratch.parsed(), Snapshot::none)) == "1")
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        SessionSet set = open_at_one_moment(url, 10);
        // Where the writer stood still for a moment there were ten that see the same, and rightly.
        for (int again = 0; again < 200 && set.sessions.size() == 10; ++again) {
            BOOST_TEST(rows_of(set).size() == 1u);
            set = open_at_one_moment(url, 10);
        }
        BOOST_TEST(set.sessions.size() == 1u);
        BOOST_TEST(set.why_fewer ==
                   "this role has neither RELOAD nor LOCK TABLES; others wrote between the "
                   "beginnings of the sessions");
        BOOST_TEST(set.sessions[0]->facts().moment == "");
        const std::string seen = rows_of(*set.sessions[0]);
        scratch.run_client("insert into enough values (1)");
        BOOST_TEST(rows_of(*set.sessions[0]) == seen);
    }
    scratch.run_client("drop user hurried");
}

BOOST_AUTO_TEST_CASE(no_lock_is_asked_for_while_a_statement_runs_long) {
    const Scratch scratch(Engine::mysql);
    scratch.run_client("create table t (id int)");
    const Client report(scratch, "select sleep(3.5)");
    wait_until_it_runs(scratch, "select sleep(3.5)", 2);
    const SessionSet set = open_at_one_moment(scratch.parsed(), 2);
    BOOST_TEST(set.sessions.size() == 2u);
    BOOST_TEST(set.sessions[0]->facts().lock == "");
    BOOST_TEST(says(set.sessions[0]->facts().moment, "binary log"));
}

BOOST_AUTO_TEST_CASE(a_lock_that_another_holds_is_waited_for_a_second_and_no_longer) {
    const Scratch scratch(Engine::mysql);
    scratch.run_client("create table t (id int)");
    const Client other(scratch, "lock tables t write; do sleep(1.9); unlock tables");
    wait_until_it_runs(scratch, "do sleep(1.9)", 0);
    const SessionSet set = open_at_one_moment(scratch.parsed(), 2);
    BOOST_TEST(set.sessions.size() == 2u);
    BOOST_TEST(set.sessions[0]->facts().lock == "");
    scratch.run_client("insert into t values (1)");  // and nobody else waits behind us
}

BOOST_AUTO_TEST_SUITE_END()
