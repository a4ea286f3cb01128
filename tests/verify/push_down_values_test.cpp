// Each type and step as the servers compute it, against our own reading of the same rows.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "tests/verify/pushed.h"

using namespace tieout;
using namespace tieout::tests;

namespace {

struct Row {
    std::string source, target;  // SQL literals; "x:…" are bytes in hexadecimal digits
    // `unsure`: equal, as only we can say.
    enum What { same, differs, unsure } what;
};
constexpr auto same = Row::same, differs = Row::differs, unsure = Row::unsure;

struct Case {
    std::string name, as, source;   // of the field; `source` in YAML, with the column as "$"
    std::string mysql, postgresql;  // types of the source's column
    std::string mysql_target, postgresql_target;
    std::vector<Row> rows;
};

const char* const text = "varchar(80) character set utf8mb4";

const std::vector<Case> cases = {
    {"whole",
     "integer",
     "$",
     "int",
     "int",
     "bigint",
     "bigint",
     {{"5", "5", same},
      {"5", "6", differs},
      {"NULL", "NULL", same},
      {"0", "NULL", differs},
      {"-7", "-7", same},
      {"0", "0", same},
      {"100", "100", same}}},
    {"whole_from_decimal",
     "integer",
     "$",
     "decimal(9,2)",
     "numeric(9,2)",
     "int",
     "int",
     {{"5.00", "5", same}, {"5.00", "4", differs}, {"0.50", "0", differs}}},
    {"number",
     "decimal",
     "$",
     "decimal(12,4)",
     "numeric(12,4)",
     "decimal(10,2)",
     "numeric",
     {{"1.5000", "1.50", same},
      {"1.5001", "1.50", differs},
      {"-0.5", "-0.50", same},
      {"0", "0.00", same},
      {"100", "100", same},
      {"0.0001", "0", differs}}},
    {"money",
     "money",
     "$",
     "decimal(18,2)",
     "numeric(18,2)",
     "decimal(20,2)",
     "numeric(20,2)",
     {{"90071992547409.93", "90071992547409.93", same},
      {"90071992547409.93", "90071992547409.92", differs},
      {"-0.01", "0.01", differs}}},
    {"number_in_text",
     "money",
     "$",
     text,
     "varchar(80)",
     "decimal(12,2)",
     "numeric(12,2)",
     {{"'1000.25'", "1000.25", same},
      {"'5'", "5", same},
      {"'007.50'", "7.5", same},
      {"'-0.00'", "0", same},
      {"'1e3'", "1000", differs},
      {"'12'", "12.01", differs},
      {"''", "0", differs},
      {"'12\n'", "12", differs}}},
    {"day",
     "date",
     "$",
     "date",
     "date",
     "date",
     "date",
     {{"'2004-02-29'", "'2004-02-29'", same},
      {"'2004-02-29'", "'2004-03-01'", differs},
      {"'1969-12-31'", "'1969-12-31'", same},
      {"'9999-12-31'", "'9999-12-31'", same},
      {"NULL", "NULL", same},
      {"NULL", "'1970-01-01'", differs}}},
    {"moment",
     "instant",
     "$",
     "datetime(6)",
     "timestamp",
     "datetime(6)",
     "timestamptz",
     {{"'2004-01-01 00:00:00.000001'", "'2004-01-01 00:00:00.000001'", same},
      {"'2004-01-01 00:00:00.000001'", "'2004-01-01 00:00:00.000002'", differs},
      {"'1969-12-31 23:59:59.5'", "'1969-12-31 23:59:59.5'", same},
      {"'9999-12-31 23:59:59.999999'", "'9999-12-31 23:59:59.999999'", same}}},
    {"seconds",
     "instant",
     "{column: $, decode: [unix_seconds]}",
     "int",
     "int",
     "datetime(6)",
     "timestamptz",
     {{"1072933200", "'2004-01-01 05:00:00'", same},
      {"1072933200", "'2004-01-01 05:00:00.000001'", differs},
      {"0", "NULL", same},
      {"0", "'1970-01-01 00:00:00'", differs},
      {"-1", "'1969-12-31 23:59:59'", same}}},
    {"seconds_as_day",
     "date",
     "{column: $, decode: [unix_date]}",
     "int",
     "int",
     "date",
     "date",
     {{"86399", "'1970-01-01'", same},
      {"86400", "'1970-01-02'", same},
      {"86400", "'1970-01-01'", differs},
      {"-1", "'1969-12-31'", unsure},
      {"-86400", "'1969-12-31'", unsure},
      {"-86401", "'1969-12-30'", unsure},
      {"0", "NULL", same}}},
    {"truth",
     "boolean",
     "$",
     "int",
     "int",
     "tinyint",
     "boolean",
     {{"1", "'1'", same},
      {"0", "'0'", same},
      {"1", "'0'", differs},
      {"2", "'1'", differs},
      {"NULL", "NULL", same},
      {"NULL", "'0'", differs}}},
    {"code",
     "label",
     "{column: $, decode: [{map: states}]}",
     text,
     "varchar(80)",
     text,
     "varchar(80)",
     {{"'A'", "'active'", same},
      {"' A '", "'active'", unsure},
      {"'a'", "'active'", differs},
      {"'2'", "'two'", same},
      {"'02'", "'two'", unsure},
      {"'2.0'", "'two'", unsure},
      {"'Z'", "NULL", same},
      {"'?'", "NULL", differs},
      {"NULL", "NULL", same},
      {"NULL", "'active'", differs}}},
    {"code_of_number",
     "label",
     "{column: $, decode: [{map: states}]}",
     "int",
     "int",
     text,
     "varchar(80)",
     {{"2", "'two'", same},
      {"2", "'active'", differs},
      {"3", "NULL", differs},
      {"NULL", "NULL", same}}},
    {"text",
     "text",
     "$",
     text,
     "varchar(80)",
     text,
     "text",
     {{"'a'", "'a'", same},
      {"'a'", "'a '", differs},
      {"'a'", "'A'", differs},
      {"''", "''", same},
      {"''", "NULL", differs},
      {"NULL", "NULL", same},
      {"'\xC3\xA9'", "'\xC3\xA9'", same},
      {"'\xC3\xA9'", "'e\xCC\x81'", differs},
      {"'\xF0\x9F\x98\x80'", "'\xF0\x9F\x98\x80'", same},
      {"'\xC3\x9F'", "'ss'", differs},
      {"'it''s'", "'it''s'", same}}},
    {"text_latin1",
     "text",
     "$",
     "varchar(80) character set latin1",
     "varchar(80)",
     text,
     "text",
     {{"'\xE2\x82\xAC\xC3\xA9'", "'\xE2\x82\xAC\xC3\xA9'", same}, {"'\xC3\xA9'", "'e'", differs}}},
    {"text_of_whole",
     "text",
     "$",
     "int",
     "int",
     text,
     "text",
     {{"17", "'17'", same}, {"17", "'017'", differs}, {"-1", "'-1'", same}}},
    {"trimmed",
     "text",
     "{column: $, decode: [trim]}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"' \t a b \n'", "'a b'", same},
      {"'\xC2\xA0 a\xC2\xA0'", "'a'", same},
      {"'a'", "' a'", differs},
      {"'   '", "''", same},
      {"'\x0B\x61'", "'a'", differs}}},
    {"trim_declared",
     "text",
     "{column: $, repair: [trim]}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"'a b'", "'a b'", same}, {"' a'", "'a'", unsure}, {"''", "''", same}}},
    {"folded",
     "text",
     "{column: $, decode: [fold]}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"'AbC'", "'abc'", same}, {"'AbC'", "'AbC'", differs}, {"'\xC3\x89'", "'\xC3\xA9'", unsure}}},
    {"repaired",
     "text",
     "{column: $, repair: [strip_nul, unslash, unescape_html, unix_newlines,"
     " repair_latin1, nfc, fold]}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"'abc'", "'abc'", same},
      {"'a &amp; b'", "'a & b'", unsure},
      {"x:615C27", "'a'''", unsure},
      {"x:610D0A62", "x:610A62", unsure},
      {"'ABC'", "'abc'", unsure},
      {"'\xC3\x83\xC2\xA9'", "'\xC3\xA9'", unsure},
      {"'e\xCC\x81'", "'\xC3\xA9'", unsure},
      {"'abc'", "'abd'", differs}}},
    {"empty",
     "text",
     "{column: $, decode: [empty_is_null]}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"''", "NULL", same}, {"' '", "NULL", differs}, {"' '", "' '", same}}},
    {"none",
     "text",
     "{column: $, decode: [{none_if: [\"-\", \"n/a\"]}]}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"'-'", "NULL", same}, {"' n/a'", "NULL", same}, {"'N/A'", "NULL", differs}}},
    {"default",
     "text",
     "{column: $, decode: [{if_null: EUR}]}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"NULL", "'EUR'", same}, {"''", "'EUR'", differs}, {"'USD'", "'USD'", same}}},
    {"beginning",
     "text",
     "{column: $, decode: [{left: 2}]}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"'\xC3\xA9\xC3\xA9\xC3\xA9'", "'\xC3\xA9\xC3\xA9'", same}, {"'abc'", "'abc'", differs}}},
    {"cents",
     "money",
     "{column: $, decode: [{multiply: 0.01}]}",
     "bigint",
     "bigint",
     "decimal(20,2)",
     "numeric(20,2)",
     {{"1995", "19.95", same},
      {"1995", "19.94", differs},
      {"9007199254740993", "90071992547409.93", same}}},
    {"negative",
     "money",
     "{column: $, decode: [negate]}",
     "int unsigned",
     "int",
     "decimal(9,2)",
     "numeric(9,2)",
     {{"5", "-5", same}, {"0", "0", same}, {"5", "5", differs}}},
    {"rounded",
     "money",
     "{column: $, decode: [{round: 2}]}",
     "decimal(12,4)",
     "numeric(12,4)",
     "decimal(12,2)",
     "numeric(12,2)",
     {{"1.0050", "1.01", same},
      {"-1.0050", "-1.01", same},
      {"1.0049", "1.00", same},
      {"1.0049", "1.01", differs}}},
    {"positive",
     "integer",
     "{column: $, decode: [positive_or_null]}",
     "int",
     "int",
     "int",
     "int",
     {{"0", "NULL", same}, {"-1", "NULL", same}, {"1", "1", same}, {"1", "NULL", differs}}},
    {"nonzero",
     "decimal",
     "{column: $, decode: [nonzero_or_null]}",
     "decimal(9,2)",
     "numeric(9,2)",
     "decimal(9,2)",
     "numeric(9,2)",
     {{"0.00", "NULL", same}, {"-1", "-1", same}, {"0.00", "0.00", differs}}},
    {"chosen",
     "label",
     "{case: $, when: [{is: [\"1\", \"x\"], then: {value: one}}],"
     " otherwise: {value: many}}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"'1'", "'one'", same},
      {"'x'", "'one'", same},
      {"'01'", "'one'", unsure},
      {"'y'", "'many'", same},
      {"'X'", "'one'", differs},
      {"NULL", "'many'", same}}},
    {"summed",
     "money",
     "{sum: [$, {value: 1}], minus: [$]}",
     "decimal(9,2)",
     "numeric(9,2)",
     "decimal(9,2)",
     "numeric(9,2)",
     {{"2.50", "1", same}, {"2.50", "1.01", differs}, {"NULL", "NULL", same}}},
    {"joined",
     "text",
     "{concat: [$, {value: z}], with: \"-\"}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"'a'", "'a-z'", same}, {"NULL", "'z'", same}, {"''", "'-z'", same}, {"''", "'z'", differs}}},
    {"first_number",
     "money",
     "{first_of: [{first_of: [$, {value: null}]}, {value: \"0\"}]}",
     "decimal(9,2)",
     "numeric(9,2)",
     "decimal(9,2)",
     "numeric(9,2)",
     {{"NULL", "0", same}, {"1.50", "1.5", same}, {"1.50", "0", differs}, {"0", "0", same}}},
    {"chosen_number",
     "money",
     "{case: $, when: [{is: [\"\", \"0\", \"0.0\"], then: {value: null}}],"
     " otherwise: {column: $, decode: [{multiply: 2}]}}",
     "int",
     "int",
     "decimal(9,2)",
     "numeric(9,2)",
     {{"0", "NULL", same}, {"7", "14", same}, {"7", "7", differs}}},
    {"one_line",
     "text",
     "{column: $, decode: [first_line]}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"'a\nb'", "'a'", same},
      {"'a'", "'a'", same},
      {"'\nb'", "''", same},
      {"'a b'", "'a'", differs},
      {"''", "''", same}}},
    {"more_lines",
     "text",
     "{column: $, decode: [rest_lines]}",
     text,
     "varchar(80)",
     text,
     "text",
     {{"'a\nb\nc'", "'b, c'", same},
      {"'a'", "NULL", same},
      {"'a\n'", "''", same},
      {"'\xC3\xA9\n\xC3\xA9'", "'\xC3\xA9'", same},
      {"'a'", "''", differs}}},
    {"never",
     "date",
     "{value: null}",
     "date",
     "date",
     "date",
     "date",
     {{"NULL", "NULL", same}, {"NULL", "'1970-01-01'", differs}}},
    {"raw",
     "bytes",
     "$",
     "varbinary(20)",
     "bytea",
     "varbinary(20)",
     "bytea",
     {{"x:00FF27", "x:00FF27", same},
      {"x:00FF27", "x:00FF28", differs},
      {"x:", "x:", same},
      {"x:", "NULL", differs}}},
    {"identity",
     "uuid",
     "$",
     "char(36) character set utf8mb4",
     "uuid",
     "varchar(36) character set utf8mb4",
     "uuid",
     {{"'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", same},
      {"'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'",
       differs}}},
};

std::string literal(const std::string& written, db::Engine engine, const std::string& type) {
    if (written.rfind("x:", 0) != 0) return written;
    if (engine == db::Engine::mysql) return "X'" + written.substr(2) + "'";
    const std::string bytes = "'\\x" + written.substr(2) + "'::bytea";
    return type == "bytea" ? bytes : "convert_from(" + bytes + ", 'UTF8')";
}

std::string table(db::Engine engine, bool is_source) {
    std::string sql;
    for (const Case& each : cases) {
        const std::string& mysql = is_source ? each.mysql : each.mysql_target;
        const std::string& postgresql = is_source ? each.postgresql : each.postgresql_target;
        const std::string& type = engine == db::Engine::mysql ? mysql : postgresql;
        sql += "create table t_" + each.name + " (id int not null primary key, v " + type +
               " null);\n";
        for (std::size_t i = 0; i < each.rows.size(); ++i)
            sql += "insert into t_" + each.name + " values (" + std::to_string(i + 1) + ", " +
                   literal(is_source ? each.rows[i].source : each.rows[i].target, engine, type) +
                   ");\n";
    }
    return sql;
}

std::string pack() {
    std::string yaml = "maps:\n  states: {A: active, \"2\": two, Z: null}\nties:\n";
    for (const Case& each : cases) {
        std::string source = each.source;
        for (std::size_t at; (at = source.find('$')) != std::string::npos;)
            source.replace(at, 1, "v");
        yaml += "  " + each.name + ":\n    title: " + each.name + "\n    source: {from: t_" +
                each.name + ", key: id}\n    target: {from: t_" + each.name +
                ", key: id}\n    key_as: integer\n    fields:\n      v: {source: " + source +
                ", target: v, as: " + each.as + "}\n    totals: [count]\n";
    }
    return yaml;
}

}  // namespace

BOOST_DATA_TEST_CASE(servers_call_equal_what_we_call_equal_and_nothing_else, server_pairs) {
    const Pushed two(sample, table(sample.source, true), table(sample.target, false), pack());
    const auto pushed = two.verified(verify::Strategy::push_down);
    const auto streamed = two.verified(verify::Strategy::table);
    BOOST_TEST(all_told(pushed) == all_told(streamed), boost::test_tools::per_element());
    for (const Case& each : cases) {
        const auto& seen = tie(pushed, each.name);
        BOOST_TEST(seen.strategy == "push-down",
                   each.name << ": " << seen.strategy_why << seen.not_looked);
        std::uint64_t equal = 0, sent = 0;
        for (const Row& row : each.rows) {
            equal += row.what == Row::differs ? 0 : 1;
            sent += row.what == Row::same ? 0 : 2;
        }
        BOOST_TEST(seen.equal == equal, each.name << " " << seen.equal);
        BOOST_TEST(seen.strategy_why == std::to_string(sent) + " of " +
                                            std::to_string(2 * each.rows.size()) +
                                            " rows were sent");
        BOOST_TEST(seen.equal == tie(streamed, each.name).equal);
    }
}

// The clocks of New York, by hand: 1081061999 was 01:59:59 of the night in which they were set
// ahead, 2004-04-04; days begin at 05:00 UTC in winter and at 04:00 in summer.
BOOST_DATA_TEST_CASE(days_are_those_of_the_zone_also_where_servers_tell_them, server_pairs) {
    const std::string stamps =
        "create table t (id int not null primary key, v bigint);"
        "insert into t values (1, 1072933199), (2, 1072933200), (3, 1081051199), (4, 1081051200),"
        " (5, 1081137599), (6, 1081137600), (7, 0), (8, 2524608000), (9, 1086062400);";
    const std::string days =
        "create table t (id int not null primary key, v date);"
        "insert into t values (1, '2003-12-31'), (2, '2004-01-01'), (3, '2004-04-03'),"
        " (4, '2004-04-03'), (5, '2004-04-04'), (6, '2004-04-05'), (7, null), (8, '2049-12-31'),"
        " (9, '2004-06-01');";
    const Pushed two(sample, stamps, days,
                     "ties:\n  t:\n    title: T\n    source: {from: t, key: id}\n"
                     "    target: {from: t, key: id}\n    key_as: integer\n    fields:\n"
                     "      v: {source: {column: v, decode: [unix_date]}, target: v, as: date}\n");
    const auto seen = two.verified(verify::Strategy::push_down, "America/New_York");
    BOOST_TEST(told(seen.findings).empty());
    BOOST_TEST(seen.ties[0].equal == 9U);
    BOOST_TEST(seen.ties[0].strategy_why == "2 of 18 rows were sent");
}

// What no server can tell us must not pass for equal only because both sides have it.
BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_read_by_us_and_told) {
    const std::string table =
        "set sql_mode = 'ALLOW_INVALID_DATES';"
        "create table t (id int not null primary key, d date not null, m datetime(6) not null,"
        " w varchar(20) character set utf8mb4 collate utf8mb4_general_ci);"
        "insert into t values (1, '0000-00-00', '0000-00-00 00:00:00', 'a'),"
        " (2, '2004-02-31', '2004-02-31 00:00:00', 'b'),"
        " (3, '2004-00-10', '2004-01-00 00:00:00', 'c'),"
        " (4, '2004-02-28', '2004-02-28 23:59:59.999999', 'd'),"
        " (5, '2004-02-28', '2004-02-28 00:00:00', x'EDA080');";
    const std::string yaml =
        "ties:\n  t:\n    title: T\n    source: {from: t, key: id}\n    target: {from: t, key: "
        "id}\n"
        "    key_as: integer\n    fields:\n      d: {source: d, target: d, as: date}\n"
        "      m: {source: m, target: m, as: instant}\n      w: {source: w, target: w, as: text}\n";
    const Pushed two({db::Engine::mysql, db::Engine::mysql}, table, table, yaml);
    const auto pushed = two.verified(verify::Strategy::push_down);
    const auto streamed = all_told(two.verified(verify::Strategy::table));
    BOOST_TEST(all_told(pushed) == streamed, boost::test_tools::per_element());
    BOOST_TEST(pushed.ties[0].equal == 1U);
    BOOST_TEST(pushed.ties[0].strategy_why == "8 of 10 rows were sent");
}
