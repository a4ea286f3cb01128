#include "db/session.h"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "base/error.h"
#include "tests/support/scratch.h"

namespace tieout::db {
namespace {

using tests::Scratch;
using Rows = std::vector<std::string>;

std::vector<std::string> read_all(Session& session, const Query& query) {
    const auto stream = session.stream(query);
    RowBatch batch;
    std::vector<std::string> out;
    while (stream->next(batch)) {
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            std::string line;
            for (std::size_t i = 0; i < batch.columns(); ++i)
                line += (i == 0 ? "" : "|") +
                        (batch.is_null(row, i) ? "NULL" : std::string(batch.at(row, i)));
            out.push_back(line);
        }
    }
    return out;
}

// The fault and sentence of what `work` throws.
template <typename Work>
Error caught(Work work) {
    try {
        work();
    } catch (const Error& error) {
        return error;
    }
    return Error(Fault::internal, "nothing was thrown");
}

bool says(const Error& error, std::string_view words) {
    return std::string_view(error.what()).find(words) != std::string_view::npos;
}

Url server() {
    const char* const named = std::getenv("TIEOUT_TEST_POSTGRESQL");
    BOOST_TEST_REQUIRE(named != nullptr, "TIEOUT_TEST_POSTGRESQL names no server; run `make test`");
    Url url = Url::parse(named);
    url.database = "postgres";
    return url;
}

BOOST_AUTO_TEST_SUITE(postgresql_session)

BOOST_AUTO_TEST_CASE(facts_say_how_the_session_was_set) {
    const auto session = Session::open(server());
    const SessionFacts& facts = session->facts();
    BOOST_TEST(facts.engine.substr(0, 11) == "postgresql ");
    BOOST_TEST(facts.user == "postgres");
    BOOST_TEST(facts.charset == "UTF8");
    BOOST_TEST(facts.time_zone == "UTC");
    BOOST_TEST(facts.isolation == "repeatable read, read only, consistent snapshot");
    BOOST_TEST(facts.server_charset == "UTF8");
    BOOST_TEST(!facts.server_zone.empty());
    BOOST_TEST(facts.position.find('/') != std::string::npos);
    BOOST_TEST(facts.server_time.size() == 29U);
    BOOST_TEST(facts.consistent);
}

BOOST_AUTO_TEST_CASE(a_session_sees_nothing_that_is_committed_after_it_began) {
    const Scratch scratch(Engine::postgresql);
    scratch.run_client("create table client (id int); insert into client values (1)");
    const auto session = Session::open(scratch.parsed());
    scratch.run_client("insert into client values (2)");
    BOOST_TEST(read_all(*session, {"select id from client", {}}) == Rows{"1"});
    const auto later = Session::open(scratch.parsed());
    BOOST_TEST(read_all(*later, {"select id from client order by id", {}}) == (Rows{"1", "2"}));
}

BOOST_AUTO_TEST_CASE(a_refused_statement_does_not_lose_the_snapshot) {
    const Scratch scratch(Engine::postgresql);
    scratch.run_client("create table client (id int); insert into client values (1)");
    const auto session = Session::open(scratch.parsed());
    scratch.run_client("insert into client values (2)");
    BOOST_CHECK_THROW(session->query("select nothing_such from client"), Error);
    BOOST_CHECK_THROW(read_all(*session, {"select 1 / (id - 1) from client", {}}), Error);
    BOOST_TEST(read_all(*session, {"select id from client", {}}) == Rows{"1"});
}

BOOST_AUTO_TEST_CASE(a_stream_left_before_its_end_does_not_lose_the_snapshot) {
    const Scratch scratch(Engine::postgresql);
    scratch.run_client("create table client (id int); insert into client values (1)");
    const auto session = Session::open(scratch.parsed());
    scratch.run_client("insert into client values (2)");
    RowBatch batch;
    session->stream({"select repeat('x', 1000) from generate_series(1, 200000)", {}})->next(batch);
    BOOST_TEST(batch.rows() > 0U);
    BOOST_TEST(read_all(*session, {"select id from client", {}}) == Rows{"1"});
}

BOOST_AUTO_TEST_CASE(another_statement_during_a_stream_is_refused_and_the_stream_is_whole) {
    const auto session = Session::open(server());
    const auto stream = session->stream({"select i from generate_series(1, 5000) i", {}});
    const Error error = caught([&] { session->query("select 1"); });
    BOOST_TEST(says(error, "still open"));
    RowBatch batch;
    std::size_t rows = 0;
    while (stream->next(batch))
        rows += batch.rows();
    BOOST_TEST(rows == 5000U);
    BOOST_TEST(stream->counts()[0].values == 5000U);
}

BOOST_AUTO_TEST_CASE(a_reading_session_cannot_write) {
    const Scratch scratch(Engine::postgresql);
    scratch.run_client("create table client (id int)");
    for (const Snapshot snapshot : {Snapshot::begin, Snapshot::none}) {
        const auto session = Session::open(scratch.parsed(), snapshot);
        const Error error = caught([&] { session->query("insert into client values (1)"); });
        BOOST_TEST((error.fault() == Fault::rights));
        BOOST_TEST(says(error, "read-only transaction"));
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_role_or_database_or_port_is_said) {
    Url url = server();
    url.user = "tieout_no_such_role";
    Error error = caught([&] { Session::open(url); });
    BOOST_TEST((error.fault() == Fault::connection));
    BOOST_TEST(says(error, "refused the login"));
    BOOST_TEST(says(error, "tieout_no_such_role"));
    url = server();
    url.database = "tieout_no_such_database";
    error = caught([&] { Session::open(url); });
    BOOST_TEST((error.fault() == Fault::schema));
    BOOST_TEST(says(error, "database \"tieout_no_such_database\" does not exist"));
    url = server();
    url.port = 1;
    error = caught([&] { Session::open(url); });
    BOOST_TEST((error.fault() == Fault::connection));
    BOOST_TEST(says(error, "cannot reach"));
}

BOOST_AUTO_TEST_CASE(an_unknown_option_is_a_wrong_url_and_no_message_shows_the_password) {
    Url url = server();
    url.password = "hunter2";
    url.options["sslmodus"] = "require";
    Error error = caught([&] { Session::open(url); });
    BOOST_TEST((error.fault() == Fault::usage));
    BOOST_TEST(says(error, "sslmodus"));
    BOOST_TEST(!says(error, "hunter2"));
    url = server();
    url.password = "hunter2";
    url.port = 1;
    BOOST_TEST(!says(caught([&] { Session::open(url); }), "hunter2"));
}

BOOST_AUTO_TEST_CASE(options_of_the_url_reach_libpq) {
    const Scratch scratch(Engine::postgresql);
    scratch.run_client("create schema billing; create table billing.client (id int)");
    Url url = scratch.parsed();
    url.options["options"] = "-csearch_path=billing";
    BOOST_TEST(Session::open(url)->catalogue().find("client") != nullptr);
    BOOST_TEST(Session::open(scratch.parsed())->catalogue().find("client") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_missing_table_column_or_right_has_its_own_fault) {
    const Scratch scratch(Engine::postgresql);
    const std::string role = scratch.parsed().database + "_reader";
    scratch.run_client("create table client (id int); create role " + role + " login");
    {
        Url url = scratch.parsed();
        const auto session = Session::open(url);
        Error error = caught([&] { session->stream({"select * from klient", {}}); });
        BOOST_TEST((error.fault() == Fault::schema));
        BOOST_TEST(says(error, "relation \"klient\" does not exist"));
        error = caught([&] { session->query("select nume from client"); });
        BOOST_TEST((error.fault() == Fault::schema));
        BOOST_TEST(says(error, "column \"nume\" does not exist"));
        url.user = role;
        const auto reader = Session::open(url);
        error = caught([&] { reader->stream({"select * from client", {}}); });
        BOOST_TEST((error.fault() == Fault::rights));
        BOOST_TEST(says(error, "permission denied for table client"));
    }
    scratch.run_client("drop role " + role);
}

BOOST_AUTO_TEST_CASE(rows_hidden_by_a_policy_are_an_error_and_not_missing_rows) {
    const Scratch scratch(Engine::postgresql);
    const std::string role = scratch.parsed().database + "_reader";
    scratch.run_client(
        "create table client (id int); insert into client values (1), (2);"
        "alter table client enable row level security;"
        "create policy half on client using (id = 1);"
        "create role " +
        role + " login; grant select on client to " + role);
    {
        Url url = scratch.parsed();
        url.user = role;
        const auto session = Session::open(url);
        const Error error = caught([&] { read_all(*session, {"select id from client", {}}); });
        BOOST_TEST((error.fault() == Fault::rights));
        BOOST_TEST(says(error, "row-level security"));
    }
    scratch.run_client("drop owned by " + role + "; drop role " + role);
}

BOOST_AUTO_TEST_CASE(parameters_are_values_and_question_marks_in_strings_are_not_parameters) {
    const auto session = Session::open(server());
    const SmallResult got = session->query(
        "select ?::int + 1 as n, '?' as mark, \"?column?\", /* ? */ ?::text as gone, E'\\'?' as e, "
        "$$?$$ as d -- ?\n"
        "from (select ?::bool) q(\"?column?\")",
        {"41", std::nullopt, "true"});
    BOOST_TEST_REQUIRE(got.rows.size() == 1U);
    const auto& row = got.rows[0];
    BOOST_TEST(row[0].value() == "42");
    BOOST_TEST(row[1].value() == "?");
    BOOST_TEST(row[2].value() == "1");
    BOOST_TEST(!row[3].has_value());
    BOOST_TEST(row[4].value() == "'?");
    BOOST_TEST(row[5].value() == "?");
    BOOST_TEST((got.columns[2].type == ValueType::boolean));
    BOOST_TEST(session->query("select '{\"a\": 1}'::jsonb ? 'a'").rows[0][0].value() == "1");
}

BOOST_AUTO_TEST_CASE(columns_say_type_declaration_and_collation) {
    const Scratch scratch(Engine::postgresql);
    scratch.run_client(
        "create type mood as enum ('glad'); create domain cents as numeric(12,2);"
        "create table t (a varchar(100) collate \"C\", b mood, c cents, d timestamptz, e int[])");
    const auto session = Session::open(scratch.parsed());
    const auto stream = session->stream({"select a, b, c, d, e, lower(a) from t;  ", {}});
    const auto& columns = stream->columns();
    BOOST_TEST_REQUIRE(columns.size() == 6U);
    BOOST_TEST(columns[0].name == "a");
    BOOST_TEST(columns[0].declared == "character varying(100)");
    BOOST_TEST(columns[0].collation == "C");
    BOOST_TEST((columns[1].type == ValueType::text));
    BOOST_TEST((columns[2].type == ValueType::decimal));
    BOOST_TEST(columns[2].declared == "numeric(12,2)");
    BOOST_TEST((columns[3].type == ValueType::instant));
    BOOST_TEST((columns[4].type == ValueType::other));
    BOOST_TEST(columns[5].collation == "");
    RowBatch batch;
    BOOST_TEST(!stream->next(batch));
}

BOOST_AUTO_TEST_CASE(what_is_remembered_of_types_is_what_cannot_change) {
    const Scratch scratch(Engine::postgresql);
    scratch.run_client("create type mood as enum ('a'); create table t (v text collate \"C\");");
    const auto session = Session::open(scratch.parsed(), Snapshot::none);
    const auto told = [&](const std::string& sql) {
        const Column column = session->query(sql).columns.at(0);
        return column.name + " " + column.declared + " " + column.collation;
    };
    BOOST_TEST(told("select 1::numeric(10,2) as a") == "a numeric(10,2) ");
    BOOST_TEST(told("select 1::numeric(12,4) as a") == "a numeric(12,4) ");
    BOOST_TEST(told("select 2::numeric(10,2) as b") == "b numeric(10,2) ");
    BOOST_TEST(told("select 'a'::mood as m") == "m mood ");
    BOOST_TEST(told("select v from t") == "v text C");
    scratch.run_client(
        "alter type mood rename to temper; alter table t alter v type text collate \"POSIX\";");
    BOOST_TEST(told("select 'a'::temper as m") == "m temper ");
    BOOST_TEST(told("select v from t") == "v text POSIX");
}

BOOST_AUTO_TEST_CASE(counts_are_of_stored_octets_and_characters) {
    const auto session = Session::open(server());
    const Query query{
        "select * from (values (E'a\\tb\\\\'::text, 'é€😀'::text, '\\x0001'::bytea),"
        " (null, '', null)) v(a, b, c)",
        {"b"}};
    const auto stream = session->stream(query);
    RowBatch batch;
    BOOST_TEST_REQUIRE(stream->next(batch));
    BOOST_TEST(batch.at(0, 0) == "a\tb\\");
    BOOST_TEST((stream->columns()[1].type == ValueType::bytes));
    const auto& counts = stream->counts();
    BOOST_TEST(counts[0].values == 1U);
    BOOST_TEST(counts[0].octets == 4U);
    BOOST_TEST(counts[0].characters == 4U);
    BOOST_TEST(counts[1].values == 2U);
    BOOST_TEST(counts[1].octets == 9U);
    BOOST_TEST(counts[2].octets == 2U);
}

// A database of another encoding beside the scratch database, and dropped before it.
struct OtherEncoding {
    explicit OtherEncoding(const std::string& encoding) : url(scratch.parsed()) {
        url.database += "_other";
        scratch.run_client("create database " + url.database + " template template0 encoding '" +
                           encoding + "' lc_collate 'C' lc_ctype 'C';\n\\c " + url.database +
                           "\ncreate table t (v text)");
    }
    ~OtherEncoding() {
        scratch.run_client("drop database if exists " + url.database + " with (force)");
    }
    Scratch scratch{Engine::postgresql};
    Url url;
};

BOOST_AUTO_TEST_CASE(invalid_bytes_of_a_database_without_encoding_are_handed_on) {
    OtherEncoding ascii("SQL_ASCII");
    ascii.scratch.run_client("\\c " + ascii.url.database +
                             "\ninsert into t values (E'a\\xff\\xc3(')");
    const auto session = Session::open(ascii.url);
    BOOST_TEST(session->facts().server_charset == "SQL_ASCII");
    BOOST_TEST(read_all(*session, {"select v from t", {}}) == Rows{"a\xff\xc3("});
}

BOOST_AUTO_TEST_CASE(a_latin1_database_is_decoded) {
    OtherEncoding latin("LATIN1");
    latin.scratch.run_client("\\c " + latin.url.database + "\ninsert into t values ('é')");
    const auto session = Session::open(latin.url);
    const auto stream = session->stream({"select v from t", {}});
    RowBatch batch;
    BOOST_TEST_REQUIRE(stream->next(batch));
    BOOST_TEST(batch.at(0, 0) == "é");
    BOOST_TEST(stream->counts()[0].characters == 1U);
}

BOOST_AUTO_TEST_CASE(batches_end_at_their_target_and_lose_no_row) {
    const auto session = Session::open(server());
    const auto stream = session->stream({"select i, i * 2 from generate_series(1, 10000) i", {}});
    RowBatch batch;
    std::vector<std::size_t> sizes;
    long long sum = 0;
    while (stream->next(batch)) {
        sizes.push_back(batch.rows());
        for (std::size_t row = 0; row < batch.rows(); ++row)
            sum += std::stoll(std::string(batch.at(row, 1)));
    }
    BOOST_TEST(sizes.size() == 79U);  // 78 * 128 + 16
    BOOST_TEST(sizes.front() == 128U);
    BOOST_TEST(sizes.back() == 16U);
    BOOST_TEST(sum == 100010000);  // 2 * 10000 * 10001 / 2
    BOOST_TEST(!stream->next(batch));
}

BOOST_AUTO_TEST_CASE(cancel_from_another_thread_ends_a_statement) {
    const auto session = Session::open(server());
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        session->cancel();
    });
    const Error error = caught([&] { session->query("select pg_sleep(30)"); });
    other.join();
    BOOST_TEST((error.fault() == Fault::interrupted));
    BOOST_TEST(session->query("select 1").rows.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_lost_connection_is_said_and_never_opened_again) {
    const auto session = Session::open(server());
    const std::string pid = session->query("select pg_backend_pid()").rows[0][0].value();
    Session::open(server())->query("select pg_terminate_backend(?::int)", {pid});
    for (int attempt = 0; attempt < 2; ++attempt) {
        const Error error = caught([&] { session->query("select 1"); });
        BOOST_TEST((error.fault() == Fault::connection));
    }
    BOOST_TEST((caught([&] { session->catalogue(); }).fault() == Fault::connection));
}

BOOST_AUTO_TEST_CASE(write_privileges_are_those_of_every_role_it_may_become) {
    const Scratch scratch(Engine::postgresql);
    const std::string reader = scratch.parsed().database + "_reader";
    const std::string writer = scratch.parsed().database + "_writer";
    scratch.run_client("create table client (id int, name text); create role " + reader +
                       " login noinherit; create role " + writer + "; grant select on client to " +
                       reader);
    {
        Url url = scratch.parsed();
        url.user = reader;
        const auto session = Session::open(url);
        BOOST_TEST(session->write_privileges() == Rows{});
        scratch.run_client("grant update (name) on client to " + writer + "; grant " + writer +
                           " to " + reader);
        BOOST_TEST(Session::open(url)->write_privileges() == Rows{"UPDATE on client"});
        scratch.run_client("grant pg_write_all_data to " + reader);
        BOOST_TEST(Session::open(url)->write_privileges() ==
                   (Rows{"member of pg_write_all_data", "DELETE on client", "INSERT on client",
                         "UPDATE on client"}));
        BOOST_TEST(Session::open(scratch.parsed())->write_privileges().front() == "superuser");
    }
    scratch.run_client("drop owned by " + reader + ", " + writer + "; drop role " + reader +
                       "; drop role " + writer);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::db
