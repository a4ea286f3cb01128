#include "db/mysql_session.h"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "base/error.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::db;

namespace {

using Cell = std::optional<std::string>;

// All rows of a query, streamed.
std::vector<std::vector<Cell>> streamed(Session& session, const Query& query) {
    std::vector<std::vector<Cell>> rows;
    const auto stream = session.stream(query);
    RowBatch batch;
    while (stream->next(batch))
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            auto& cells = rows.emplace_back();
            for (std::size_t i = 0; i < batch.columns(); ++i)
                cells.push_back(batch.is_null(row, i) ? Cell() : Cell(batch.at(row, i)));
        }
    return rows;
}

std::string only(Session& session, const std::string& sql) {
    const auto rows = streamed(session, {sql, {}});
    BOOST_REQUIRE_EQUAL(rows.size(), 1u);
    return rows[0][0].value_or("NULL");
}

Fault fault_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& e) {
        BOOST_TEST_MESSAGE(e.what());
        return e.fault();
    }
    BOOST_ERROR("no error was thrown");
    return Fault::internal;
}

std::string words_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& e) {
        return e.what();
    }
    return "no error";
}

struct Database {
    tests::Scratch scratch{Engine::mysql};
    std::unique_ptr<Session> open(Snapshot snapshot = Snapshot::begin) {
        return Session::open(scratch.parsed(), snapshot);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(mysql_session, Database)

BOOST_AUTO_TEST_CASE(every_type_comes_in_its_textual_form) {
    scratch.run_client(R"(
        create table h (id int primary key, u bigint unsigned, d decimal(38,10), z int(5) unsigned zerofill,
            y year, b1 bit(1), b10 bit(10), b64 bit(64), dt datetime(6), ts timestamp(6) null, da date,
            ti time(3), e enum('a','b''c'), s set('x','y'), bl blob, v varbinary(10), j json, f float,
            fd float(10,2), dd double(10,2), db double, g int as (id * 2), `select` int, `MiXed` int);
        set sql_mode = '', time_zone = '+05:00';
        insert into h (id, u, d, z, y, b1, b10, b64, dt, ts, da, ti, e, s, bl, v, j, f, fd, dd, db, `select`, `MiXed`)
            values (1, 18446744073709551615, '-1234567890123456789012345678.0123456789', 42, 0, b'1', b'101',
            x'8000000000000001', '9999-12-31 23:59:59.999999', '2004-01-01 05:00:00.000001', '0000-00-00',
            '-838:59:58.999', 'b''c', 'x,y', x'00ff00', x'', '{"a": 1}', 16777217, 250000.01, 1.5, 0.1, 7, 8);)");
    const auto session = open();
    const auto stream = session->stream({"select * from h", {}});
    const std::vector<std::string> types{
        "integer",  "integer", "decimal", "integer", "integer", "bits",    "bits",    "bits",
        "datetime", "instant", "date",    "time",    "text",    "text",    "bytes",   "bytes",
        "json",     "real",    "real",    "real",    "real",    "integer", "integer", "integer"};
    const std::vector<std::string> cells{
        "1",
        "18446744073709551615",
        "-1234567890123456789012345678.0123456789",
        "42",
        "0",
        "1",
        "0000000101",
        "1000000000000000000000000000000000000000000000000000000000000001",
        "9999-12-31 23:59:59.999999",
        "2004-01-01 00:00:00.000001+00",
        "0000-00-00",
        "-838:59:58.999",
        "b'c",
        "x,y",
        std::string("\0\xff\0", 3),
        "",
        "{\"a\": 1}",
        "16777216",
        "250000.02",
        "1.5",
        "0.1",
        "2",
        "7",
        "8"};
    RowBatch batch;
    BOOST_REQUIRE(stream->next(batch));
    BOOST_REQUIRE_EQUAL(batch.rows(), 1u);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        BOOST_TEST_CONTEXT(stream->columns()[i].name) {
            BOOST_TEST(name(stream->columns()[i].type) == types[i]);
            BOOST_TEST(batch.at(0, i) == cells[i]);
        }
    }
    BOOST_TEST(!stream->next(batch));
}

BOOST_AUTO_TEST_CASE(the_text_protocol_says_the_same_without_a_float_in_the_result) {
    scratch.run_client(R"(
        create table h (u bigint unsigned, z int(5) unsigned zerofill, y year, b10 bit(10), dt datetime(6),
            ts timestamp null, da date, ti time(3), bl blob, dd double(10,2), db double, n int);
        set sql_mode = '';
        insert into h values (18446744073709551615, 42, 0, b'101', '2004-00-10 00:00:00', '0000-00-00 00:00:00',
            '2004-00-10', '00:00:01', x'00', 1.5, 1e300, null);)");
    const auto rows = streamed(*open(), {"select * from h", {}});
    const std::vector<Cell> expected{"18446744073709551615",
                                     "42",
                                     "0",
                                     "0000000101",
                                     "2004-00-10 00:00:00.000000",
                                     "0000-00-00 00:00:00+00",
                                     "2004-00-10",
                                     "00:00:01.000",
                                     std::string(1, '\0'),
                                     "1.5",
                                     "1e+300",
                                     std::nullopt};
    BOOST_REQUIRE_EQUAL(rows.size(), 1u);
    for (std::size_t i = 0; i < expected.size(); ++i)
        BOOST_TEST((rows[0][i] == expected[i]), i << ": " << rows[0][i].value_or("NULL"));
}

BOOST_AUTO_TEST_CASE(text_is_decoded_from_the_charset_it_was_stored_in) {
    scratch.run_client(R"(
        create table t (l varchar(20) character set latin1, u varchar(20) character set utf8mb4,
            p varchar(20) character set cp1250, w varchar(20) character set utf16);
        insert into t values (x'80C381', 'é😀', 'Łódź', 'a😀');)");
    const auto session = open();
    const auto stream = session->stream({"select * from t", {}});
    RowBatch batch;
    BOOST_REQUIRE(stream->next(batch));
    BOOST_TEST(batch.at(0, 0) == "\u20ac\u00c3\u0081");
    BOOST_TEST(batch.at(0, 1) == "\u00e9\U0001F600");
    BOOST_TEST(batch.at(0, 2) == "\u0141\u00f3d\u017a");
    BOOST_TEST(batch.at(0, 3) == "a\U0001F600");
    BOOST_TEST(stream->columns()[0].charset == "latin1");
    BOOST_TEST(stream->columns()[0].collation == "latin1_swedish_ci");
    // Octets as the server's length() has them, characters as its char_length().
    BOOST_TEST(stream->counts()[0].octets == 3u);
    BOOST_TEST(stream->counts()[0].characters == 3u);
    BOOST_TEST(stream->counts()[1].octets == 6u);
    BOOST_TEST(stream->counts()[1].characters == 2u);
    BOOST_TEST(stream->counts()[2].octets == 4u);
    BOOST_TEST(stream->counts()[3].octets == 6u);
    BOOST_TEST(stream->counts()[3].characters == 2u);
}

BOOST_AUTO_TEST_CASE(a_raw_column_is_handed_over_as_stored) {
    scratch.run_client(
        "create table t (l varchar(20) character set latin1); insert into t values (x'80');");
    const auto session = open();
    BOOST_TEST((streamed(*session, {"select l from t", {"l"}})[0][0] == Cell("\x80")));
    BOOST_TEST(only(*session, "select l from t") == "\u20ac");
    BOOST_CHECK(fault_of([&] { session->stream({"select l from t", {"k"}}); }) == Fault::schema);
    BOOST_TEST(only(*session, "select 1") == "1");
}

BOOST_AUTO_TEST_CASE(a_row_committed_after_open_is_not_seen) {
    scratch.run_client("create table t (i int); insert into t values (1);");
    const auto session = open();
    scratch.run_client("insert into t values (2);");
    BOOST_TEST(only(*session, "select count(*) from t") == "1");
    BOOST_TEST(only(*open(), "select count(*) from t") == "2");
}

BOOST_AUTO_TEST_CASE(a_write_is_refused_by_the_server_with_and_without_a_snapshot) {
    scratch.run_client("create table t (i int);");
    for (const Snapshot snapshot : {Snapshot::begin, Snapshot::none}) {
        const auto session = open(snapshot);
        BOOST_CHECK(fault_of([&] { session->query("insert into t values (1)"); }) == Fault::usage);
        BOOST_TEST(only(*session, "select count(*) from t") == "0");
    }
}

BOOST_AUTO_TEST_CASE(a_query_that_ends_the_snapshot_is_an_error) {
    const auto session = open();
    BOOST_CHECK(fault_of([&] { session->query("commit"); }) == Fault::connection);
}

BOOST_AUTO_TEST_CASE(parameters_are_values_never_sql) {
    const auto session = open();
    const auto result =
        session->query("select ?, '?', ? is null -- ?\n", {"a'b\\' or 1=1", std::nullopt});
    BOOST_TEST(result.rows[0][0].value() == "a'b\\' or 1=1");
    BOOST_TEST(result.rows[0][1].value() == "?");
    BOOST_TEST(result.rows[0][2].value() == "1");
    BOOST_CHECK(fault_of([&] { session->query("select ?", {}); }) == Fault::usage);
}

BOOST_AUTO_TEST_CASE(names_strings_and_bars_mean_what_they_mean_elsewhere) {
    scratch.run_client("create table t (`order` int unsigned); insert into t values (1);");
    const auto session = open();
    BOOST_TEST(only(*session, "select \"order\" || '\\' from t") == "1\\");
    BOOST_TEST(only(*session, "select \"order\" - 2 from t") == "-1");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_said_with_place_and_advice) {
    scratch.run_client("create table t (i int);");
    const auto session = open();
    BOOST_CHECK(fault_of([&] { session->query("select * from nowhere"); }) == Fault::schema);
    BOOST_CHECK(fault_of([&] { session->stream({"select j from t", {}}); }) == Fault::schema);
    Url nobody = scratch.parsed();
    nobody.user = "tieout_nobody";
    nobody.password = "s3cret";
    const auto log_in = [&] { Session::open(nobody); };
    BOOST_CHECK(fault_of(log_in) == Fault::connection);
    BOOST_TEST(words_of(log_in).find("as tieout_nobody") != std::string::npos);
    BOOST_TEST(words_of(log_in).find("s3cret") == std::string::npos);
    Url closed = scratch.parsed();
    closed.port = 1;
    BOOST_CHECK(fault_of([&] { Session::open(closed); }) == Fault::connection);
    BOOST_TEST(words_of([&] { Session::open(closed); }).find(":1 ") != std::string::npos);
    Url lost = scratch.parsed();
    lost.database = "tieout_no_such_database";
    BOOST_CHECK(fault_of([&] { Session::open(lost); }) == Fault::schema);
    Url odd = scratch.parsed();
    odd.options["sockt"] = "x";
    BOOST_CHECK(fault_of([&] { Session::open(odd); }) == Fault::usage);
}

BOOST_AUTO_TEST_CASE(a_stream_left_early_leaves_a_session_that_works) {
    const auto session = open();
    for (const auto* const sql :
         {"select seq from seq_1_to_3000", "select seq from seq_1_to_5000000",
          "select seq, cast(seq as float) f from seq_1_to_5000000"}) {
        RowBatch batch;
        const auto begun = std::chrono::steady_clock::now();
        {
            const auto stream = session->stream({sql, {}});
            BOOST_REQUIRE(stream->next(batch));
        }
        BOOST_TEST((std::chrono::steady_clock::now() - begun < std::chrono::seconds(3)));
        BOOST_TEST(only(*session, "select 1") == "1");
    }
}

BOOST_AUTO_TEST_CASE(batches_carry_all_rows_once) {
    const auto session = open();
    const auto stream = session->stream({"select seq, repeat('x', 600) from seq_1_to_10000", {}});
    RowBatch batch;
    std::uint64_t sum = 0, rows = 0;
    while (stream->next(batch)) {
        BOOST_TEST(batch.rows() <= RowBatch::target_rows);
        rows += batch.rows();
        for (std::size_t i = 0; i < batch.rows(); ++i)
            sum += std::stoull(std::string(batch.at(i, 0)));
    }
    BOOST_TEST(rows == 10000u);
    BOOST_TEST(sum == 50005000u);
    BOOST_TEST(stream->counts()[1].octets == 6000000u);
}

BOOST_AUTO_TEST_CASE(cancel_from_another_thread_ends_the_statement) {
    const auto session = open();
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        session->cancel();
    });
    const auto begun = std::chrono::steady_clock::now();
    const Fault fault = fault_of([&] {
        session->query(
            "select count(*) from seq_1_to_100000 a, seq_1_to_100000 b where a.seq <> b.seq");
    });
    other.join();
    BOOST_CHECK(fault == Fault::interrupted);
    BOOST_TEST((std::chrono::steady_clock::now() - begun < std::chrono::seconds(10)));
    BOOST_TEST(only(*session, "select 1") == "1");
}

BOOST_AUTO_TEST_CASE(facts_say_how_the_session_stands) {
    scratch.run_client("create table m (i int) engine = MyISAM; create table i (i int);");
    const auto session = open();
    const SessionFacts& facts = session->facts();
    BOOST_TEST(facts.engine.starts_with("mariadb 1"));
    BOOST_TEST(facts.time_zone == "+00:00");
    BOOST_TEST(facts.isolation == "repeatable read, read only, consistent snapshot");
    BOOST_TEST(facts.server_charset == "utf8mb4");
    BOOST_TEST(facts.user.starts_with("root@"));
    BOOST_TEST(!facts.server_time.empty());
    BOOST_TEST(!facts.consistent);
    BOOST_TEST(facts.inconsistent_tables == std::vector<std::string>{"m"},
               boost::test_tools::per_element());
    scratch.run_client("drop table m;");
    BOOST_TEST(open()->facts().consistent);
}

BOOST_AUTO_TEST_CASE(a_reading_role_has_no_write_privilege_and_a_writing_one_has) {
    const Url url = scratch.parsed();
    const std::string reader = url.database + "_r", writer = url.database + "_w";
    const auto log_in = [&](const std::string& user) {
        Url as = url;
        as.user = user;
        as.password = "pw";
        return Session::open(as);
    };
    scratch.run_client("create table t (i int, k int); create table secret (i int);");
    // An anonymous user of one host would shadow a user of all hosts.
    for (const std::string host : {"'@'localhost'", "'@'127.0.0.1'", "'@'%'"})
        scratch.run_client("create user '" + reader + host + " identified by 'pw'; create user '" +
                           writer + host + " identified by 'pw'; grant select (i) on t to '" +
                           reader + host + "; grant select, update (k) on t to '" + writer + host +
                           ";");
    BOOST_TEST(log_in(reader)->write_privileges().empty());
    BOOST_TEST(log_in(writer)->write_privileges() == std::vector<std::string>{"UPDATE"},
               boost::test_tools::per_element());
    BOOST_TEST(open()->write_privileges().front() == "ALL PRIVILEGES");
    const auto session = log_in(reader);
    BOOST_CHECK(fault_of([&] { session->query("select * from secret"); }) == Fault::rights);
    BOOST_CHECK(fault_of([&] { session->query("select k from t"); }) == Fault::rights);
    for (const std::string host : {"'@'localhost';", "'@'127.0.0.1';", "'@'%';"})
        scratch.run_client("drop user '" + reader + host + "drop user '" + writer + host);
}

BOOST_AUTO_TEST_SUITE_END()
