#include "verify/preflight.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "tests/verify/two_sides.h"
#include "tests/verify/watched.h"

using namespace tieout;
using namespace tieout::tests;
using db::Engine;

namespace {

const rules::ConstraintResult* constraint(const verify::Preflight& seen, const std::string& name) {
    for (const auto& each : seen.constraints)
        if (each.name == name) return &each;
    return nullptr;
}

// What preflight says of one text column `v`, given rows (id, v).
std::string said_of_text(Engine engine, const std::string& rows, const std::string& table) {
    TwoSides sides(
        engine, "create table old (id integer primary key, v text); insert into old values " + rows,
        table);
    return joined(offenders(
        sides
            .preflight("ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, "
                       "key_as: integer, fields: {v: {source: v, target: v, as: text}}}}")
            .findings));
}

std::string said_of_number(Engine engine, const std::string& rows, const std::string& type) {
    TwoSides sides(
        engine, "create table old (id integer primary key, v text); insert into old values " + rows,
        "create table new_ (id integer not null primary key, v " + type + ");");
    return joined(offenders(
        sides
            .preflight("ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, "
                       "key_as: integer, fields: {v: {source: v, target: v, as: decimal}}}}")
            .findings));
}

std::string new_table(const std::string& rest) {
    return "create table new_ (id integer not null primary key, " + rest;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(preflight)

BOOST_DATA_TEST_CASE(a_null_is_refused_only_by_a_column_that_holds_none, engines) {
    const std::string rows = "(1, null), (2, '')";
    BOOST_TEST(said_of_text(sample, rows, new_table("v varchar(9) not null);")) ==
               "not_null:new_.v 1: new_.v is NULL, the column holds no NULL\n");
    BOOST_TEST(said_of_text(sample, rows, new_table("v varchar(9));")) == "");
}

BOOST_DATA_TEST_CASE(length_counts_characters_not_bytes, engines) {
    const std::string rows = "(1, 'äöü€😀'), (2, 'äöü€😀x')";
    BOOST_TEST(said_of_text(sample, rows, new_table("v varchar(5));")) ==
               "length:new_.v 2: new_.v 6 characters, the column holds 5\n");
    BOOST_TEST(said_of_text(sample, rows, new_table("v varchar(6));")) == "");
}

BOOST_AUTO_TEST_CASE(mysql_counts_tinytext_in_bytes) {
    const std::string most(255, 'x');
    BOOST_TEST(said_of_text(Engine::mysql, "(1, '" + most + "'), (2, '" + most + "y')",
                            new_table("v tinytext);")) ==
               "length:new_.v 2: new_.v 256 bytes, the column holds 255\n");
}

BOOST_AUTO_TEST_CASE(mysql_utf8_of_three_bytes_holds_no_emoji) {
    const std::string rows = "(1, '€'), (2, '😀')";
    BOOST_TEST(
        said_of_text(Engine::mysql, rows, new_table("v varchar(9) character set utf8mb3);")) ==
        "encoding:new_.v 2: new_.v holds a letter that utf8mb3 has not\n");
    BOOST_TEST(
        said_of_text(Engine::mysql, rows, new_table("v varchar(9) character set utf8mb4);")) == "");
}

BOOST_DATA_TEST_CASE(only_postgresql_refuses_a_nul, engines) {
    const bool refuses = sample == Engine::postgresql;
    BOOST_TEST(
        said_of_text(sample, "(1, 'a' || char(0) || 'b'), (2, 'ab')", new_table("v text);")) ==
        (refuses ? "encoding:new_.v 1: new_.v holds a NUL character, which PostgreSQL's text "
                   "cannot\n"
                 : ""));
}

BOOST_AUTO_TEST_CASE(a_number_is_held_up_to_its_limits_and_not_beyond) {
    for (const Engine engine : {Engine::mysql, Engine::postgresql}) {
        BOOST_TEST(said_of_number(engine, "(1, '2147483647'), (2, '-2147483648')", "int") == "");
        BOOST_TEST(said_of_number(engine, "(1, '9999999999.99'), (2, '-9999999999.99')",
                                  "decimal(12,2)") == "");
    }
    BOOST_TEST(said_of_number(Engine::postgresql, "(1, '2147483648'), (2, '-2147483649')", "int") ==
               "range:new_.v 1: new_.v 2147483648 does not fit integer\n"
               "range:new_.v 2: new_.v -2147483649 does not fit integer\n");
    BOOST_TEST(
        said_of_number(Engine::postgresql, "(1, '10000000000'), (2, '0.005')", "numeric(12,2)") ==
        "range:new_.v 1: new_.v 10000000000 does not fit numeric(12,2)\n"
        "scale:new_.v 2: new_.v 0.005 has more than 2 decimals\n");
    BOOST_TEST(
        said_of_number(Engine::mysql, "(1, '255'), (2, '256'), (3, '-1')", "tinyint unsigned") ==
        "range:new_.v 2: new_.v 256 does not fit tinyint(3) unsigned\n"
        "range:new_.v 3: new_.v -1 does not fit tinyint(3) unsigned\n");
    BOOST_TEST(said_of_number(Engine::postgresql, "(1, '1.5'), (2, '2')", "bigint") ==
               "scale:new_.v 1: new_.v 1.5 is not whole\n");
}

BOOST_DATA_TEST_CASE(a_check_is_judged_by_the_engine_and_null_passes, engines) {
    const std::string expression = said_of_text(
        sample, "(1, 'a@b'), (2, 'ab'), (3, null), (4, 'what?'), (5, 'AB@')",
        new_table("v varchar(20), constraint one_at check (v like '%_@_%' or v like '%?'));"));
    BOOST_TEST(expression.find("check:new_.one_at 2: ") == 0U, expression);
    BOOST_TEST(expression.find("check:new_.one_at 5: ") != std::string::npos, expression);
    BOOST_TEST(std::count(expression.begin(), expression.end(), '\n') == 2);
}

BOOST_DATA_TEST_CASE(a_check_over_a_column_that_no_tie_reaches_is_not_asked, engines) {
    TwoSides sides(sample, "create table old (id integer primary key, v text);",
                   new_table("v varchar(20), w varchar(20), constraint both_ check (v <> w),"
                             " constraint one_ check (v <> 'w'));"));
    const auto seen = sides.preflight(
        "ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, key_as: integer, "
        "fields: {v: {source: v, target: v, as: text}}}}");
    BOOST_REQUIRE((constraint(seen, "both_") != nullptr && constraint(seen, "one_") != nullptr));
    BOOST_TEST(!constraint(seen, "both_")->asked);
    BOOST_TEST(constraint(seen, "both_")->why_not == "no tie reaches w");
    BOOST_TEST(constraint(seen, "one_")->asked);
}

BOOST_DATA_TEST_CASE(a_check_over_numbers_and_days_has_their_types, engines) {
    const std::string amount = sample == Engine::sqlite ? "decimal_text(12,2)" : "decimal(12,2)";
    const std::string day = sample == Engine::sqlite ? "date_text" : "date";
    const std::string zero = sample == Engine::sqlite ? " + 0" : "";
    TwoSides sides(
        sample,
        "create table old (id integer primary key, a text, f text, l text);"
        "insert into old values (1, '9.50', '2004-01-31', '2004-02-01'), (2, '-10', null, null),"
        " (3, '0', '2004-02-29', '2004-02-28'), (4, null, '2004-01-01', '2004-01-01');",
        new_table("a " + amount + ", f " + day + ", l " + day + ", constraint positive check (a" +
                  zero + " >= 0), constraint in_order check (l >= f));"));
    const auto seen = sides.preflight(
        "ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, key_as: integer, "
        "money: a, fields: {a: {source: a, target: a, as: money}, f: {source: f, target: f, as: "
        "date},"
        " l: {source: l, target: l, as: date}}}}");
    std::string lines;
    for (const auto& finding : seen.findings.findings())
        for (const auto& member : finding.samples) {
            lines += finding.rule + " " + rules::text(member.key);
            for (const auto& pair : member.columns)
                lines += " " + pair.name + "=" + pair.source.value_or("NULL") + " as " + pair.as;
            lines += member.in_target ? " in target\n" : "\n";
        }
    BOOST_TEST(lines ==
               "check:new_.positive 2 a=-10.00 as money\n"
               "check:new_.in_order 3 f=2004-02-29 as date l=2004-02-28 as date\n");
    BOOST_TEST(constraint(seen, "positive")->offenders == 1U);
    BOOST_TEST(seen.broken.find("t", "3")->rule == "check:new_.in_order");
    BOOST_TEST(seen.broken.find("t", "1") == nullptr);
}

BOOST_DATA_TEST_CASE(a_check_over_a_whole_number_compares_numbers, engines) {
    TwoSides sides(sample,
                   "create table old (id integer primary key, v text);"
                   "insert into old values (1, '5'), (2, '250'), (3, '99');",
                   new_table("v integer, constraint in_stock check (v < 100));"));
    const auto seen = sides.preflight(
        "ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, key_as: integer, "
        "fields: {v: {source: v, target: v, as: integer}}}}");
    BOOST_TEST(constraint(seen, "in_stock")->offenders == 1U);
    BOOST_TEST(seen.broken.find("t", "2") != nullptr);
}

BOOST_AUTO_TEST_CASE(a_unique_moment_is_compared_as_its_column_rounds_it) {
    const auto named = [](const std::string& type) {
        TwoSides sides(Engine::postgresql,
                       "create table old (id integer primary key, v text);"
                       "insert into old values (1, '2004-01-01 00:00:00.1'),"
                       " (2, '2004-01-01 00:00:00.2');",
                       new_table("v " + type + " unique);"));
        return sides
            .preflight(
                "ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, "
                "key_as: integer, fields: {v: {source: v, target: v, as: instant}}}}")
            .findings.findings()
            .size();
    };
    BOOST_TEST(named("timestamp(0)") == 1U);
    BOOST_TEST(named("timestamp") == 0U);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_gone_is_no_refused_question) {
    TwoSides sides(
        Engine::sqlite,
        "create table old (id integer primary key, v text); insert into old values (1, 'x')",
        new_table("v text, constraint not_x check (v <> 'x'));"));
    const PackFolder folder(
        "ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, key_as: integer, "
        "fields: {v: {source: v, target: v, as: text}}}}");
    const auto ties = verify::Ties::load(folder.load());
    for (const Fault fault : {Fault::connection, Fault::interrupted}) {
        Watched target(db::Session::open(sides.target_server().parsed()),
                       [fault](const std::string& sql) {
                           if (sql.find("tieout_row") != std::string::npos)
                               throw Error(fault, "the server is gone");
                       });
        BOOST_CHECK_EXCEPTION(verify::preflight(ties, sides.source(), target, {}), Error,
                              [fault](const Error& error) { return error.fault() == fault; });
    }
}

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

BOOST_DATA_TEST_CASE(hostile_values_reach_the_engine_as_they_are, engines) {
    const std::string rows =
        "(1, 'it''s \"quoted\" \\ back\\\\slash {a,b} $[0] ?'), (2, 'line' || char(10) || char(13) "
        "|| char(9) || 'end'),"
        " (3, '😀 ''; drop table new_; --'), (4, 'plain'), (5, 'NULL'), (6, ''), (7, char(1) || "
        "char(127)),"
        " (8, '''; drop table new_; -- 😀')";
    const std::string only = sample == Engine::mysql ? "char_length(v) < 24" : "length(v) < 24";
    const auto said = said_of_text(sample, rows,
                                   new_table("v varchar(99), constraint short_ check (" + only +
                                             "), constraint one_v unique (v));"));
    // 1 has 40 characters, 3 and 8 have 26, all others fewer than 24; no two are the same.
    BOOST_TEST(said.find("check:new_.short_ 1: ") == 0U, said);
    BOOST_TEST(said.find("check:new_.short_ 3: ") != std::string::npos, said);
    BOOST_TEST(said.find("check:new_.short_ 8: ") != std::string::npos, said);
    BOOST_TEST(std::count(said.begin(), said.end(), '\n') == 3, said);
}

BOOST_DATA_TEST_CASE(more_rows_than_one_question_holds_are_all_asked, engines) {
    TwoSides sides(
        sample,
        "create table old (id integer primary key, v text); with recursive n(i) as"
        " (select 1 union all select i + 1 from n where i < 1203) insert into old select i,"
        " case when i in (500, 501, 1203) then 'bad' else 'v' || i end from n;",
        new_table(
            "v varchar(9), constraint good check (v <> 'bad'), constraint one_v unique (v));"));
    const auto seen = sides.preflight(
        "ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, key_as: integer, "
        "fields: {v: {source: v, target: v, as: text}}}}");
    std::string keys;
    for (const auto& line : offenders(seen.findings))
        keys += line.substr(0, line.find(':', line.find('.'))) + "\n";
    BOOST_TEST(keys ==
               "check:new_.good 1203\ncheck:new_.good 500\ncheck:new_.good 501\n"
               "unique:new_.one_v 1203\nunique:new_.one_v 500\nunique:new_.one_v 501\n");
}

BOOST_AUTO_TEST_CASE(a_row_that_the_engine_cannot_read_is_found_among_many) {
    TwoSides sides(
        Engine::postgresql,
        "create table old (id integer primary key, v text); with recursive n(i) as"
        " (select 1 union all select i + 1 from n where i < 1000) insert into old select i,"
        " case i when 77 then 'abc' when 900 then '12e' else '1' end from n;",
        new_table("v smallint, constraint low check (v < 5));"
                  "create table seen_ (i integer); insert into seen_ values (1);"));
    sides.target().query("select count(*) from seen_");
    const auto seen = sides.preflight(
        "ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, key_as: integer, "
        "fields: {v: {source: v, target: v, as: text}}}}");
    std::string keys;
    for (const auto& line : offenders(seen.findings))
        keys += line.substr(0, line.find(':', 6)) + "\n";
    BOOST_TEST(keys == "cast:new_ 77\ncast:new_ 900\n");
    // The transaction and its snapshot are still there: what came in since is not seen.
    sides.target_server().run_client("insert into seen_ values (2);");
    BOOST_TEST(sides.target().query("select count(*) from seen_").rows[0][0].value() == "1");
}

BOOST_AUTO_TEST_CASE(a_question_that_the_engine_refuses_is_said_and_the_others_are_asked) {
    TwoSides sides(Engine::postgresql,
                   "create table old (id integer primary key, v text); insert into old values (1, "
                   "'x'), (2, 'y');",
                   "create table new_ (id integer not null primary key, v text);"
                   "create function whole(new_) returns boolean language sql immutable as 'select "
                   "$1.v is not null';"
                   "alter table new_ add constraint of_row check (whole(new_.*));"
                   "alter table new_ add constraint not_x check (v <> 'x');");
    const auto seen = sides.preflight(
        "ties: {t: {source: {from: old, key: id}, target: {from: new_, key: id}, key_as: integer, "
        "fields: {v: {source: v, target: v, as: text}}}}");
    BOOST_TEST(joined(offenders(seen.findings)) == "check:new_.not_x 1: (v <> 'x'::text)\n");
    BOOST_TEST(!constraint(seen, "of_row")->asked);
    BOOST_TEST(!constraint(seen, "of_row")->why_not.empty());
}

BOOST_AUTO_TEST_CASE(a_tie_that_cannot_be_read_is_said_and_the_others_are_asked) {
    TwoSides sides(
        Engine::sqlite,
        "create table old (id integer primary key, v text); insert into old values (1, null);",
        new_table("v text not null);"));
    const auto seen = sides.preflight(
        "ties:\n"
        "  a: {source: {from: old, key: id}, target: {from: new_, key: id}, key_as: integer,\n"
        "      fields: {v: {source: nothing_here, target: v, as: text}}}\n"
        "  b: {source: {from: old, key: id}, target: {from: new_, key: id}, key_as: integer,\n"
        "      fields: {v: {source: v, target: v, as: text}}}\n");
    bool told = false;
    for (const auto& finding : seen.findings.findings())
        told = told || (finding.tie == "a" && finding.kind == rules::FindingKind::not_looked);
    BOOST_TEST(told);
    BOOST_TEST(seen.broken.find("b", "1") != nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
