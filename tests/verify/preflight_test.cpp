#include "verify/preflight.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "tests/verify/preflight_said.h"
#include "tests/verify/watched.h"

using namespace tieout;
using namespace tieout::tests;
using db::Engine;

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
