#include "db/sqlite_session.h"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::db;
using tieout::tests::Scratch;

namespace {

std::unique_ptr<Session> open(const Scratch& scratch) {
    return Session::open(scratch.parsed());
}

// Cells joined by '|', NULL as "~", rows by newlines: as the tests' literals are written.
std::string shown(RowStream& stream) {
    std::string out;
    RowBatch batch;
    while (stream.next(batch))
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            for (std::size_t column = 0; column < batch.columns(); ++column) {
                if (column > 0) out += '|';
                out += batch.is_null(row, column) ? "~" : std::string(batch.at(row, column));
            }
            out += '\n';
        }
    return out;
}

std::string shown(Session& session, const std::string& sql) {
    return shown(*session.stream({sql, {}}));
}

std::string types(RowStream& stream) {
    std::string out;
    for (const Column& column : stream.columns())
        out.append(out.empty() ? "" : " ").append(name(column.type));
    return out;
}

struct Refused {
    Fault fault;
    std::string words;
};

template <typename Work>
Refused refused(Work work) {
    try {
        work();
    } catch (const Error& error) {
        return {error.fault(), error.what()};
    }
    BOOST_FAIL("nothing was refused");
    return {Fault::internal, ""};
}

bool says(const Refused& refused, const std::string& words) {
    return refused.words.find(words) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_session)

BOOST_AUTO_TEST_CASE(declared_types_say_how_a_column_is_read) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(a integer, b bigint, c int(11), d decimal_text(12,2), e date_text,"
        " f datetime_text, g instant_text, h boolean_int, i varchar(20), j text, k blob, l real,"
        " m time_text, n json_text, o uuid_text, p decimal(10,2), q datetime, r double, s "
        "bits_text);");
    const auto session = open(scratch);
    BOOST_TEST(types(*session->stream({"select * from t", {}})) ==
               "integer integer integer decimal date datetime instant boolean text text bytes real "
               "time json uuid decimal datetime real bits");
}

BOOST_AUTO_TEST_CASE(values_come_in_the_one_textual_form) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(i integer, d decimal_text(38,2), r real, x blob, s text, day date_text,"
        " at instant_text, yes boolean_int);"
        "insert into t values (-9223372036854775808, '-123456789012345678901234567890123456.78', "
        "0.1,"
        " x'00ff', 'caf\xC3\xA9', '2005-02-28', '2005-01-31 12:00:00.5+00', 1),"
        " (9223372036854775807, '0.00', 1e300, x'', '', '0001-01-01', '9999-12-31 23:59:59+00', 0),"
        " (null, null, null, null, null, null, null, null), (0, '1', 3.0, 'ab', '\xF0\x9F\x92\xB0',"
        " null, null, null), (1, null, 9e999, null, null, null, null, null),"
        " (2, null, -9e999, null, null, null, null, null);");
    const std::string expected =
        "-9223372036854775808|-123456789012345678901234567890123456.78|0.1|" +
        std::string("\0\xff", 2) +
        "|caf\xC3\xA9|2005-02-28|2005-01-31 12:00:00.5+00|1\n"
        "9223372036854775807|0.00|1e+300|||0001-01-01|9999-12-31 23:59:59+00|0\n"
        "~|~|~|~|~|~|~|~\n0|1|3|ab|\xF0\x9F\x92\xB0|~|~|~\n1|~|Infinity|~|~|~|~|~\n"
        "2|~|-Infinity|~|~|~|~|~\n";
    BOOST_TEST(shown(*open(scratch), "select * from t") == expected);
}

BOOST_AUTO_TEST_CASE(a_cell_of_another_storage_class_is_handed_on_as_its_text) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(i integer, b boolean_int, day date_text, d decimal_text(5,2), s text);"
        "insert into t values ('twelve', 2, 'yesterday', 'much', x'ff00'), (1.5, 'yes', 17, 5, "
        "7);");
    BOOST_TEST(shown(*open(scratch), "select * from t") ==
               "twelve|2|yesterday|much|" + std::string("\xff\0", 2) + "\n1.5|yes|17|5|7\n");
}

BOOST_AUTO_TEST_CASE(a_foreign_numeric_column_is_read_as_its_shortest_decimal) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(d decimal(12,2));"
        "insert into t values ('250000.01'), (0.1), ('12.50'), (7), (1e22), (0.0000001);");
    BOOST_TEST(shown(*open(scratch), "select * from t") ==
               "250000.01\n0.1\n12.5\n7\n10000000000000000000000\n0.0000001\n");
}

BOOST_AUTO_TEST_CASE(text_keeps_nul_and_bytes_that_are_no_characters) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(s text); insert into t values (cast(x'610062' as text)),"
        " (cast(x'636166e9' as text));");
    const auto session = open(scratch);
    const auto stream = session->stream({"select s from t", {}});
    BOOST_TEST(shown(*stream) == std::string("a\0b\ncaf\xE9\n", 9));
    BOOST_TEST(stream->counts()[0].values == 2u);
    BOOST_TEST(stream->counts()[0].octets == 7u);
    BOOST_TEST(stream->counts()[0].characters == 7u);
}

BOOST_AUTO_TEST_CASE(the_counts_agree_with_what_the_file_itself_adds_up) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(s text, x blob); insert into t values ('caf\xC3\xA9', x'0001'), (null, "
        "null),"
        " ('\xF0\x9F\x92\xB0', x'ff'), ('', x'');");
    const auto session = open(scratch);
    const auto stream = session->stream({"select s, x from t", {}});
    shown(*stream);
    BOOST_TEST(stream->counts()[0].values == 3u);
    BOOST_TEST(stream->counts()[0].octets == 9u);
    BOOST_TEST(stream->counts()[0].characters == 5u);
    BOOST_TEST(stream->counts()[1].octets == 3u);
    BOOST_TEST(shown(*session,
                     "select sum(octet_length(s)), sum(char_length(s)), sum(octet_length(x)),"
                     " sum(length(cast(s as blob))), sum(length(s)) from t") == "9|5|3|9|5\n");
}

BOOST_AUTO_TEST_CASE(text_is_handed_out_as_bytes_where_that_is_asked) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(a text, b text); insert into t values ('x', 'caf\xC3\xA9');");
    const auto session = open(scratch);
    const auto stream = session->stream({"select a, b from t", {"b"}});
    BOOST_TEST(types(*stream) == "text bytes");
    BOOST_TEST(shown(*stream) == "x|caf\xC3\xA9\n");
    BOOST_TEST(stream->counts()[1].octets == 5u);
    BOOST_TEST(stream->counts()[1].characters == 0u);
}

BOOST_AUTO_TEST_CASE(a_computed_column_is_typed_by_its_first_row) {
    const Scratch scratch(Engine::sqlite);
    const auto session = open(scratch);
    const auto stream = session->stream({"select 1 a, 1.5 b, 'x' c, x'00' d, null e", {}});
    BOOST_TEST(types(*stream) == "integer real text bytes text");
    BOOST_TEST(types(*session->stream({"select 1 a where 0", {}})) == "text");
}

BOOST_AUTO_TEST_CASE(rows_come_in_batches_and_none_is_lost_between_them) {
    const Scratch scratch(Engine::sqlite);
    const auto session = open(scratch);
    const auto stream = session->stream(
        {"with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)"
         " select i from n",
         {}});
    RowBatch batch;
    std::size_t batches = 0, rows = 0;
    std::int64_t sum = 0;
    while (stream->next(batch)) {
        ++batches;
        rows += batch.rows();
        for (std::size_t row = 0; row < batch.rows(); ++row)
            sum += std::stoll(std::string(batch.at(row, 0)));
    }
    BOOST_TEST(batches == 40u);  // 39 * 128 + 8
    BOOST_TEST(rows == 5000u);
    BOOST_TEST(sum == 12'502'500);
    BOOST_TEST(!stream->next(batch));
}

BOOST_AUTO_TEST_CASE(sums_of_money_are_exact) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(g integer, d decimal_text(12,2)); insert into t values (1, '0.10'), (1, "
        "'0.20'),"
        " (1, null), (2, '250000.01'), (2, '-0.02'), (3, null), (4, "
        "'99999999999999999999999999.99'),"
        " (4, '0.01');");
    const auto session = open(scratch);
    BOOST_TEST(shown(*session, "select g, decimal_sum(d) from t group by g order by g") ==
               "1|0.30\n2|249999.99\n3|~\n4|100000000000000000000000000.00\n");
    BOOST_TEST(shown(*session, "select decimal_sum(d) from t where g > 9") == "~\n");
    BOOST_TEST(shown(*session,
                     "select decimal_add('0.1', '0.2'), decimal_sub(1, '0.05'),"
                     " decimal_mul('1.5', '-3'), decimal_add(null, 1), decimal_add(0.1, 0.2)") ==
               "0.3|0.95|-4.5|~|0.3\n");
    BOOST_TEST(shown(*session,
                     "select decimal_cmp('10', '9'), decimal_cmp('1.50', '1.5'),"
                     " decimal_cmp('-1', '0.01'), decimal_cmp(null, 1)") == "1|0|-1|~\n");
}

BOOST_AUTO_TEST_CASE(arithmetic_on_what_is_no_number_is_refused_and_never_zero) {
    const Scratch scratch(Engine::sqlite);
    const auto session = open(scratch);
    const auto abc = refused([&] { session->query("select decimal_add('abc', 1)"); });
    BOOST_TEST((abc.fault == Fault::data));
    BOOST_TEST(says(abc, "'abc' is not a decimal number"), abc.words);
    const auto wide = refused([&] {
        session->query("select decimal_sum(x) from (select '" + std::string(38, '9') +
                       "' x union all select '1')");
    });
    BOOST_TEST((wide.fault == Fault::data));
    BOOST_TEST(says(wide, "more than 38 digits"), wide.words);
}

BOOST_AUTO_TEST_CASE(parameters_are_values_and_never_sql) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(i integer, s text); insert into t values (1, 'it''s'), (2, null);");
    const auto session = open(scratch);
    const auto found = session->query("select i from t where s = ?", {{"it's"}});
    BOOST_REQUIRE(found.rows.size() == 1u);
    BOOST_TEST(found.rows[0][0].value() == "1");
    BOOST_TEST(session->query("select i from t where s = ?", {{"' or 1 = 1 --"}}).rows.empty());
    BOOST_TEST(session->query("select i from t where i = ? and s is ?", {{"2"}, {std::nullopt}})
                   .rows.size() == 1u);
    BOOST_TEST((refused([&] { session->query("select ?"); }).fault == Fault::internal));
}

BOOST_AUTO_TEST_CASE(nothing_can_be_written_through_a_session) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client("create table t(i integer); insert into t values (1);");
    const auto session = open(scratch);
    BOOST_TEST(session->write_privileges().empty());
    for (const char* sql : {"insert into t values (2)", "delete from t", "drop table t",
                            "create table u(x)", "vacuum"})
        BOOST_CHECK_THROW(session->query(sql), Error);
    BOOST_CHECK_THROW(session->query("attach '" + scratch.parsed().database + ".2' as other"),
                      Error);
    BOOST_TEST(!std::filesystem::exists(scratch.parsed().database + ".2"));
    BOOST_TEST(shown(*session, "select count(*) from t") == "1\n");
}

BOOST_AUTO_TEST_CASE(a_session_keeps_seeing_the_moment_at_which_it_began) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "pragma journal_mode = wal; create table t(i integer); insert into t values (1);");
    const auto before = open(scratch);
    const auto loose = Session::open(scratch.parsed(), Snapshot::none);
    scratch.run_client("insert into t values (2);");
    BOOST_TEST(shown(*before, "select count(*) from t") == "1\n");
    BOOST_TEST(shown(*loose, "select count(*) from t") == "2\n");
    BOOST_TEST(shown(*open(scratch), "select count(*) from t") == "2\n");
}

BOOST_AUTO_TEST_CASE(the_facts_of_a_session_are_recorded) {
    const Scratch scratch(Engine::sqlite);
    const auto before = Session::open(scratch.parsed(), Snapshot::none);
    scratch.run_client("create table t(i);");
    const auto after = open(scratch);
    BOOST_TEST(after->facts().engine.substr(0, 9) == "sqlite 3.");
    BOOST_TEST(after->facts().url == scratch.url());
    BOOST_TEST(after->facts().charset == "UTF-8");
    BOOST_TEST(after->facts().time_zone == "UTC");
    BOOST_TEST(after->facts().consistent);
    BOOST_TEST(after->facts().position != before->facts().position);
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_is_an_error_that_names_it) {
    const Scratch scratch(Engine::sqlite);
    const std::string folder = std::filesystem::path(scratch.parsed().database).parent_path();
    const auto missing =
        refused([&] { Session::open(Url::parse("sqlite:" + folder + "/none.db")); });
    BOOST_TEST((missing.fault == Fault::connection));
    BOOST_TEST(says(missing, "/none.db' does not exist"), missing.words);
    BOOST_TEST(!std::filesystem::exists(folder + "/none.db"));
    BOOST_TEST(
        says(refused([&] { Session::open(Url::parse("sqlite:" + folder)); }), "is a folder"));
    BOOST_TEST(
        says(refused([&] { Session::open(Url::parse("sqlite::memory:")); }), "names no file"));
    std::ofstream(folder + "/letter.txt") << std::string(2000, 'x');
    const auto letter =
        refused([&] { Session::open(Url::parse("sqlite:" + folder + "/letter.txt")); });
    BOOST_TEST((letter.fault == Fault::usage));
    BOOST_TEST(says(letter, "not a database"), letter.words);
}

BOOST_AUTO_TEST_CASE(wrong_sql_is_an_error_that_says_what_is_missing) {
    const Scratch scratch(Engine::sqlite);
    const auto session = open(scratch);
    const auto table = refused([&] { session->stream({"select * from client_info", {}}); });
    BOOST_TEST((table.fault == Fault::schema));
    BOOST_TEST(says(table, "no such table: client_info"), table.words);
    BOOST_TEST(says(refused([&] { session->query("select 1; select 2"); }), "there were more"));
    BOOST_TEST(says(refused([&] { session->query(" -- nothing\n"); }), "there was none"));
    BOOST_TEST(session->query("select 1; -- done\n").rows.size() == 1u);
}

BOOST_AUTO_TEST_CASE(names_are_quoted_with_their_quotes_doubled) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table \"or\"\"der\"(\"se lect\" integer); insert into \"or\"\"der\" values (5);");
    const auto session = open(scratch);
    BOOST_TEST(session->quote("or\"der") == "\"or\"\"der\"");
    BOOST_TEST(quote_identifier(Engine::mysql, "a`b") == "`a``b`");
    BOOST_TEST(shown(*session, "select " + session->quote("se lect") + " from " +
                                   session->quote("or\"der")) == "5\n");
}

BOOST_AUTO_TEST_CASE(cancel_from_another_thread_ends_the_statement) {
    const Scratch scratch(Engine::sqlite);
    const auto session = open(scratch);
    std::atomic<bool> ended{false};
    std::thread other([&] {
        while (!ended)
            session->cancel();
    });
    const auto stopped = refused([&] {
        session->query(
            "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from "
            "n");
    });
    ended = true;
    other.join();
    BOOST_TEST((stopped.fault == Fault::interrupted));
    BOOST_TEST(shown(*session, "select 1") == "1\n");
}

BOOST_AUTO_TEST_SUITE_END()
