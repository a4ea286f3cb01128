// Which foreign keys are set aside while a table is filled, that they come back as they were, and
// that all others are asked for every row.
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "db/write/writer.h"
#include "tests/db/postgresql_target.h"

namespace tieout::db {
namespace {

constexpr const char* schema = R"(
create table client (id integer primary key, code text unique, "Odd name" integer unique);
create table agent (id integer primary key);
create table bill (id integer primary key,
    client integer constraint "bill's client" references client on delete cascade deferrable,
    payer text references client (code) match full on update set null,
    odd integer references client ("Odd name"),
    agent integer references agent,
    parent integer references bill);
create table note (id integer primary key, bill integer references bill);
)";

constexpr const char* keys_sql =
    "select string_agg(conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || "
    "' ' || "
    "convalidated || ' ' || coalesce(obj_description(oid, 'pg_constraint'), ''), E'\\n' order by "
    "conrelid::regclass::text, conname) from pg_constraint where contype = 'f'";

constexpr const char* names_sql =
    "select coalesce(string_agg(conname, ' ' order by conname), '') from pg_constraint where "
    "contype = 'f'";

const std::vector<HeldReference> held = {{"bill", "client", "client", "id"},
                                         {"bill", "payer", "client", "code"},
                                         {"bill", "odd", "client", "Odd name"},
                                         {"bill", "parent", "bill", "id"},
                                         {"note", "bill", "bill", "id"}};
constexpr const char* not_held = "bill_agent_fkey";
constexpr const char* all_names =
    "bill's client bill_agent_fkey bill_odd_fkey bill_parent_fkey bill_payer_fkey note_bill_fkey";

struct Target : PostgresqlTarget {
    Target() : PostgresqlTarget(schema) {}
    // What stays while the tables are filled, where the target is as `sql` makes it; it must come
    // back as it was.
    std::string stay_where(const std::string& sql) const {
        scratch.run_client(sql);
        const std::string before = look(keys_sql);
        const auto writer = Writer::open(scratch.parsed());
        writer->empty({"note", "bill", "agent", "client"});
        writer->set_aside(held);
        const std::string names = cell(writer->query(names_sql));
        writer->commit();
        BOOST_TEST(look(keys_sql) == before);
        return names;
    }
};

RowBatch rows_of(const std::vector<std::vector<const char*>>& rows) {
    RowBatch batch;
    batch.clear(rows.front().size());
    for (const auto& row : rows)
        for (const char* cell : row)
            cell == nullptr ? batch.add_null() : batch.add(cell);
    return batch;
}

BOOST_FIXTURE_TEST_SUITE(postgresql_foreign_keys, Target)

BOOST_AUTO_TEST_CASE(
    those_that_the_caller_holds_are_gone_while_rows_come_and_are_then_as_they_were) {
    const std::string before = look(keys_sql);
    const auto writer = Writer::open(scratch.parsed());
    writer->empty({"note", "bill", "agent", "client"});
    writer->set_aside(held);
    BOOST_TEST(Target::cell(writer->query(names_sql)) == not_held);
    BOOST_TEST(writer->load("client", {"id", "code"})->write(rows_of({{"1", "a"}})).empty());
    const auto load = writer->load("bill", {"id", "client", "payer", "parent", "agent"});
    BOOST_TEST(load->write(rows_of({{"1", "1", "a", nullptr, nullptr},
                                    {"2", nullptr, nullptr, "1", nullptr}}))
                   .empty());
    // The one that nobody holds is asked for every row.
    const auto refused = load->write(rows_of({{"3", "1", "a", nullptr, "9"}}));
    BOOST_REQUIRE(refused.size() == 1U);
    BOOST_TEST(refused[0].constraint == "bill_agent_fkey");
    writer->analyze("bill");
    BOOST_TEST(Target::cell(writer->query(names_sql)) ==
               "bill's client bill_agent_fkey bill_odd_fkey bill_parent_fkey bill_payer_fkey");
    writer->commit();
    BOOST_TEST(look(names_sql) == all_names);
    BOOST_TEST(look(keys_sql) == before);
    BOOST_TEST(look("select count(*) from bill") == "2");
    // They act again.
    scratch.run_client("delete from bill where id = 2; delete from client");
    BOOST_TEST(look("select count(*) from bill") == "0");
}

BOOST_AUTO_TEST_CASE(what_is_not_committed_leaves_them_as_they_were) {
    const std::string before = look(keys_sql);
    {
        const auto writer = Writer::open(scratch.parsed());
        writer->empty({"note", "bill", "agent", "client"});
        writer->set_aside(held);
    }
    BOOST_TEST(look(keys_sql) == before);
}

// The planted fault: a caller that does not keep its word.
BOOST_AUTO_TEST_CASE(a_row_whose_parent_is_not_there_is_found_and_nothing_is_kept) {
    scratch.run_client("insert into client values (7, 'old', 7)");
    {
        const auto writer = Writer::open(scratch.parsed());
        writer->empty({"note", "bill", "agent", "client"});
        writer->set_aside(held);
        BOOST_TEST(writer->load("bill", {"id", "client"})->write(rows_of({{"1", "5"}})).empty());
        BOOST_CHECK_EXCEPTION(writer->analyze("bill"), Error, [](const Error& error) {
            return error.fault() == Fault::internal &&
                   std::string(error.what()).find("bill's client") != std::string::npos;
        });
    }
    BOOST_TEST(look("select count(*) from client") == "1");
    BOOST_TEST(look(names_sql) == all_names);
}

BOOST_AUTO_TEST_CASE(those_that_would_not_come_back_as_they_were_stay) {
    const std::string held_no_more = " bill_agent_fkey";
    BOOST_TEST(stay_where("comment on constraint \"bill's client\" on bill is 'asked for'") ==
               "bill's client" + held_no_more);
    BOOST_TEST(
        stay_where("comment on constraint \"bill's client\" on bill is null;"
                   "alter table bill drop constraint bill_odd_fkey, add constraint "
                   "bill_odd_fkey foreign key (odd) references client (\"Odd name\") not valid") ==
        "bill_agent_fkey bill_odd_fkey");
    BOOST_TEST(stay_where("alter table bill validate constraint bill_odd_fkey;"
                          "alter table note disable trigger all") ==
               "bill_agent_fkey note_bill_fkey");
    BOOST_TEST(stay_where("alter table note enable trigger all") == not_held);
}

BOOST_AUTO_TEST_CASE(where_the_target_may_change_a_row_every_row_is_asked_for) {
    BOOST_TEST(
        stay_where("create function f() returns trigger language plpgsql as 'begin return "
                   "null; end';"
                   "create trigger t before insert on client for each row execute function f()") ==
        "bill's client bill_agent_fkey bill_odd_fkey bill_payer_fkey");
    BOOST_TEST(stay_where("drop trigger t on client; create rule r as on insert to note do also "
                          "delete from agent") == "bill_agent_fkey note_bill_fkey");
}

BOOST_AUTO_TEST_CASE(a_table_of_which_something_waits_for_the_end_keeps_its_own) {
    BOOST_TEST(stay_where("alter table bill alter constraint bill_agent_fkey deferrable initially "
                          "deferred") ==
               "bill's client bill_agent_fkey bill_odd_fkey bill_parent_fkey bill_payer_fkey");
}

BOOST_AUTO_TEST_CASE(a_key_of_two_columns_or_to_another_column_is_none_of_them) {
    const auto writer = Writer::open(scratch.parsed());
    writer->set_aside(std::vector<HeldReference>{{"bill", "payer", "client", "id"},
                                                 {"bill", "agent", "client", "id"}});
    BOOST_TEST(Target::cell(writer->query(names_sql)) == all_names);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::db
