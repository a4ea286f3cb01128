#include "verify/coverage.h"

#include <boost/test/unit_test.hpp>

#include "tests/support/scratch.h"

using namespace tieout;

namespace {

// "t.column: fate, compared, reason", a line a column.
std::string covered(const std::map<std::string, rules::Coverage>& coverage,
                    const std::vector<std::string>& columns,
                    const std::vector<std::string>& compared) {
    rules::Pack pack;
    pack.coverage = coverage;
    db::Catalogue source;
    db::Table& table = source.tables.emplace_back();
    table.name = "t";
    for (const std::string& name : columns)
        table.columns.emplace_back().name = name;
    rules::TieResult tie;
    tie.source_columns = compared;
    std::string lines;
    for (const auto& result : verify::coverage_of(pack, source, {tie}))
        lines += result.column + ": " + result.fate + (result.verify_compared ? ", compared" : "") +
                 (result.reason.empty() ? "" : ", " + result.reason) + "\n";
    return lines;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(coverage)

BOOST_AUTO_TEST_CASE(a_table_that_the_pack_never_heard_of_is_said_to_be_one) {
    BOOST_TEST(covered({{"other.*", {"not_moved", "of no use"}}}, {"a"}, {}) ==
               "t.a: unknown, the pack has never heard of this table\n");
    BOOST_TEST(covered({{"*.*", {"not_moved", "of no use"}}}, {"a"}, {}) ==
               "t.a: not_moved, of no use\n");
}

BOOST_AUTO_TEST_CASE(the_case_of_a_name_does_not_matter) {
    BOOST_TEST(covered({{"T.x_Bank_Name", {"not_moved", "never"}}}, {"x_bank_name"}, {}) ==
               "t.x_bank_name: not_moved, never\n");
}

BOOST_AUTO_TEST_CASE(what_the_pack_names_and_the_database_does_not_have_is_said) {
    BOOST_TEST(covered({{"t.a", {"not_moved", "no"}},
                        {"t.b", {"moved", ""}},
                        {"u.c", {"moved", ""}},
                        {"v.*", {"not_moved", "a pattern names no column"}}},
                       {"a"}, {}) ==
               "t.a: not_moved, no\n"
               "t.b: absent, this database has no such column\n"
               "u.c: absent, this database has no such table\n");
}

BOOST_AUTO_TEST_CASE(the_longest_name_that_fits_decides) {
    BOOST_TEST(covered({{"t.field_1", {"moved", ""}},
                        {"t.field_*", {"derived", "from one"}},
                        {"t.*", {"not_moved", "by default"}}},
                       {"field_1", "field_2", "field_", "fiel", "other"}, {"t.field_1"}) ==
               "t.field_1: moved, compared\n"
               "t.field_2: derived, from one\n"
               "t.field_: derived, from one\n"
               "t.fiel: not_moved, by default\n"
               "t.other: not_moved, by default\n");
}

BOOST_AUTO_TEST_CASE(a_column_that_the_pack_does_not_name_is_unknown) {
    BOOST_TEST(covered({{"other.*", {"moved", ""}}, {"t.a", {"moved", ""}}}, {"a", "ab"},
                       {"t.a", "t.ab"}) ==
               "t.a: moved, compared\n"
               "t.ab: unknown, compared\n");
}

BOOST_AUTO_TEST_CASE(a_column_that_is_called_moved_must_have_been_compared) {
    BOOST_TEST(covered({{"t.*", {"moved", ""}}}, {"a", "b"}, {"t.b"}) ==
               "t.a: unknown, the pack calls it moved, but no tie compared it\n"
               "t.b: moved, compared\n");
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct Target {
    explicit Target(db::Engine engine) : server(engine) {
        server.run_client(
            "create table t (id integer primary key, a varchar(9), b varchar(9), c varchar(9) "
            "default 'new', d integer default 7, e timestamp default current_timestamp);"
            "insert into t (id, a) values (1, 'x'), (2, 'y');");
    }
    // "column: fate, reason" of those that the words speak of, and the findings.
    std::string covered(const std::map<std::string, rules::Coverage>& words) const {
        const auto session = db::Session::open(server.parsed());
        rules::Pack pack;
        pack.target_coverage = words;
        rules::TieResult tie;
        tie.target_columns = {"t.a"};
        rules::FindingLog findings;
        std::string lines;
        for (const auto& result : verify::target_coverage_of(pack, *session, {tie}, findings))
            if (words.count(result.column) != 0 || words.count("t.*") != 0)
                lines += result.column + ": " + result.fate +
                         (result.reason.empty() ? "" : ", " + result.reason) + "\n";
        for (const auto& finding : findings.findings())
            lines += "finding " + finding.rule + "\n";
        return lines;
    }
    tests::Scratch server;
};

constexpr db::Engine engines[] = {db::Engine::mysql, db::Engine::postgresql, db::Engine::sqlite};

}  // namespace

BOOST_AUTO_TEST_SUITE(target_coverage)

BOOST_AUTO_TEST_CASE(what_is_called_filled_must_have_been_compared) {
    const Target target(db::Engine::sqlite);
    BOOST_TEST(target.covered({{"t.a", {"filled", ""}}, {"t.b", {"filled", ""}}}) ==
               "t.a: filled\n"
               "t.b: unknown, the pack calls it filled, but no tie compared it\n");
    BOOST_TEST(target.covered({{"t.id", {"own", "its number"}}}) == "t.id: own, its number\n");
}

BOOST_AUTO_TEST_CASE(a_column_or_table_that_the_pack_does_not_name_is_unknown) {
    const Target target(db::Engine::sqlite);
    target.server.run_client("create table mig_run (id integer); create table u (z integer);");
    const auto session = db::Session::open(target.server.parsed());
    rules::Pack pack;
    pack.target_coverage = {{"t.*", {"own", "a test"}}};
    rules::FindingLog findings;
    std::string unknown;
    for (const auto& result : verify::target_coverage_of(pack, *session, {}, findings))
        if (result.fate == "unknown") unknown += result.column + ": " + result.reason + "\n";
    BOOST_TEST(unknown == "u.z: the pack has never heard of this table\n");
}

BOOST_AUTO_TEST_CASE(empty_and_defaulted_are_held_against_every_row) {
    for (const db::Engine engine : engines) {
        const Target target(engine);
        const std::map<std::string, rules::Coverage> words = {
            {"t.b", {"empty", "nobody knows"}},
            {"t.c", {"defaulted", "all are new"}},
            {"t.d", {"defaulted", "seven"}},
            {"t.e", {"defaulted", "the moment of the load"}}};
        const std::string clean = target.covered(words);
        BOOST_TEST(
            clean.find("t.b: empty, nobody knows\nt.c: defaulted, all are new (its default: ") ==
            0U);
        BOOST_TEST(clean.find("unknown") == std::string::npos);
        BOOST_TEST(clean.find("finding") == std::string::npos);
        target.server.run_client(
            "update t set b = 'b', c = null where id = 2; update t set d = 8;");
        const std::string planted = target.covered(words);
        BOOST_TEST(
            planted.find("t.b: unknown, the pack leaves it empty, but it is not so in 1 row\n"
                         "t.c: unknown, the pack leaves it to its default, but it is not so "
                         "in 1 row\n"
                         "t.d: unknown, the pack leaves it to its default, but it is not so "
                         "in 2 rows\n"
                         "t.e: defaulted") == 0U);
        BOOST_TEST(planted.find("finding coverage:t.b\nfinding coverage:t.c\nfinding "
                                "coverage:t.d\n") != std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
