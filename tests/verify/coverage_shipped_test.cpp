// The flagship pack's own schemas: whoever adds a table or a column to v4 or v5 says in rules.yaml
// what becomes of it, or where it comes from.
#include <boost/test/unit_test.hpp>

#include "db/session.h"
#include "tests/support/scratch.h"
#include "verify/coverage_words.h"

using namespace tieout;

namespace {

std::string unnamed(const std::string& schema,
                    const std::map<std::string, rules::Coverage>& coverage) {
    const tests::Scratch server(db::Engine::sqlite);
    server.run_client_file(TIEOUT_SOURCE_DIR "/rules/modernbill/" + schema + "/sqlite.sql");
    const auto session = db::Session::open(server.parsed());
    const verify::CoverageWords words(coverage);
    std::string names;
    for (const db::Table& table : session->catalogue().tables)
        for (const db::TableColumn& column : table.columns)
            if (words.find(table.name, column.name) == nullptr)
                names += table.name + "." + column.name + "\n";
    return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(coverage_shipped)

BOOST_AUTO_TEST_CASE(rules_yaml_says_what_becomes_of_every_column_of_v4) {
    const auto pack = rules::Pack::load(TIEOUT_SOURCE_DIR "/rules/modernbill");
    BOOST_TEST(unnamed("v4", pack.coverage) == "");
}

BOOST_AUTO_TEST_CASE(rules_yaml_says_where_every_column_of_v5_comes_from) {
    const auto pack = rules::Pack::load(TIEOUT_SOURCE_DIR "/rules/modernbill");
    BOOST_TEST(unnamed("v5", pack.target_coverage) == "");
}

BOOST_AUTO_TEST_SUITE_END()
