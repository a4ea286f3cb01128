#include "tests/support/scratch.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

using tieout::db::Engine;
using tieout::tests::Scratch;

namespace tieout::db {
// For the names of the cases.
static std::ostream& operator<<(std::ostream& out, Engine engine) {
    return out << name(engine);
}
}  // namespace tieout::db

BOOST_AUTO_TEST_SUITE(scratch)

const auto engines =
    boost::unit_test::data::make({Engine::mysql, Engine::postgresql, Engine::sqlite});

BOOST_DATA_TEST_CASE(two_scratch_databases_know_nothing_of_each_other, engines, engine) {
    const Scratch one(engine), other(engine);
    BOOST_TEST(one.url() != other.url());
    one.run_client("create table t(i int); insert into t values (1);");
    other.run_client("create table t(i int);");
    one.run_client("insert into t select i + 1 from t;");
    BOOST_CHECK_THROW(other.run_client("select * from missing;"), std::runtime_error);
}

BOOST_DATA_TEST_CASE(a_client_that_fails_is_quoted_in_the_error, engines, engine) {
    const Scratch scratch(engine);
    try {
        scratch.run_client("select 1;\nselect * from missing_table;");
        BOOST_FAIL("the client did not fail");
    } catch (const std::runtime_error& error) {
        BOOST_TEST(std::string(error.what()).find("missing_table") != std::string::npos);
    }
}

BOOST_DATA_TEST_CASE(a_file_is_run_with_its_bytes_as_they_are, engines, engine) {
    const Scratch scratch(engine);
    const std::string file = (std::filesystem::temp_directory_path() /
                              ("tieout-" + std::to_string(std::rand()) + ".sql"));
    const char* const length = engine == Engine::sqlite ? "length" : "char_length";
    std::ofstream(file) << "create table t(s varchar(20), check (" << length << "(s) = 4));\n"
                        << "insert into t values ('caf\xC3\xA9');\n";
    scratch.run_client_file(file);
    std::filesystem::remove(file);
    BOOST_CHECK_THROW(scratch.run_client("insert into t values ('cafes');"), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()
