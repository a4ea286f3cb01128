#include "db/write/mysql_writer.h"

#include <boost/test/unit_test.hpp>
#include <functional>

#include "base/error.h"
#include "db/session.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::db;

namespace {

using Cell = std::optional<std::string>;
using Row = std::vector<Cell>;

RowBatch batch_of(const std::vector<Row>& rows) {
    RowBatch batch;
    batch.clear(rows.at(0).size());
    for (const Row& row : rows)
        for (const Cell& cell : row) {
            if (cell)
                batch.add(*cell);
            else
                batch.add_null();
        }
    return batch;
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

struct Target {
    tests::Scratch scratch{Engine::mysql};
    std::unique_ptr<Writer> open() { return Writer::open(scratch.parsed()); }

    // One cell, by a connection that never saw the writer.
    std::string look(const std::string& sql) {
        const auto session = Session::open(scratch.parsed(), Snapshot::none);
        return session->query(sql).rows.at(0).at(0).value_or("NULL");
    }
    std::vector<Refusal> put(Writer& writer, const std::string& table,
                             const std::vector<std::string>& columns,
                             const std::vector<Row>& rows) {
        const auto load = writer.load(table, columns);
        auto refusals = load->write(batch_of(rows));
        load->finish();
        return refusals;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(mysql_writer, Target)

BOOST_AUTO_TEST_CASE(hard_values_arrive_as_they_were) {
    scratch.run_client(
        R"(create table h (i int primary key, u bigint unsigned, d decimal(38,10), t varchar(40),
        b blob, b10 bit(10), dt datetime(6), ts timestamp(6) null, da date, j json, db double, f float, k enum('a','b'),
        l varchar(9) character set latin1);)");
    const auto writer = open();
    const Row row{"0",
                  "18446744073709551615",
                  "-1234567890123456789012345678.0123456789",
                  "it's \\ \u00e9\U0001F600" + std::string(1, '\0'),
                  std::string("\0'\\\xff", 4),
                  "0000000101",
                  "9999-12-31 23:59:59.999999",
                  "2004-01-01 05:00:00.000001+00",
                  "0001-01-01",
                  "{\"a\": \"\\\"\"}",
                  "0.1",
                  "0.1",
                  "b",
                  "\u20ac"};
    BOOST_TEST(put(*writer, "h",
                   {"i", "u", "d", "t", "b", "b10", "dt", "ts", "da", "j", "db", "f", "k", "l"},
                   {row})
                   .empty());
    writer->commit();
    const auto session = Session::open(scratch.parsed());
    const auto got = session->query("select * from h").rows.at(0);
    for (std::size_t i = 0; i < row.size(); ++i)
        BOOST_TEST((got[i] == row[i]), i << ": " << got[i].value_or("NULL"));
    BOOST_TEST(look("select hex(l) from h") == "80");
}

BOOST_AUTO_TEST_CASE(refused_rows_are_found_with_reason_and_constraint_and_all_others_stay) {
    scratch.run_client(R"(create table p (id int primary key);
        insert into p values (1);
        create table t (id int primary key, email varchar(10) not null, amount decimal(6,2), p int, at datetime,
            unique key email_key (email), constraint to_p foreign key (p) references p (id),
            constraint positive check (amount >= 0));)");
    const auto writer = open();
    std::vector<Row> rows;
    for (int i = 0; i < 500; ++i)
        rows.push_back(
            {std::to_string(i), "m" + std::to_string(i), "1.50", "1", "2004-01-01 00:00:00.000"});
    rows[7][1] = std::nullopt;
    rows[8][1] = "m3";
    rows[100][2] = "-1";
    rows[101][2] = "1.005";  // the server would round it with a note
    rows[250][3] = "2";
    rows[251][1] = "12345678901";
    rows[252][1] = "abcdefghij ";  // the server would cut the blank with a note
    rows[300][4] = "2004-01-01 00:00:00.5";
    rows[301][4] = "0000-00-00 00:00:00";
    rows[499][1] = "\xff";
    const auto refusals = put(*writer, "t", {"id", "email", "amount", "p", "at"}, rows);
    const std::vector<std::pair<std::size_t, std::string>> expected{
        {7, "t.email"}, {8, "email_key"}, {100, "positive"}, {101, ""}, {250, "to_p"},
        {251, ""},      {252, ""},        {300, ""},         {301, ""}, {499, ""}};
    BOOST_REQUIRE_EQUAL(refusals.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        BOOST_TEST_MESSAGE(refusals[i].row << " " << refusals[i].reason);
        BOOST_TEST(refusals[i].row == expected[i].first);
        BOOST_TEST(refusals[i].constraint == expected[i].second);
        BOOST_TEST(!refusals[i].reason.empty());
    }
    writer->commit();
    BOOST_TEST(look("select count(*) from t") == "490");
    BOOST_TEST(look("select count(*) from t where id in (7,8,100,101,250,251,252,300,301,499)") ==
               "0");
}

BOOST_AUTO_TEST_CASE(many_rows_and_rows_longer_than_a_packet) {
    scratch.run_client("create table t (i int primary key, b longblob);");
    const auto writer = open();
    const std::string long_one(9 << 20, 'x');  // 18 MiB as hexadecimal digits, the packet is 16
    std::vector<Row> rows;
    for (int i = 0; i < 3000; ++i)
        rows.push_back({std::to_string(i), std::string(1000, 'b')});
    rows[1500][1] = long_one;
    const auto refusals = put(*writer, "t", {"i", "b"}, rows);
    BOOST_REQUIRE_EQUAL(refusals.size(), 1u);
    BOOST_TEST(refusals[0].row == 1500u);
    writer->commit();
    BOOST_TEST(look("select sum(length(b)) from t") == "2999000");
}

BOOST_AUTO_TEST_CASE(readers_see_the_old_rows_until_commit_and_the_new_ones_after) {
    scratch.run_client("create table t (i int); insert into t values (1), (2);");
    const auto writer = open();
    writer->empty({"t"});
    BOOST_TEST(put(*writer, "t", {"i"}, {{"3"}}).empty());
    BOOST_TEST(look("select group_concat(i) from t") == "1,2");
    writer->commit();
    BOOST_TEST(look("select group_concat(i) from t") == "3");
}

BOOST_AUTO_TEST_CASE(an_abandoned_writer_leaves_the_target_as_it_was) {
    scratch.run_client("create table t (i int); insert into t values (1), (2);");
    {
        const auto writer = open();
        writer->empty({"t"});
        put(*writer, "t", {"i"}, {{"3"}});
        writer->analyze("t");
    }
    BOOST_TEST(look("select group_concat(i) from t") == "1,2");
    BOOST_TEST(open()->recover() == "");
}

BOOST_AUTO_TEST_CASE(a_connection_killed_in_the_middle_leaves_the_target_as_it_was) {
    scratch.run_client("create table t (i int); insert into t values (1), (2);");
    const auto writer = open();
    writer->empty({"t"});
    put(*writer, "t", {"i"}, {{"3"}});
    const auto id = writer->query("select connection_id()").rows[0][0].value();
    scratch.run_client("kill " + id + ";");
    BOOST_CHECK(fault_of([&] { put(*writer, "t", {"i"}, {{"4"}}); }) == Fault::connection);
    BOOST_CHECK(fault_of([&] { writer->commit(); }) == Fault::connection);
    BOOST_TEST(look("select group_concat(i) from t") == "1,2");
    const auto next = open();
    next->empty({"t"});
    put(*next, "t", {"i"}, {{"5"}});
    next->commit();
    BOOST_TEST(look("select group_concat(i) from t") == "5");
}

BOOST_AUTO_TEST_CASE(a_transaction_that_the_server_ended_is_not_committed_in_part) {
    scratch.run_client("create table t (i int); insert into t values (1);");
    const auto writer = open();
    writer->empty({"t"});
    writer->query("rollback");  // as a deadlock does
    put(*writer, "t", {"i"}, {{"3"}});
    fault_of([&] { writer->commit(); });
    BOOST_TEST(look("select group_concat(i) from t") == "1");
}

BOOST_AUTO_TEST_CASE(tables_that_point_at_each_other_and_at_themselves_are_emptied) {
    scratch.run_client(
        R"(create table a (id int primary key, up int not null, foreign key (up) references a (id));
        create table b (id int primary key, a int, foreign key (a) references a (id));
        insert into a values (1, 1), (2, 1), (3, 2); insert into b values (1, 3);)");
    const auto writer = open();
    writer->empty({"a", "b"});
    BOOST_TEST(put(*writer, "a", {"id", "up"}, {{"9", "9"}, {"10", "8"}}).size() == 1u);
    writer->commit();
    BOOST_TEST(look("select group_concat(id) from a") == "9");
    BOOST_TEST(look("select count(*) from b") == "0");
}

BOOST_AUTO_TEST_CASE(a_child_outside_the_set_is_neither_orphaned_nor_deleted) {
    scratch.run_client(R"(create table a (id int primary key);
        create table c (id int primary key, a int, constraint c_to_a foreign key (a) references a (id) on delete cascade);
        insert into a values (1); insert into c values (1, 1);)");
    {
        const auto writer = open();
        BOOST_CHECK(fault_of([&] { writer->empty({"a"}); }) == Fault::data);
    }
    BOOST_TEST(look("select count(*) from c") == "1");
    scratch.run_client("update c set a = null;");
    const auto writer = open();
    writer->empty({"a"});
    writer->commit();
    BOOST_TEST(look("select count(*) from a") == "0");
    BOOST_TEST(look("select count(*) from c") == "1");
}

BOOST_AUTO_TEST_CASE(myisam_is_never_replaced_but_a_fresh_table_may_be_filled) {
    scratch.run_client("create table old (i int) engine = MyISAM;");
    const auto writer = open();
    BOOST_CHECK(fault_of([&] { writer->empty({"old"}); }) == Fault::schema);
    BOOST_CHECK(fault_of([&] { writer->load("old", {"i"}); }) == Fault::schema);
    writer->run_script("create table fresh (i int primary key) engine = MyISAM");
    const auto refusals =
        put(*writer, "fresh", {"i"}, {{"1"}, {"2"}, {"1"}, {"3"}, {"2"}, {"4"}, {std::nullopt}});
    BOOST_REQUIRE_EQUAL(refusals.size(), 3u);
    BOOST_TEST(refusals[0].row == 2u);
    BOOST_TEST(refusals[1].row == 4u);
    BOOST_TEST(refusals[2].row == 6u);
    writer->commit();
    BOOST_TEST(look("select group_concat(i order by i) from fresh") == "1,2,3,4");
}

BOOST_AUTO_TEST_CASE(scripts_are_cut_at_semicolons_that_end_statements) {
    const auto writer = open();
    writer->run_script(R"(-- a comment; with a semicolon
        create table "t" (a varchar(20) default ';', b varchar(20) comment 'it''s; \'); # another;
        /* and; one */ insert into t values ('x;y', '--'); ;
        /*!40101 set @here = 1 */;
        insert into t values ('`', '"'))");
    writer->commit();
    BOOST_TEST(look("select group_concat(a, b order by a) from t") == "x;y--,`\"");
    BOOST_CHECK(fault_of([&] { writer->run_script("select 1; selec 2"); }) == Fault::schema);
}

BOOST_AUTO_TEST_CASE(ddl_is_refused_while_rows_wait_for_commit) {
    scratch.run_client("create table t (i int);");
    const auto writer = open();
    put(*writer, "t", {"i"}, {{"1"}});
    BOOST_CHECK(fault_of([&] { writer->run_script("create table u (i int)"); }) == Fault::usage);
    BOOST_TEST(look("select count(*) from t") == "0");
    writer->run_script("update t set i = 2");
    writer->commit();
    writer->run_script("create table u (i int)");
    BOOST_TEST(look("select i from t") == "2");
}

BOOST_AUTO_TEST_CASE(the_next_id_follows_the_greatest) {
    scratch.run_client("create table t (i int auto_increment primary key);");
    const auto writer = open();
    put(*writer, "t", {"i"}, {{"41"}, {"7"}});
    writer->advance_sequences("t");
    writer->analyze("t");
    writer->commit();
    scratch.run_client("insert into t values ();");
    BOOST_TEST(look("select max(i) from t") == "42");
    BOOST_TEST(
        look("select count(*) from mysql.innodb_table_stats where database_name = database() "
             "and table_name = 't'") == "1");
}

BOOST_AUTO_TEST_CASE(a_second_writer_of_one_database_is_refused) {
    const auto first = open();
    BOOST_CHECK(fault_of([&] { open(); }) == Fault::connection);
    const tests::Scratch other(Engine::mysql);
    BOOST_CHECK_NO_THROW(Writer::open(other.parsed()));
}

BOOST_AUTO_TEST_CASE(columns_that_cannot_be_written_are_named) {
    scratch.run_client("create table t (i int, g int as (i + 1));");
    const auto writer = open();
    BOOST_CHECK(fault_of([&] { writer->load("t", {"nope"}); }) == Fault::schema);
    BOOST_CHECK(fault_of([&] { writer->load("t", {"g"}); }) == Fault::schema);
    BOOST_CHECK(fault_of([&] { writer->load("u", {"i"}); }) == Fault::schema);
}

BOOST_AUTO_TEST_SUITE_END()
