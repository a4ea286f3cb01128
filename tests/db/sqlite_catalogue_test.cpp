#include "db/sqlite_catalogue.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "db/sqlite_ddl.h"
#include "tests/support/scratch.h"

using namespace tieout::db;
using tieout::tests::Scratch;

namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts)
        out.append(out.empty() ? "" : ", ").append(part);
    return out;
}

// One line a constraint, as the tests' literals are written.
std::string shown(const Constraint& each) {
    std::string out =
        std::string(name(each.kind)) + " " + each.name + " (" + joined(each.columns) + ")";
    if (!each.expressions.empty()) out += " over " + joined(each.expressions);
    if (!each.predicate.empty()) out += " where " + each.predicate;
    if (!each.expression.empty()) out += " check " + each.expression;
    if (!each.parent_table.empty())
        out += " -> " + each.parent_table + " (" + joined(each.parent_columns) + ")";
    return out + (each.enforced ? "" : " NOT ENFORCED");
}

std::string shown(const Table& table, ConstraintKind kind) {
    std::string out;
    for (const Constraint& each : table.constraints)
        if (each.kind == kind) out += shown(each) + "\n";
    return out;
}

struct File {
    explicit File(std::string_view sql) {
        scratch.run_client(sql);
        session = Session::open(scratch.parsed());
    }
    const Table& table(const std::string& name) {
        const Table* const found = session->catalogue().find(name);
        BOOST_REQUIRE(found != nullptr);
        return *found;
    }
    const Scratch scratch{Engine::sqlite};
    std::unique_ptr<Session> session;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_catalogue)

BOOST_AUTO_TEST_CASE(tables_come_by_name_and_views_apart) {
    File file("create table b(x); create table A(x); create view v as select 1; create table c(x)");
    std::string names;
    for (const Table& table : file.session->catalogue().tables)
        names += table.name + " ";
    BOOST_TEST(names == "A b c ");
    BOOST_TEST(joined(file.session->catalogue().views) == "v");
    BOOST_TEST(file.session->catalogue().find("B")->name == "b");
    BOOST_TEST(file.session->catalogue().find("d") == nullptr);
}

BOOST_AUTO_TEST_CASE(columns_carry_what_they_were_declared_with) {
    File file(
        "create table t(id integer primary key, email varchar(100) not null default 'x' collate "
        "nocase,"
        " total decimal_text(12,2), doubled int generated always as (id * 2))");
    const Table& t = file.table("t");
    BOOST_REQUIRE(t.columns.size() == 4u);
    BOOST_TEST(t.find("id")->identity);
    BOOST_TEST(!t.find("id")->nullable);
    BOOST_TEST(t.find("EMAIL")->length.value() == 100);
    BOOST_TEST(t.find("email")->default_sql.value() == "'x'");
    BOOST_TEST(t.find("email")->collation == "NOCASE");
    BOOST_TEST(!t.find("email")->nullable);
    BOOST_TEST((t.find("total")->type == ValueType::decimal));
    BOOST_TEST(t.find("total")->precision.value() == 12);
    BOOST_TEST(t.find("total")->scale.value() == 2);
    BOOST_TEST(t.find("total")->nullable);
    BOOST_TEST(t.find("doubled")->generated);
    BOOST_TEST(t.find("doubled")->generated_as == "id * 2");
    BOOST_TEST(!t.find("total")->generated);
}

BOOST_AUTO_TEST_CASE(keys_are_read_with_their_order_and_names) {
    File file(
        "create table rowid_key(id integer primary key);"
        "create table text_key(code text primary key);"
        "create table named(a int not null, b int not null, constraint pk_n primary key (b, a));"
        "create table bare(x int);"
        "create table tight(code text primary key) without rowid;");
    BOOST_TEST(shown(file.table("rowid_key"), ConstraintKind::primary_key) ==
               "primary key rowid_key_pkey (id)\n");
    BOOST_TEST(shown(file.table("named"), ConstraintKind::primary_key) ==
               "primary key pk_n (b, a)\n");
    BOOST_TEST(file.table("bare").primary_key() == nullptr);
    BOOST_TEST(file.table("text_key").find("code")->nullable);  // SQLite lets NULL into it
    BOOST_TEST(!file.table("tight").find("code")->nullable);
}

BOOST_AUTO_TEST_CASE(unique_indexes_say_over_what_they_hold) {
    File file(
        "create table t(a int, b int, email text, other text collate nocase,"
        " constraint u_ab unique (a, b));"
        "create unique index u_email on t(lower(email), a desc) where b is not null /* open */;"
        "create unique index u_other on t(other);"
        "create unique index u_trim on t(email collate rtrim);"
        "create index plain on t(a);");
    BOOST_TEST(shown(file.table("t"), ConstraintKind::unique) ==
               "unique u_ab (a, b)\n"
               "unique u_email (a) over lower(email), \"a\" where b is not null\n"
               "unique u_other (other) over lower(\"other\")\n"
               "unique u_trim (email) over rtrim(\"email\", ' ')\n");
}

BOOST_AUTO_TEST_CASE(foreign_keys_name_the_parents_columns) {
    File file(
        "create table parent(a int, b int, primary key (a, b));"
        "create table solo(id integer primary key);"
        "create table child(x int, y int, s int references solo, z int references solo(id),"
        " constraint fk_xy foreign key (x, y) references parent(a, b) on delete cascade);");
    BOOST_TEST(shown(file.table("child"), ConstraintKind::foreign_key) ==
               "foreign key fk_xy (x, y) -> parent (a, b)\n"
               "foreign key child_z_fkey (z) -> solo (id)\n"
               "foreign key child_s_fkey (s) -> solo (id)\n");
    BOOST_TEST(file.session->catalogue().remarks[0].find("foreign keys only in sessions") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(checks_are_found_wherever_sqlite_lets_them_stand) {
    File file(
        "create table t(qty int constraint qty_positive check (qty > 0) not null,"
        " kind text default 'a,(' check (kind in ('a', 'b)', 'it''s')), -- check (comment)\n"
        " \"check\" int, /* constraint no check (1) */ note text,"
        " check (qty < 100 or \"check\" = (1 + (2))), constraint [two words] "
        "check(length(note)<9))");
    BOOST_TEST(shown(file.table("t"), ConstraintKind::check) ==
               "check qty_positive (qty) check qty > 0\n"
               "check kind in ('a', 'b)', 'it''s') (kind) check kind in ('a', 'b)', 'it''s')\n"
               "check qty < 100 or \"check\" = (1 + (2)) (qty, check) check qty < 100 or \"check\" "
               "= (1 + (2))\n"
               "check two words (note) check length(note)<9\n");
}

BOOST_AUTO_TEST_CASE(a_sequence_tells_the_next_value) {
    File file(
        "create table a(id integer primary key autoincrement, x int);"
        "create table b(id integer primary key autoincrement, x int);"
        "create table c(id integer primary key);"
        "insert into a values (41, 0); insert into c values (7);");
    BOOST_REQUIRE(file.table("a").sequences.size() == 1u);
    BOOST_TEST(file.table("a").sequences[0].column == "id");
    BOOST_TEST(file.table("a").sequences[0].next.value() == 42);
    BOOST_TEST(file.table("b").sequences[0].next.value() == 1);
    BOOST_TEST(file.table("c").sequences.empty());
}

BOOST_AUTO_TEST_CASE(only_a_total_unique_key_without_nulls_proves_rows_unique) {
    File file(
        "create table t(id integer primary key, a int not null, b int not null, c int, d int not "
        "null,"
        " e text not null, unique (a, b), unique (c));"
        "create unique index part on t(d) where d > 0;"
        "create unique index folded on t(lower(e));"
        "create table nullable_key(code text primary key);");
    const Table& t = file.table("t");
    BOOST_TEST(t.proves_unique({"id"}));
    BOOST_TEST(t.proves_unique({"c", "ID"}));
    BOOST_TEST(t.proves_unique({"b", "a"}));
    BOOST_TEST(!t.proves_unique({"a"}));
    BOOST_TEST(!t.proves_unique({"c"}));
    BOOST_TEST(!t.proves_unique({"d"}));
    BOOST_TEST(!t.proves_unique({"e"}));
    BOOST_TEST(!t.proves_unique({}));
    BOOST_TEST(!file.table("nullable_key").proves_unique({"code"}));
}

BOOST_AUTO_TEST_CASE(statistics_give_an_estimate_where_there_are_any) {
    File file(
        "create table t(i integer primary key, x int); create index ix on t(x);"
        "insert into t values (1, 1), (2, 1), (3, 2); analyze; create table u(x);");
    BOOST_TEST(file.table("t").estimated_rows == 3);
    BOOST_TEST(file.table("u").estimated_rows == -1);
}

BOOST_AUTO_TEST_SUITE_END()
