// To which references all rows of a table are held, whichever source they come from.
#include "migrate/references.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "db/session.h"
#include "rules/pack.h"
#include "tests/support/scratch.h"

using namespace tieout;
using namespace tieout::migrate;
namespace fs = std::filesystem;

namespace {

// A pack of one file, migrate.yaml, into tables of a real PostgreSQL.
struct Target {
    Target() {
        std::string pattern = fs::temp_directory_path() / "tieout-references-XXXXXX";
        folder = mkdtemp(pattern.data());
        std::ofstream(folder / "pack.yaml")
            << "name: one\nversion: 1.0.0\ntitle: one\nsource: {label: old, schema: v4, recognise: "
               "[a.id]}\ntarget: {label: new, schema: v5, recognise: [child.id]}\n";
        scratch.run_client(
            "create table parent (id integer primary key);"
            "create table child (id integer primary key, parent integer references parent, other "
            "integer default 7 references parent);");
    }
    ~Target() { fs::remove_all(folder); }
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;

    // "child.parent", of plans of `child`.
    std::set<std::string> held(const std::string& plans) const {
        std::ofstream(folder / "migrate.yaml")
            << "tables:\n  parent: {from: a, key: id, columns: {id: id}}\n  child:\n"
            << plans;
        const auto session = db::Session::open(scratch.parsed());
        Plan plan = Plan::load(rules::Pack::load(folder));
        resolve_references(plan, session->catalogue());
        std::set<std::string> names;
        for (const db::HeldReference& each : held_references(plan, session->catalogue()))
            names.insert(each.table + "." + each.column + " to " + each.parent + "." +
                         each.parent_column);
        return names;
    }

    fs::path folder;
    tests::Scratch scratch{db::Engine::postgresql};
};

using Names = std::set<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(references, Target)

BOOST_AUTO_TEST_CASE(what_every_source_of_a_table_holds_to_is_held) {
    const std::string one =
        "    - {from: b, key: id, columns: {id: id, parent: p}, references: {parent: parent}}\n";
    BOOST_TEST(held(one) == Names{"child.parent to parent.id"}, boost::test_tools::per_element());
    BOOST_TEST(held(one + one).size() == 1U);
    // One that fills it with anything, and one that leaves it NULL.
    BOOST_TEST(held(one + "    - {from: c, key: id, columns: {id: id, parent: p}}\n").empty());
    BOOST_TEST(held(one + "    - {from: c, key: id, columns: {id: id}}\n").size() == 1U);
    BOOST_TEST(held(one + "    - rows: [{id: 1, parent: 5}]\n").empty());
}

BOOST_AUTO_TEST_CASE(a_column_that_the_target_fills_itself_is_not_held) {
    const std::string one =
        "    - {from: b, key: id, columns: {id: id, other: p}, references: {other: parent}}\n";
    BOOST_TEST(held(one).size() == 1U);
    BOOST_TEST(held(one + "    - {from: c, key: id, columns: {id: id}}\n").empty());
}

BOOST_AUTO_TEST_SUITE_END()
