#include "verify/rule_run.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "tests/verify/two_sides.h"

using namespace tieout;
using namespace tieout::tests;
using namespace tieout::verify;
using db::Engine;

namespace {

constexpr const char* tie_yaml =
    "ties: {bill: {source: {from: old, key: id}, target: {from: bill, key: id}, key_as: integer,"
    " money: total, fields: {total: {source: total, target: total, as: money}}}}\n";

// Bill 1 is negative on both sides, 2 only in the source, 3 only in the target, 4 on neither.
constexpr const char* source_sql =
    "create table old (id integer primary key, total text);"
    "insert into old values (1, '-1'), (2, '-2'), (3, '3'), (4, '4');";
constexpr const char* target_sql =
    "create table bill (id integer not null primary key, total decimal(12,2));"
    "insert into bill values (1, -1), (2, 2), (3, -3), (4, 4);";

struct Answers {
    std::string lines;
    BrokenKeys broken;
};

enum class Rows { read_for_the_rules, read_by_preflight };

Answers asked(TwoSides& sides, const std::string& rules_yaml, const char* zone = "UTC",
              Rows rows = Rows::read_for_the_rules) {
    const PackFolder folder(tie_yaml, rules_yaml);
    const rules::Pack pack = folder.load();
    const Ties ties = Ties::load(pack);
    VerifyOptions options;
    options.zone = zone;
    SourceRules rules(pack, ties, sides.source(), options);
    if (rows == Rows::read_by_preflight)
        verify::preflight(ties, sides.source(), sides.target(), options, &rules);
    SourceAnswers of_source = rules.ask_rest();
    Answers answers;
    answers.broken = std::move(of_source.broken);
    rules::FindingLog findings = std::move(of_source.findings);
    tell(ask_target_rules(pack, ties, sides.target(), options), ties, of_source.offenders,
         findings);
    for (const auto& finding : findings.findings()) {
        const std::string head = std::string(rules::name(finding.kind)) + " " + finding.rule + " " +
                                 rules::name(finding.origin);
        if (finding.samples.empty()) answers.lines += head + "\n";
        for (const auto& member : finding.samples) {
            answers.lines += head + " " + rules::text(member.key);
            for (const auto& pair : member.columns)
                answers.lines += " " + pair.name + " " + pair.source.value_or("-") + " " +
                                 pair.target.value_or("-");
            if (!member.note.empty()) answers.lines += " (" + member.note + ")";
            answers.lines += "\n";
        }
    }
    return answers;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rule_run)

BOOST_DATA_TEST_CASE(a_rule_in_sql_says_a_key_once_and_whose_it_is, engines) {
    TwoSides sides(sample, source_sql, target_sql);
    const Answers answers =
        asked(sides,
              "rules: {not_negative: {title: t, tie: bill, key: [id], amount: due,\n"
              "  source: {inline: 'select cast(total as integer) as due, id from old where "
              "cast(total as integer) < 0'},\n"
              "  target: {inline: 'select total as due, id from bill where total < 0'}}}\n");
    BOOST_TEST(answers.lines.find("broken_rule not_negative source 1 due -1 -\n") !=
               std::string::npos);
    BOOST_TEST(answers.lines.find("broken_rule not_negative source 2 due -2 -\n") !=
               std::string::npos);
    BOOST_TEST(answers.lines.find("broken_rule not_negative target 3 due - -3") !=
               std::string::npos);
    BOOST_TEST(std::count(answers.lines.begin(), answers.lines.end(), '\n') == 3, answers.lines);
    BOOST_TEST(answers.broken.find("bill", "2")->rule == "not_negative");
    BOOST_TEST(answers.broken.find("bill", "3") == nullptr);
}

BOOST_DATA_TEST_CASE(a_rule_over_fields_says_a_key_once_and_whose_it_is, engines) {
    TwoSides sides(sample, source_sql, target_sql);
    for (const Rows rows : {Rows::read_for_the_rules, Rows::read_by_preflight}) {
        const Answers answers =
            asked(sides,
                  "rules:\n"
                  "  not_negative: {title: t, tie: bill, must: [{field: total, at_least: 0}]}\n"
                  "  small: {title: t, tie: bill, severity: warning, must: [{field: total, "
                  "at_most: 3.99}]}\n",
                  "UTC", rows);
        BOOST_TEST(answers.lines ==
                   "broken_rule not_negative source 1 total -1.00 -\n"
                   "broken_rule not_negative source 2 total -2.00 -\n"
                   "broken_rule not_negative target 3 total - -3.00\n"
                   "broken_rule small source 4 total 4.00 -\n");
        BOOST_TEST(answers.broken.find("bill", "1") != nullptr);
        BOOST_TEST(answers.broken.find("bill", "4") == nullptr);  // a warning breaks nothing
    }
}

BOOST_DATA_TEST_CASE(whoever_reads_the_rows_a_rule_in_sql_speaks_first, engines) {
    TwoSides sides(sample, source_sql, target_sql);
    for (const Rows rows : {Rows::read_for_the_rules, Rows::read_by_preflight}) {
        const Answers answers =
            asked(sides,
                  "rules:\n"
                  "  by_field: {title: t, tie: bill, must: [{field: total, at_least: 0}]}\n"
                  "  by_sql: {title: t, tie: bill, key: [id],\n"
                  "           source: {inline: 'select id from old where id = 2'}}\n",
                  "UTC", rows);
        BOOST_TEST_REQUIRE(answers.broken.find("bill", "1") != nullptr);
        BOOST_TEST(answers.broken.find("bill", "1")->rule == "by_field");
        BOOST_TEST(answers.broken.find("bill", "2")->rule == "by_sql");
    }
}

BOOST_DATA_TEST_CASE(rules_of_rows_that_preflight_could_not_read_are_said_once, engines) {
    TwoSides sides(sample, "create table other (id integer primary key);", target_sql);
    const Answers answers =
        asked(sides, "rules: {r: {title: t, tie: bill, must: [{field: total, at_least: 0}]}}\n",
              "UTC", Rows::read_by_preflight);
    BOOST_TEST(answers.lines ==
               "not_looked r source\n"
               "broken_rule r target 1 total - -1.00\n"
               "broken_rule r target 3 total - -3.00\n");
    BOOST_TEST(answers.broken.find("bill", "1") == nullptr);
}

BOOST_DATA_TEST_CASE(a_rule_that_holds_is_silent, engines) {
    TwoSides sides(sample, source_sql, target_sql);
    BOOST_TEST(
        asked(sides, "rules: {r: {title: t, tie: bill, must: [{field: total, at_least: -3}]}}\n")
            .lines == "");
}

BOOST_DATA_TEST_CASE(a_rule_that_the_server_refuses_is_said_and_the_others_still_run, engines) {
    TwoSides sides(
        sample, source_sql,
        std::string(target_sql) + "create table seen_ (i integer); insert into seen_ values (1);");
    sides.target().query("select count(*) from seen_");
    const Answers answers = asked(
        sides,
        "rules:\n"
        "  a_wrong: {title: t, key: [id], target: {inline: 'select id from no_such_table'}}\n"
        "  b_keyless: {title: t, key: [number], target: {inline: 'select id from bill'}}\n"
        "  c_good: {title: t, key: [id], target: {inline: 'select id from bill where id = 4'}}\n");
    BOOST_TEST(answers.lines.find("not_looked a_wrong target\n") != std::string::npos,
               answers.lines);
    BOOST_TEST(answers.lines.find("not_looked b_keyless target\n") != std::string::npos);
    BOOST_TEST(answers.lines.find("broken_rule c_good target 4\n") != std::string::npos);
    BOOST_TEST(std::count(answers.lines.begin(), answers.lines.end(), '\n') == 3);
    if (sample == Engine::sqlite) return;  // its readers hold their snapshot by a lock on the file
    sides.target_server().run_client("insert into seen_ values (2);");
    BOOST_TEST(sides.target().query("select count(*) from seen_").rows[0][0].value() == "1");
}

// 1 and 2: midnights of New York in winter and in summer. 3: Chicago's of 2004-05-01. 4: none is
// said. 5: a second before midnight. 6: two of one row.
constexpr const char* days_sql =
    "create table bill (id integer not null primary key, starts bigint, ends bigint);"
    "insert into bill values (1, 1104555600, null), (2, 1083384000, 1086062400),"
    "(3, 1083387600, 1086062400), (4, null, null), (5, 1083383999, null),"
    "(6, 1083387600, 1104555601);";
constexpr const char* days_rule =
    "rules: {r: {title: t, key: [id], off_midnight: [starts, ends],\n"
    "            target: {inline: 'select id, starts, ends from bill'}}}\n";

BOOST_DATA_TEST_CASE(only_moments_that_are_no_midnight_of_the_zone_are_offenders, engines) {
    TwoSides sides(sample, source_sql, days_sql);
    BOOST_TEST(asked(sides, days_rule, "America/New_York").lines ==
               "broken_rule r target 3 starts - 1083387600 ends - 1086062400"
               " (starts is 2004-05-01 01:00:00)\n"
               "broken_rule r target 5 starts - 1083383999 ends - -"
               " (starts is 2004-04-30 23:59:59)\n"
               "broken_rule r target 6 starts - 1083387600 ends - 1104555601"
               " (starts is 2004-05-01 01:00:00; ends is 2005-01-01 00:00:01)\n");
}

BOOST_AUTO_TEST_CASE(a_midnight_that_the_clock_skips_is_the_first_moment_of_its_day) {
    // Sao Paulo went from 23:59:59 of 2004-11-01 to 01:00 of the 2nd: that is 03:00 UTC.
    TwoSides sides(Engine::sqlite, source_sql,
                   "create table bill (id integer not null primary key, starts bigint, ends "
                   "bigint); insert into bill values (1, 1099364400, 1099364401);");
    BOOST_TEST(asked(sides, days_rule, "America/Sao_Paulo").lines ==
               "broken_rule r target 1 starts - 1099364400 ends - 1099364401"
               " (ends is 2004-11-02 01:00:01)\n");
}

BOOST_AUTO_TEST_CASE(a_moment_that_the_sql_does_not_return_is_said) {
    TwoSides sides(Engine::sqlite, source_sql, days_sql);
    BOOST_TEST(asked(sides,
                     "rules: {r: {title: t, key: [id], off_midnight: starts,\n"
                     "            target: {inline: 'select id from bill'}}}\n")
                   .lines == "not_looked r target\n");
}

BOOST_AUTO_TEST_CASE(a_rule_of_a_tie_that_is_not_there_is_refused) {
    TwoSides sides(Engine::sqlite, source_sql, target_sql);
    BOOST_CHECK_EXCEPTION(
        asked(sides, "rules: {r: {title: t, tie: bil, must: [{field: total, at_least: 0}]}}\n"),
        Error, [](const Error& error) {
            return error.fault() == Fault::usage &&
                   std::string(error.what())
                           .find("speaks of the tie bil, which verify.yaml does not have") !=
                       std::string::npos;
        });
}

BOOST_AUTO_TEST_SUITE_END()
