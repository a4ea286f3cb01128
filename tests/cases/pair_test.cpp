// Databases that cases are given: made once, cloned for each, and a clone is nobody else's.
#include "tests/cases/pair.h"

#include <boost/test/unit_test.hpp>

#include "tests/cases/runner.h"

namespace tieout::tests {
namespace {

const std::string folder = TIEOUT_SOURCE_DIR "/tests/cases/planted";

// Throws where the shop has not so many clients, or has lost a letter: a key would be there twice.
void shop_must_hold(const Scratch& shop, int clients) {
    const std::string wanted = std::to_string(clients);
    shop.run_client(
        "create table counted (n integer primary key);\n"
        "insert into counted values (" +
        wanted +
        ");\n"
        "insert into counted select " +
        wanted +
        " from client_info\n"
        " where client_id = 3 and client_lname <> 'Gauß';\n"
        "insert into counted select n from counted where (select count(*) from client_info) <> " +
        wanted +
        ";\n"
        "drop table counted;\n");
}

void a_clone_is_whole_and_apart(db::Engine engine) {
    const Given given{Given::What::source, "shop.sql", 0, 0};
    const Engines engines{engine, db::Engine::sqlite};
    const Pair first = prepare(given, engines, folder, true);
    first.source->run_client("delete from client_info where client_id = 6;");
    shop_must_hold(*first.source, 5);
    const Pair second = prepare(given, engines, folder, true);
    shop_must_hold(*second.source, 6);
    BOOST_CHECK_THROW(shop_must_hold(*second.source, 5), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_clone_in_mysql_is_whole_and_apart) {
    a_clone_is_whole_and_apart(db::Engine::mysql);
}

BOOST_AUTO_TEST_CASE(a_clone_in_postgresql_is_whole_and_apart) {
    a_clone_is_whole_and_apart(db::Engine::postgresql);
}

BOOST_AUTO_TEST_CASE(a_clone_in_sqlite_is_whole_and_apart) {
    a_clone_is_whole_and_apart(db::Engine::sqlite);
}

// The runner itself, on commands that are not ours.
std::vector<std::string> run_text(const std::string& steps) {
    const std::string text = "# s\ngiven nothing\non sqlite -> sqlite\n" + steps;
    return run_case(parse_case("x.case", text), {db::Engine::sqlite, db::Engine::sqlite}, folder);
}

BOOST_AUTO_TEST_CASE(what_a_command_prints_and_its_exit_code_are_held_against_the_case) {
    BOOST_TEST(
        run_text(
            "file a.txt\n    hello\nrun cat a.txt\nexpect exit 0\nexpect stdout has \"hello\"\n")
            .empty());
    const auto unmet = run_text("run cat a.txt\nexpect exit 0\nexpect stdout has \"hello\"\n");
    BOOST_REQUIRE(unmet.size() == 3u);
    BOOST_TEST(unmet[0] == "x.case:5: exit 1, not 0");
    BOOST_TEST(unmet[1] == "x.case:6: nowhere printed: hello");
}

BOOST_AUTO_TEST_CASE(findings_are_read_from_what_was_printed) {
    const std::string report =
        "file r.json\n    {\"verdict\": \"holds\", \"ties\": [], \"findings\": []}\nrun cat "
        "r.json\n";
    BOOST_TEST(run_text(report + "expect verdict holds\nexpect no finding\n").empty());
    BOOST_TEST(run_text(report + "expect finding extra invoice\n").size() == 2u);
    BOOST_TEST(run_text("run echo nothing\nexpect no finding\n").size() == 2u);
}

}  // namespace
}  // namespace tieout::tests
