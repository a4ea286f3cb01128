// What a target received, on each engine: the CSV by hand, the SQL by running it on a twin.
#include "cutover/received.h"

#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "cutover/content.h"
#include "tests/support/scratch.h"
#include "tests/support/temporary_folder.h"

namespace tieout::cutover::tests {
namespace {

using db::Engine;
using tieout::tests::Scratch;

const std::vector<int> engines{static_cast<int>(Engine::mysql),
                               static_cast<int>(Engine::postgresql),
                               static_cast<int>(Engine::sqlite)};

// The child comes first by name, so that the order of statements is no accident.
std::string tables(Engine engine) {
    const bool sqlite = engine == Engine::sqlite;
    const std::string bytes = engine == Engine::postgresql ? "bytea" : "blob";
    const std::string money = sqlite ? "decimal_text(9,2)" : "decimal(9,2)";
    const std::string at = sqlite                    ? "instant_text"
                           : engine == Engine::mysql ? "timestamp(6) null"
                                                     : "timestamptz";
    return "create table z_parent (id integer primary key, name varchar(80), paid " + money +
           ", raw " + bytes + ", at " + at + ");\n" +
           "create table a_child (parent integer not null references z_parent (id), line integer "
           "not null, note varchar(40), primary key (parent, line));\n" +
           "create table loose (word varchar(20));\n";
}

std::string rows() {
    return "insert into z_parent (id, name, paid) values (1, 'one', 1.50), (2, 'two', null), (3, "
           "'three', 3);\n"
           "insert into a_child values (1, 1, 'a'), (3, 1, 'b'), (3, 2, null);\n"
           "insert into loose values ('x'), ('x'), (null);\n";
}

std::string received_meanwhile(Engine engine) {
    const std::string bytes = engine == Engine::postgresql ? "'\\x00ff27'" : "x'00ff27'";
    const std::string at = engine == Engine::mysql ? "'2026-12-05 03:00:00.250000'"
                                                   : "'2026-12-05 03:00:00.250000+00'";
    return (engine == Engine::mysql ? "set time_zone = '+00:00';\n" : "") +
           std::string(
               "delete from a_child where parent = 3;\ndelete from z_parent where id = 3;\n"
               "insert into z_parent values (4, '=1+1, it''s', -2.25, ") +
           bytes + ", " + at +
           ");\n"
           "insert into a_child values (4, 1, 'new');\n"
           "update a_child set note = null where parent = 1;\n"
           "delete from loose where word is null;\ninsert into loose values ('x'), ('y');\n";
}

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string sorted_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line + "\n");
    std::sort(lines.begin(), lines.end());
    std::string all;
    for (const std::string& line : lines)
        all += line;
    return all;
}

std::vector<TableContent> holds(const Scratch& database) {
    return content_of(*db::Session::open(database.parsed()), nullptr, {}).tables;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(received)

BOOST_DATA_TEST_CASE(what_came_is_told_and_its_sql_makes_the_same_of_a_twin, engines, number) {
    const Engine engine = static_cast<Engine>(number);
    const Scratch target(engine), twin(engine);
    for (const Scratch* one : {&target, &twin})
        one->run_client(tables(engine) + rows());
    const tieout::tests::TemporaryFolder folder;
    const auto marks = folder.path() / "marks.db", into = folder.path() / "received";
    const auto session = [&] { return db::Session::open(target.parsed()); };
    BOOST_TEST(write_marks(*session(), marks, nullptr, {}) == 9U);
    BOOST_TEST(write_received(*session(), marks, into, nullptr).empty());
    BOOST_TEST(!std::filesystem::exists(into / "loose.csv"));

    target.run_client(received_meanwhile(engine));
    const auto received = write_received(*session(), marks, into, nullptr);
    BOOST_TEST_REQUIRE(received.size() == 3U);
    const auto is = [&](const char* table, std::uint64_t in, std::uint64_t up, std::uint64_t del) {
        const auto found = std::find_if(received.begin(), received.end(),
                                        [&](const Received& one) { return one.table == table; });
        BOOST_TEST_REQUIRE((found != received.end()), table);
        BOOST_TEST(found->inserted == in, table);
        BOOST_TEST(found->updated == up, table);
        BOOST_TEST(found->deleted == del, table);
    };
    is("z_parent", 1, 0, 1);
    is("a_child", 1, 1, 2);
    is("loose", 2, 0, 1);
    // An engine hands out its rows as it likes.
    BOOST_TEST(sorted_lines(read(into / "a_child.csv")) ==
               "deleted,3,1,\r\ndeleted,3,2,\r\ninserted,4,1,new\r\nupdated,1,1,\r\n"
               "what,parent,line,note\r\n");
    BOOST_TEST(read(into / "z_parent.csv").find("inserted,4,\"'=1+1, it's\",-2.25,") !=
               std::string::npos);
    twin.run_client_file((into / "received.sql").string());
    BOOST_TEST((holds(twin) == holds(target)));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(content)

BOOST_DATA_TEST_CASE(a_cell_a_row_and_a_table_that_changed_are_seen, engines, number) {
    const Engine engine = static_cast<Engine>(number);
    const Scratch database(engine);
    database.run_client(tables(engine) + rows());
    const auto now = [&] { return content_of(*db::Session::open(database.parsed()), nullptr, {}); };
    const Content before = now();
    BOOST_TEST(changes_of_content(before, now()).empty());
    BOOST_TEST((content_from_json(to_json(before)).tables == before.tables));
    const auto changed_by = [&](const char* sql) {
        database.run_client(sql);
        const auto changes = changes_of_content(before, now());
        return changes.empty() ? std::string() : changes.front();
    };
    BOOST_TEST(changed_by("update loose set word = '' where word is null") ==
               "table loose has as many rows as before, and others");
    BOOST_TEST(changed_by("update loose set word = null where word = ''") == "");
    BOOST_TEST(changed_by("insert into loose values ('x')") == "table loose has 4 rows, had 3");
    BOOST_TEST(changed_by("drop table loose; create table new_one (a integer)") ==
               "table loose is gone");
    BOOST_TEST(changes_of_content(before, now()).back() == "table new_one is new");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::cutover::tests
