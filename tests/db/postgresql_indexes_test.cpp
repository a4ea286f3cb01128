#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "db/write/writer.h"
#include "tests/db/postgresql_target.h"

namespace tieout::db {
namespace {

constexpr const char* schema = R"(
create table bill (id integer primary key, client integer, due date, name varchar(40), remark text,
    total numeric(12,2));
create index bill_client on bill (client desc nulls last) include (due) with (fillfactor = 80);
create index bill_due_total on bill (due, total);
create index bill_name on bill (name collate "C");
create index bill_remark on bill (remark);
create index bill_lower on bill (lower(name));
create index bill_open on bill (client) where total > 0;
create index bill_told on bill (total);
comment on index bill_told is 'asked for by accounts';
create index bill_clustered on bill (due);
cluster bill using bill_clustered;
create index bill_hash on bill using hash (client);
create unique index bill_once on bill (client, due);
)";

constexpr const char* names_sql =
    "select string_agg(indexrelid::regclass::text, ' ' order by indexrelid::regclass::text) from "
    "pg_index where indrelid = 'bill'::regclass";

constexpr const char* definitions_sql =
    "select string_agg(pg_get_indexdef(indexrelid) || ' ' || indisclustered || ' ' || "
    "coalesce(obj_description(indexrelid, 'pg_class'), ''), E'\\n' order by "
    "indexrelid::regclass::text) from pg_index where indrelid = 'bill'::regclass";

constexpr const char* all_names =
    "bill_client bill_clustered bill_due_total bill_hash bill_lower bill_name bill_once bill_open "
    "bill_pkey bill_remark bill_told";
constexpr const char* those_that_stay =
    "bill_clustered bill_hash bill_lower bill_once bill_open bill_pkey bill_remark bill_told";

struct Target : PostgresqlTarget {
    Target() : PostgresqlTarget(schema) {}
};

RowBatch bills(int count) {
    RowBatch out;
    out.clear(2);
    for (int id = 1; id <= count; ++id) {
        out.add(std::to_string(id));
        out.add(std::to_string(id % 10));
    }
    return out;
}

BOOST_FIXTURE_TEST_SUITE(postgresql_indexes, Target)

BOOST_AUTO_TEST_CASE(plain_indexes_are_gone_while_rows_come_and_are_then_as_they_were) {
    const std::string before = look(definitions_sql);
    const auto writer = Writer::open(scratch.parsed());
    writer->empty({"bill"});
    BOOST_TEST(Target::cell(writer->query(names_sql)) == those_that_stay);
    BOOST_TEST(writer->load("bill", {"id", "client"})->write(bills(100)).empty());
    writer->analyze("bill");
    BOOST_TEST(Target::cell(writer->query(names_sql)) == all_names);
    writer->commit();
    BOOST_TEST(look(definitions_sql) == before);
    BOOST_TEST(look("select count(*) from bill where client = 3") == "10");
    BOOST_TEST(look("select bool_and(indisvalid and indisready) from pg_index where indrelid = "
                    "'bill'::regclass") == "1");
}

BOOST_AUTO_TEST_CASE(commit_builds_what_nobody_asked_for) {
    const std::string before = look(definitions_sql);
    const auto writer = Writer::open(scratch.parsed());
    writer->empty({"bill"});
    writer->commit();
    BOOST_TEST(look(definitions_sql) == before);
}

BOOST_AUTO_TEST_CASE(an_abandoned_writer_has_touched_no_index) {
    const std::string before = look("select string_agg(indexrelid::text, ' ') from pg_index");
    {
        const auto writer = Writer::open(scratch.parsed());
        writer->empty({"bill"});
        writer->load("bill", {"id", "client"})->write(bills(10));
    }
    BOOST_TEST(look("select string_agg(indexrelid::text, ' ') from pg_index") == before);
}

// Built when the table is full, it would refuse all rows for the sake of one.
BOOST_AUTO_TEST_CASE(a_row_too_long_for_an_index_is_refused_alone) {
    std::string noise;  // that does not compress to less than an entry's 2704 bytes
    for (unsigned word = 1; noise.size() < 30'000; word = word * 1664525U + 1013904223U)
        noise += static_cast<char>('!' + (word >> 24) % 90);
    const auto writer = Writer::open(scratch.parsed());
    writer->empty({"bill"});
    RowBatch rows;
    rows.clear(2);
    for (const std::string& cell :
         {std::string("1"), std::string("short"), std::string("2"), noise})
        rows.add(cell);
    const auto refused = writer->load("bill", {"id", "remark"})->write(rows);
    BOOST_TEST_REQUIRE(refused.size() == 1U);
    BOOST_TEST(refused[0].row == 1U);
    writer->analyze("bill");
    writer->commit();
    BOOST_TEST(look("select string_agg(id::text, ' ') from bill") == "1");
}

BOOST_AUTO_TEST_CASE(a_role_that_does_not_own_the_table_loads_it_with_its_indexes) {
    scratch.run_client(
        "do $$ begin create role tieout_loader login; exception when duplicate_object then end $$;"
        "grant select, insert, truncate on bill to tieout_loader");
    const auto writer = Writer::open(scratch.parsed());
    writer->query("set role tieout_loader");
    writer->empty({"bill"});
    BOOST_TEST(Target::cell(writer->query(names_sql)) == all_names);
    BOOST_TEST(writer->load("bill", {"id", "client"})->write(bills(10)).empty());
    writer->commit();
    BOOST_TEST(look("select count(*) from bill") == "10");
}

// What an event trigger refuses is left alone.
BOOST_AUTO_TEST_CASE(indexes_that_may_not_be_dropped_stay) {
    scratch.run_client(
        "create function no_drop() returns event_trigger language plpgsql as $$ begin raise "
        "exception 'indexes stay'; end $$;"
        "create event trigger no_drop on ddl_command_start when tag in ('DROP INDEX') execute "
        "function no_drop()");
    const auto writer = Writer::open(scratch.parsed());
    writer->empty({"bill"});
    BOOST_TEST(Target::cell(writer->query(names_sql)) == all_names);
    BOOST_TEST(writer->load("bill", {"id", "client"})->write(bills(10)).empty());
    writer->commit();
    BOOST_TEST(look("select count(*) from bill") == "10");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::db
