// Rows that go and come in a target that is full, in both engines that can: what no order of
// statements may see must not be seen, and nothing must remain of what was done for it.
#include "db/write/changes.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "db/write/writer.h"
#include "tests/support/scratch.h"

namespace tieout::db {
namespace {

namespace data = boost::unit_test::data;
using tests::Scratch;
using Cells = std::vector<std::optional<std::string>>;
using Strings = std::vector<std::string>;

constexpr const char* schema = R"(
create table account (id integer primary key, email varchar(20) unique,
    parent_id integer references account (id), balance integer check (balance >= 0));
create table invoice (id integer primary key, account_id integer not null references account (id));
insert into account values (1, 'a', null, 10), (2, 'b', 1, 20), (3, 'c', 1, 30);
insert into invoice values (10, 1), (20, 2), (30, 3);
)";

RowBatch rows_of(std::size_t columns, const std::vector<Cells>& rows) {
    RowBatch out;
    out.clear(columns);
    for (const Cells& row : rows)
        for (const auto& cell : row)
            cell ? out.add(*cell) : out.add_null();
    return out;
}

TableChanges accounts(const std::vector<Cells>& gone, std::size_t for_good,
                      const std::vector<Cells>& coming) {
    return {"account",
            {"id"},
            rows_of(1, gone),
            for_good,
            {{{"id", "email", "parent_id", "balance"}, rows_of(4, coming)}}};
}

TableChanges invoices(const std::vector<Cells>& gone, std::size_t for_good,
                      const std::vector<Cells>& coming) {
    return {"invoice",
            {"id"},
            rows_of(1, gone),
            for_good,
            {{{"id", "account_id"}, rows_of(2, coming)}}};
}

class Full {
public:
    explicit Full(Engine engine, const std::string& more = "") : scratch(engine) {
        scratch.run_client(schema + more);
    }
    std::string change(const std::vector<TableChanges>& changes) const {
        const auto writer = Writer::open(scratch.parsed());
        std::string why = writer->change(changes);
        writer->commit();
        return why;
    }
    std::string why_not() const {
        return Writer::open(scratch.parsed())->why_not_change({"account", "invoice"});
    }
    std::string look(std::string_view sql) const {
        std::string out;
        for (const auto& row : Session::open(scratch.parsed())->query(sql).rows) {
            for (const auto& cell : row)
                out += cell.value_or("-") + " ";
            out += "| ";
        }
        return out;
    }
    std::string rows() const {
        return look("select * from account order by id") +
               look("select * from invoice order by id");
    }
    Scratch scratch;
};

const std::string before = "1 a - 10 | 2 b 1 20 | 3 c 1 30 | 10 1 | 20 2 | 30 3 | ";

struct Which {
    Engine engine;
    friend std::ostream& operator<<(std::ostream& out, const Which& which) {
        return out << name(which.engine);
    }
};
const std::vector<Which> engines = {{Engine::postgresql}, {Engine::sqlite}};

BOOST_AUTO_TEST_SUITE(changes)

BOOST_DATA_TEST_CASE(unique_values_swap_and_parents_change, data::make(engines)) {
    const Full full(sample.engine);
    BOOST_TEST(full.change({accounts({{"1"}, {"2"}}, 0,
                                     {{"1", "b", "2", "10"}, {"2", "a", std::nullopt, "20"}})}) ==
               "");
    BOOST_TEST(full.rows() == "1 b 2 10 | 2 a - 20 | 3 c 1 30 | 10 1 | 20 2 | 30 3 | ");
}

BOOST_DATA_TEST_CASE(a_row_goes_whose_child_moves_and_another_takes_its_place,
                     data::make(engines)) {
    const Full full(sample.engine);
    // 3 goes, 4 has its address, and invoice 30 is 4's.
    BOOST_TEST(full.change({accounts({{"3"}}, 1, {{"4", "c", "2", "1"}}),
                            invoices({{"30"}, {"20"}}, 1, {{"30", "4"}})}) == "");
    BOOST_TEST(full.rows() == "1 a - 10 | 2 b 1 20 | 4 c 2 1 | 10 1 | 30 4 | ");
}

BOOST_DATA_TEST_CASE(what_is_refused_changes_nothing, data::make(engines)) {
    const Full full(sample.engine);
    const std::vector<std::vector<TableChanges>> refused = {
        {accounts({{"1"}}, 1, {})},                                // it has children
        {accounts({{"1"}}, 0, {{"1", "a", std::nullopt, "-1"}})},  // a check
        {accounts({}, 0, {{"4", "a", std::nullopt, "1"}})},        // an address that is taken
        {accounts({}, 0, {{"1", "d", std::nullopt, "1"}})},        // a key that is taken
        {invoices({{"10"}}, 0, {{"10", "7"}})},                    // no such parent
        {accounts({{"9"}}, 1, {})},                                // no such row
        {accounts({{"2"}}, 0, {{"2", "x", "1", "2"}}), invoices({{"9"}}, 1, {})},
    };
    for (std::size_t i = 0; i < refused.size(); ++i) {
        BOOST_TEST_INFO_SCOPE(i);
        BOOST_TEST(full.change(refused[i]) != "");
        BOOST_TEST(full.rows() == before);
    }
}

BOOST_DATA_TEST_CASE(after_a_refusal_the_writer_fills_tables_anew, data::make(engines)) {
    const Full full(sample.engine);
    const auto writer = Writer::open(full.scratch.parsed());
    BOOST_TEST(writer->change({accounts({{"1"}}, 1, {})}) != "");
    writer->empty({"invoice", "account"});
    const auto load = writer->load("account", {"id", "email"});
    BOOST_TEST(load->write(rows_of(2, {{"7", "z"}})).empty());
    // Foreign keys are held at once again.
    BOOST_TEST(
        writer->load("invoice", {"id", "account_id"})->write(rows_of(2, {{"1", "8"}})).size() ==
        1U);
    writer->commit();
    BOOST_TEST(full.rows() == "7 z - - | ");
}

// Enough for an index to be made, in whose absence the server would look through all children.
BOOST_DATA_TEST_CASE(many_rows_go_and_the_schema_is_as_it_was, data::make(engines)) {
    const Full full(sample.engine);
    std::vector<Cells> gone;
    std::string more;
    for (int i = 100; i < 150; ++i) {
        more += "insert into account values (" + std::to_string(i) + ", null, 1, 1);";
        gone.push_back({std::to_string(i)});
    }
    full.scratch.run_client(more);
    const auto schema_of = [&] {
        return sample.engine == Engine::sqlite
                   ? full.look("select sql from sqlite_master order by name")
                   : full.look(
                         "select conrelid::regclass::text, conname, condeferrable, "
                         "condeferred, pg_get_constraintdef(oid) from pg_constraint where "
                         "connamespace = current_schema()::regnamespace order by 1, 2") +
                         full.look(
                             "select indexname::text from pg_indexes where schemaname = "
                             "current_schema() order by 1");
    };
    const std::string as_it_was = schema_of();
    BOOST_TEST(full.change({accounts(gone, gone.size(), {})}) == "");
    BOOST_TEST(full.rows() == before);
    BOOST_TEST(schema_of() == as_it_was);
}

BOOST_DATA_TEST_CASE(triggers_of_others_keep_rows_from_being_changed, data::make(engines)) {
    BOOST_TEST(Full(sample.engine).why_not() == "");
    const Full full(
        sample.engine,
        sample.engine == Engine::sqlite
            ? "create trigger watch after delete on invoice begin select 1; end;"
            : "create function f() returns trigger language plpgsql as 'begin return new; "
              "end'; create trigger watch before insert on invoice execute function f();");
    BOOST_TEST(full.why_not() ==
               "the table invoice of the target has a trigger of its own (watch)");
}

BOOST_AUTO_TEST_CASE(keys_of_any_type_are_found) {
    const Full full(Engine::postgresql, R"(
create table odd (code varchar(10), at timestamptz, raw bytea, n numeric(6,2), flag boolean,
    day date, note text, primary key (code, at, raw, n, flag, day));
insert into odd select 'a"\,{}', '2004-02-29 10:00:00.5+00', '\x00ff', 1.50, b, '2004-02-29', 'old'
    from unnest(array[true, false]) b;)");
    const TableChanges odd{"odd",
                           {"code", "at", "raw", "n", "flag", "day"},
                           rows_of(6, {{"a\"\\,{}", "2004-02-29 10:00:00.5+00",
                                        std::string("\0\xff", 2), "1.50", "1", "2004-02-29"}}),
                           1,
                           {}};
    BOOST_TEST(full.change({odd}) == "");
    BOOST_TEST(full.look("select flag from odd") == "0 | ");
}

// ON DELETE would act on children whose parent comes again at once.
BOOST_AUTO_TEST_CASE(foreign_keys_that_act_do_not_act) {
    const Full full(Engine::postgresql, R"(
create table log (id integer primary key, account_id integer
    references account (id) on delete set null deferrable);
create table part (id integer primary key, account_id integer
    constraint "Part of" references account (id) on delete cascade on update cascade);
insert into log values (1, 1), (2, 2);
insert into part values (1, 1), (2, 2);)");
    const std::string keys =
        "select conname::text, pg_get_constraintdef(oid), convalidated from pg_constraint where "
        "contype = 'f' and connamespace = current_schema()::regnamespace order by 1";
    const std::string as_it_was = full.look(keys);
    BOOST_TEST(full.why_not() == "");
    BOOST_TEST(full.change({accounts({{"1"}}, 0, {{"1", "z", std::nullopt, "1"}})}) == "");
    BOOST_TEST(full.look("select * from log order by id") == "1 1 | 2 2 | ");
    BOOST_TEST(full.look("select * from part order by id") == "1 1 | 2 2 | ");
    BOOST_TEST(full.look("select email from account where id = 1") == "z | ");
    BOOST_TEST(full.look(keys) == as_it_was);
    // And they are asked: a row of which a part is left cannot go.
    BOOST_TEST(full.change({accounts({{"2"}}, 1, {}), invoices({{"20"}}, 1, {})}) != "");
    BOOST_TEST(full.look("select * from part order by id") == "1 1 | 2 2 | ");
    full.scratch.run_client("comment on constraint \"Part of\" on part is 'ours'");
    BOOST_TEST(full.why_not() ==
               "the table account of the target has a foreign key into it that acts on its own and "
               "cannot be made anew as it is (Part of)");
}

BOOST_AUTO_TEST_CASE(in_sqlite_a_foreign_key_that_acts_keeps_rows_from_being_changed) {
    const Full full(Engine::sqlite,
                    "create table log (id integer primary key, account_id integer references "
                    "account (id) on delete set null);");
    BOOST_TEST(full.why_not() ==
               "a foreign key of the target's table log acts when rows of account go");
}

BOOST_AUTO_TEST_CASE(who_holds_tables_lets_others_read_and_not_write) {
    const Full full(Engine::postgresql);
    const auto writer = Writer::open(full.scratch.parsed());
    writer->hold({"account", "invoice"});
    BOOST_TEST(full.rows() == before);
    BOOST_CHECK_THROW(
        full.scratch.run_client("set lock_timeout = '200ms'; update account set balance = 1"),
        std::exception);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace tieout::db
