#include "db/write/sqlite_writer.h"

#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::db;
using tieout::tests::Scratch;

namespace {

constexpr const char* null = nullptr;

RowBatch batch_of(std::size_t columns, const std::vector<const char*>& cells) {
    RowBatch batch;
    batch.clear(columns);
    for (const char* const cell : cells)
        cell == nullptr ? batch.add_null() : batch.add(cell);
    return batch;
}

// What the reading session sees, rows joined by ';'.
std::string seen(const Scratch& scratch, const std::string& sql) {
    std::string out;
    for (const auto& row : Session::open(scratch.parsed())->query(sql).rows) {
        if (!out.empty()) out += ';';
        for (std::size_t i = 0; i < row.size(); ++i)
            out += (i > 0 ? "|" : "") + row[i].value_or("~");
    }
    return out;
}

std::string said(const std::vector<Refusal>& refusals) {
    std::string out;
    for (const Refusal& each : refusals)
        out += std::to_string(each.row) + " " + each.constraint + ";";
    return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_writer)

BOOST_AUTO_TEST_CASE(rows_are_there_after_commit_and_in_their_declared_storage) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(id integer primary key, yes boolean_int, d decimal_text(12,2), x blob, s "
        "text,"
        " r real, day date_text);");
    const auto writer = Writer::open(scratch.parsed());
    const auto load = writer->load("t", {"id", "yes", "d", "x", "s", "r", "day"});
    BOOST_TEST(
        said(load->write(batch_of(7, {"1", "1",  "12.50", "ab", "",   "0.1",   "2005-01-31",  //
                                      "2", "0",  "-0.00", "",   "x",  "1e300", null,          //
                                      "3", null, null,    null, null, null,    null}))) == "");
    load->finish();
    BOOST_TEST(seen(scratch, "select count(*) from t") == "0");
    writer->commit();
    BOOST_TEST(seen(scratch,
                    "select typeof(id), typeof(yes), typeof(d), typeof(x), typeof(s), typeof(r),"
                    " typeof(day) from t") ==
               "integer|integer|text|blob|text|real|text;integer|integer|text|blob|text|real|null;"
               "integer|null|null|null|null|null|null");
    BOOST_TEST(seen(scratch, "select * from t") ==
               "1|1|12.50|ab||0.1|2005-01-31;2|0|-0.00||x|1e+300|~;3|~|~|~|~|~|~");
}

BOOST_AUTO_TEST_CASE(what_is_not_committed_is_abandoned) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client("create table t(id integer); insert into t values (7);");
    {
        const auto writer = Writer::open(scratch.parsed());
        writer->empty({"t"});
        writer->load("t", {"id"})->write(batch_of(1, {"1", "2"}));
    }
    BOOST_TEST(seen(scratch, "select * from t") == "7");
}

BOOST_AUTO_TEST_CASE(refused_rows_are_named_and_all_others_are_written) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table parent(id integer primary key); insert into parent values (1);"
        "create table t(id integer primary key, email text not null, qty int, p int references "
        "parent,"
        " constraint u_email unique (email), constraint qty_positive check (qty > 0));"
        "create unique index u_low on t(lower(email)) where id > 110;");
    RowBatch batch;
    batch.clear(4);
    for (int i = 0; i < 300; ++i) {
        batch.add(std::to_string(i == 17 ? 16 : i));
        if (i == 40) {
            batch.add_null();
        } else {
            batch.add(i == 100 ? "mail99" : i == 120 ? "MAIL119" : "mail" + std::to_string(i));
        }
        batch.add(i == 200 ? "0" : "1");
        batch.add(i == 299 ? "2" : "1");
    }
    const auto writer = Writer::open(scratch.parsed());
    const auto load = writer->load("t", {"id", "email", "qty", "p"});
    const auto refusals = load->write(batch);
    BOOST_TEST(said(refusals) ==
               "17 t_pkey;40 t.email;100 u_email;120 u_low;200 qty_positive;299 t_p_fkey;");
    BOOST_TEST(refusals[0].reason == "UNIQUE constraint failed: t.id");
    load->finish();
    writer->commit();
    BOOST_TEST(seen(scratch, "select count(*), min(id), max(id), count(distinct email) from t") ==
               "294|0|298|294");
}

BOOST_AUTO_TEST_CASE(a_conflict_clause_of_the_table_drops_no_row_silently) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(id int unique on conflict ignore, x int unique on conflict rollback);");
    const auto writer = Writer::open(scratch.parsed());
    BOOST_TEST(
        said(writer->load("t", {"id", "x"})->write(batch_of(2, {"1", "1", "1", "2", "2", "1"}))) ==
        "1 sqlite_autoindex_t_1;2 sqlite_autoindex_t_2;");
}

BOOST_AUTO_TEST_CASE(a_deferred_orphan_stops_the_commit) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table parent(id integer primary key);"
        "create table t(p int references parent deferrable initially deferred);");
    {
        const auto writer = Writer::open(scratch.parsed());
        BOOST_TEST(said(writer->load("t", {"p"})->write(batch_of(1, {"5"}))) == "");
        BOOST_CHECK_EXCEPTION(writer->commit(), Error, [](const Error& error) {
            return error.fault() == Fault::data &&
                   std::string(error.what()).find("1 rows of 't' have no parent in 'parent'") !=
                       std::string::npos;
        });
    }
    BOOST_TEST(seen(scratch, "select count(*) from t") == "0");
}

BOOST_AUTO_TEST_CASE(sequences_follow_the_greatest_value) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client(
        "create table t(id integer primary key autoincrement, x int); insert into t values (900, "
        "0);"
        "create table u(id integer primary key autoincrement, x int); create table v(id integer "
        "primary key);");
    const auto writer = Writer::open(scratch.parsed());
    writer->empty({"t"});
    writer->load("t", {"id", "x"})->write(batch_of(2, {"10", "1", "41", "1", "7", "1"}));
    for (const char* const table : {"t", "u", "v"})
        writer->advance_sequences(table);
    BOOST_TEST(writer->catalogue().find("t")->sequences[0].next.value() == 42);
    BOOST_TEST(writer->catalogue().find("u")->sequences[0].next.value() == 1);
    writer->commit();
    BOOST_TEST(seen(scratch, "select name, seq from sqlite_sequence order by name") == "t|41;u|0");
    BOOST_TEST(Session::open(scratch.parsed())->catalogue().find("t")->sequences[0].next.value() ==
               42);
}

BOOST_AUTO_TEST_CASE(a_script_may_hold_triggers_comments_and_literals) {
    const Scratch scratch(Engine::sqlite);
    const auto writer = Writer::open(scratch.parsed());
    BOOST_TEST(writer->catalogue().tables.empty());
    writer->run_script(
        "-- first; a comment\ncreate table t(s text); /* ; */ create trigger tr after insert on t "
        "begin"
        " update t set s = s || ';' where s = new.s; end; insert into t values ('a;''b');;\n");
    BOOST_TEST(writer->catalogue().find("t") != nullptr);
    writer->analyze("t");
    writer->commit();
    BOOST_TEST(seen(scratch, "select s from t") == "a;'b;");
}

BOOST_AUTO_TEST_CASE(a_file_is_made_only_by_a_commit) {
    const Scratch scratch(Engine::sqlite);
    const std::string path = scratch.parsed().database + ".new";
    { Writer::open(Url::parse("sqlite:" + path))->run_script("create table t(x)"); }
    BOOST_TEST(!std::filesystem::exists(path));
    {
        const auto writer = Writer::open(Url::parse("sqlite:" + path));
        writer->run_script("create table t(x)");
        writer->commit();
    }
    BOOST_TEST(Session::open(Url::parse("sqlite:" + path))->catalogue().tables.size() == 1u);
    BOOST_CHECK_THROW(Writer::open(Url::parse("sqlite:" + path + "/none/x.db")), Error);
}

BOOST_AUTO_TEST_CASE(two_writers_at_once_are_told_that_the_file_is_in_use) {
    const Scratch scratch(Engine::sqlite);
    const auto first = Writer::open(scratch.parsed());
    BOOST_CHECK_EXCEPTION(Writer::open(scratch.parsed()), Error, [](const Error& error) {
        return error.fault() == Fault::connection &&
               std::string(error.what()).find("Another program is using the file") !=
                   std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(unknown_tables_and_columns_are_schema_errors) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client("create table t(x);");
    const auto writer = Writer::open(scratch.parsed());
    const auto is_schema = [](const Error& error) { return error.fault() == Fault::schema; };
    BOOST_CHECK_EXCEPTION(writer->load("none", {"x"}), Error, is_schema);
    BOOST_CHECK_EXCEPTION(writer->load("t", {"y"}), Error, is_schema);
    BOOST_CHECK_EXCEPTION(writer->empty({"none"}), Error, is_schema);
    BOOST_CHECK_EXCEPTION(writer->run_script("create tabel u(x)"), Error, is_schema);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_said_to_be_one) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client("create table t(x text);");
    const auto writer = Writer::open(scratch.parsed());
    writer->query("pragma max_page_count = 3",
                  {});  // SQLite answers SQLITE_FULL, as a disk would make it
    RowBatch batch;
    batch.clear(1);
    for (int i = 0; i < 100; ++i)
        batch.add(std::string(1000, 'x'));
    BOOST_CHECK_EXCEPTION(writer->load("t", {"x"})->write(batch), Error,
                          [](const Error& error) { return error.fault() == Fault::disk; });
}

// The child is killed amid its transaction, with more written than SQLite's cache holds.
BOOST_AUTO_TEST_CASE(a_writer_that_is_killed_leaves_the_file_as_it_was) {
    const Scratch scratch(Engine::sqlite);
    scratch.run_client("create table t(x text); insert into t values ('before');");
    const pid_t child = fork();
    if (child == 0) {
        const auto writer = Writer::open(scratch.parsed());
        writer->query("pragma cache_size = 10", {});
        writer->empty({"t"});
        const auto load = writer->load("t", {"x"});
        RowBatch batch;
        batch.clear(1);
        for (int i = 0; i < 2000; ++i)
            batch.add(std::string(1000, 'x'));
        load->write(batch);
        kill(getpid(), SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    BOOST_REQUIRE(WIFSIGNALED(status));
    BOOST_TEST(std::filesystem::exists(scratch.parsed().database + "-journal"));
    BOOST_CHECK_EXCEPTION(Session::open(scratch.parsed()), Error, [](const Error& error) {
        return std::string(error.what()).find("was killed amid its work") != std::string::npos;
    });
    const auto writer = Writer::open(scratch.parsed());
    BOOST_TEST(writer->recover() == "");
    BOOST_TEST(writer->query("select x from t").rows[0][0].value() == "before");
    writer->commit();
    BOOST_TEST(seen(scratch, "select count(*) from t") == "1");
}

BOOST_AUTO_TEST_SUITE_END()
