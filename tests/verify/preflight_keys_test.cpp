// Unique and foreign keys, each compared as the target's engine compares them.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/verify/preflight_said.h"

using namespace tieout;
using namespace tieout::tests;
using db::Engine;

BOOST_AUTO_TEST_SUITE(preflight)

BOOST_DATA_TEST_CASE(both_rows_of_one_unique_key_are_named_in_any_case, engines) {
    const std::string table =
        sample == Engine::mysql
            ? "v varchar(20) collate utf8mb4_bin, v_key varchar(20) collate utf8mb4_bin"
              " generated always as (lower(v)) stored, constraint one_v unique (v_key));"
            : "v varchar(20)); create unique index one_v on new_ (lower(v));";
    BOOST_TEST(
        said_of_text(sample,
                     "(1, 'Ann@x'), (2, 'bob'), (3, 'ANN@X'), (4, null), (5, null), (6, 'ann@x')",
                     new_table(table)) ==
        "unique:new_.one_v 1: the same as 3\n"
        "unique:new_.one_v 3: the same as 1\n"
        "unique:new_.one_v 6: the same as 1\n");
    BOOST_TEST(said_of_text(sample, "(1, 'Ann@x'), (2, 'bob'), (3, 'Ann'), (4, null), (5, null)",
                            new_table(table)) == "");
}

BOOST_AUTO_TEST_CASE(a_unique_key_is_compared_as_its_collation_does) {
    const auto under = [](const std::string& collation, const std::string& rows) {
        return said_of_text(
            Engine::mysql, rows,
            new_table("v varchar(20) collate " + collation + ", unique one_v (v));"));
    };
    const std::string pair =
        "unique:new_.one_v 1: the same as 2\nunique:new_.one_v 2: the same as 1\n";
    const std::string accents = "(1, 'é'), (2, 'E')", blanks = "(1, 'a'), (2, 'a ')";
    const std::string sharp = "(1, 'ss'), (2, 'ß')";
    BOOST_TEST(under("utf8mb4_unicode_ci", accents) == pair);
    BOOST_TEST(under("utf8mb4_bin", accents) == "");
    BOOST_TEST(under("utf8mb4_bin", blanks) == pair);
    BOOST_TEST(under("utf8mb4_nopad_bin", blanks) == "");
    BOOST_TEST(under("utf8mb4_unicode_ci", sharp) == pair);
    BOOST_TEST(under("utf8mb4_general_ci", sharp) == "");
    BOOST_TEST(under("utf8mb4_general_ci", "(1, '😀'), (2, '😁')") == pair);
    BOOST_TEST(under("latin1_swedish_ci", accents) == pair);
    BOOST_TEST(under("latin1_general_cs", accents) == "");
}

BOOST_AUTO_TEST_CASE(sqlite_nocase_and_postgresql_bytes_differ_in_a_unique_key) {
    const std::string rows = "(1, 'Ann'), (2, 'ANN'), (3, 'É'), (4, 'é'), (5, 'Ann ')";
    BOOST_TEST(said_of_text(Engine::sqlite, rows, new_table("v text collate nocase unique);")) ==
               "unique:new_.sqlite_autoindex_new__1 1: the same as 2\n"
               "unique:new_.sqlite_autoindex_new__1 2: the same as 1\n");
    BOOST_TEST(said_of_text(Engine::postgresql, rows, new_table("v text unique);")) == "");
}

BOOST_AUTO_TEST_CASE(a_check_under_nocase_compares_without_case) {
    BOOST_TEST(said_of_text(Engine::sqlite, "(1, 'YES'), (2, 'no')",
                            new_table("v text collate nocase, constraint c check (v = 'yes'));")) ==
               "check:new_.c 2: v = 'yes'\n");
}

BOOST_AUTO_TEST_CASE(a_partial_unique_index_holds_only_its_rows) {
    for (const Engine engine : {Engine::sqlite, Engine::postgresql})
        BOOST_TEST(said_of_text(engine, "(1, 'a'), (2, 'a'), (3, 'xa'), (4, 'xa')",
                                new_table("v varchar(9)); create unique index one_v on new_ (v)"
                                          " where v like 'x%';")) ==
                   "unique:new_.one_v 3: the same as 4\nunique:new_.one_v 4: the same as 3\n");
}

BOOST_DATA_TEST_CASE(two_columns_of_a_unique_key_do_not_run_into_one_another, engines) {
    TwoSides sides(
        sample,
        "create table old (id integer primary key, a text, b text); insert into old values"
        " (1, 'x:', 'y'), (2, 'x', ':y'), (3, 'x', null), (4, 'x', null), (5, 'p', 'q'), (6, 'p', "
        "'q');",
        new_table("a varchar(9), b varchar(9), constraint one_ unique (a, b));"));
    const auto seen = sides.preflight(
        "ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, key_as: integer, "
        "fields: {a: {source: a, target: a, as: text}, b: {source: b, target: b, as: text}}}}");
    BOOST_TEST(joined(offenders(seen.findings)) ==
               "unique:new_.one_ 5: the same as 6\nunique:new_.one_ 6: the same as 5\n");
}

BOOST_DATA_TEST_CASE(what_a_key_of_the_source_proves_is_not_asked_again, engines) {
    TwoSides sides(
        sample,
        "create table old (id integer primary key, v text); insert into old values (1, 'a'), (2, "
        "'a');",
        new_table("v varchar(9), ref varchar(9) not null, constraint one_ref unique (ref));"));
    const auto seen = sides.preflight(
        "ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, key_as: integer, "
        "fields: {v: {source: v, target: v, as: text}, ref: {source: id, target: ref, as: "
        "text}}}}");
    BOOST_TEST(joined(offenders(seen.findings)) == "");
    BOOST_TEST(constraint(seen, "one_ref")->asked);
}

BOOST_DATA_TEST_CASE(a_foreign_key_is_asked_of_the_sources_own_parents, engines) {
    TwoSides sides(
        sample,
        "create table p (id integer primary key); insert into p values (1), (2);"
        "create table c (id integer primary key, p text, over text);"
        "insert into c values (10, '1', null), (11, '3', '10'), (12, null, '99'), (13, '02', "
        "'13');",
        "create table parent (id integer not null primary key, number varchar(9) not null unique);"
        "create table child (id integer not null primary key, parent_id integer not null,"
        " over_id integer, constraint to_parent foreign key (parent_id) references parent (id),"
        " constraint to_self foreign key (over_id) references child (id));");
    const auto seen = sides.preflight(
        "ties:\n"
        "  child: {source: {from: c, key: id}, target: {from: child, key: id}, key_as: integer,\n"
        "    parents: {p: parent, over: child}, fields: {\n"
        "    p: {source: p, target: {sql: '(select number from parent p where p.id = "
        "child.parent_id)'}, as: integer},\n"
        "    over: {source: over, target: over_id, as: integer}}}\n"
        "  parent: {source: {from: p, key: id}, target: {from: parent, key: number}, key_as: "
        "integer,\n"
        "    fields: {number: {source: id, target: number, as: text}}}\n");
    BOOST_TEST(joined(offenders(seen.findings)) ==
               "foreign key:child.to_parent 11: parent 3 does not exist\n"
               "foreign key:child.to_self 12: child 99 does not exist\n"
               "not_null:child.parent_id 12: no parent, and child.parent_id holds no NULL\n");
    BOOST_TEST(seen.broken.find("child", "11")->columns == std::vector<std::string>{"p"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
