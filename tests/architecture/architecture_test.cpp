// Independence is a principle of the whole: these tests hold every #include and every link against
// it.
#include <boost/test/unit_test.hpp>

#include "tests/architecture/includes.h"

namespace tieout::tests {
namespace {

using Sentences = std::vector<std::string>;

const Tree& ours() {
    static const Tree tree = read_tree(TIEOUT_SOURCE_DIR);
    return tree;
}

std::string lines(const Sentences& sentences) {
    std::string text;
    for (const auto& sentence : sentences)
        text += "\n  " + sentence;
    return text;
}

BOOST_AUTO_TEST_CASE(no_include_goes_where_the_table_forbids) {
    const auto edges = includes(ours());
    BOOST_TEST(edges.size() > 20);  // the tree was read
    const auto faults = forbidden(edges);
    BOOST_TEST(faults.empty(), lines(faults));
}

BOOST_AUTO_TEST_CASE(no_link_goes_where_the_table_forbids) {
    const auto edges = links(ours());
    BOOST_TEST(edges.size() > 10);
    const auto faults = forbidden(edges);
    BOOST_TEST(faults.empty(), lines(faults));
}

BOOST_AUTO_TEST_CASE(migrate_yaml_is_read_by_the_migrator_only) {
    for (const auto* folder : {"verify", "reports"}) {
        const auto at = names_file(ours(), folder, "migrate.yaml");
        BOOST_TEST(at.empty(), lines(at));
    }
}

BOOST_AUTO_TEST_CASE(verify_yaml_is_read_by_the_verifier_only) {
    const auto at = names_file(ours(), "migrate", "verify.yaml");
    BOOST_TEST(at.empty(), lines(at));
}

// ---- the checks themselves: a planted fault, and its clean twin ----

BOOST_AUTO_TEST_CASE(a_migrator_that_includes_the_verifier_is_found) {
    const Tree tree = {
        {"migrate/load.cpp", "#include <string>\n#include \"verify/canonical.h\"\n"}};
    BOOST_TEST(forbidden(includes(tree)) ==
               Sentences{"migrate/load.cpp:2: migrate/ may not use verify/"});
}

BOOST_AUTO_TEST_CASE(a_migrator_that_includes_what_it_may_is_not_reported) {
    const Tree tree = {{"migrate/load.cpp",
                        "#include <string>\n#include \"migrate/model.h\"\n"
                        "#include \"db/write/writer.h\"\n#include \"db/session.h\"\n"}};
    BOOST_TEST(forbidden(includes(tree)) == Sentences{});
}

BOOST_AUTO_TEST_CASE(a_verifier_that_includes_the_code_that_writes_is_found) {
    const Tree tree = {{"verify/tie.h", "  #  include \"db/write/writer.h\"\n"},
                       {"verify/tie.cpp", "#include \"db/session.h\"\n"}};
    BOOST_TEST(forbidden(includes(tree)) ==
               Sentences{"verify/tie.h:1: verify/ may not use db/write/"});
}

BOOST_AUTO_TEST_CASE(a_forecast_of_one_side_that_includes_the_other_side_is_found_both_ways) {
    const Tree tree = {
        {"verify/forecast/source/a.cpp", "#include \"verify/forecast/target/target.h\"\n"},
        {"verify/forecast/target/a.cpp", "#include \"verify/forecast/source/source.h\"\n"},
        {"verify/forecast/target/b.cpp", "#include \"verify/forecast/compare.h\"\n"}};
    BOOST_TEST(forbidden(includes(tree)) ==
               (Sentences{"verify/forecast/source/a.cpp:1: verify/forecast/source/ may not use "
                          "verify/forecast/target/",
                          "verify/forecast/target/a.cpp:1: verify/forecast/target/ may not use "
                          "verify/forecast/source/",
                          "verify/forecast/target/b.cpp:1: verify/forecast/target/ may not use "
                          "verify/forecast/"}));
}

BOOST_AUTO_TEST_CASE(a_forecast_that_answers_in_the_common_words_is_not_reported) {
    const Tree tree = {{"verify/forecast/target/a.cpp",
                        "#include \"verify/forecast/projection.h\"\n#include "
                        "\"verify/forecast/plan.h\"\n#include \"base/decimal.h\"\n"},
                       {"verify/forecast/compare.cpp",
                        "#include \"verify/forecast/source/source.h\"\n#include "
                        "\"verify/forecast/target/target.h\"\n"}};
    BOOST_TEST(forbidden(includes(tree)) == Sentences{});
}

BOOST_AUTO_TEST_CASE(a_forecast_that_links_the_other_side_is_found) {
    const Tree tree = {{"CMakeLists.txt",
                        "tieout_folder(forecast_target FOLDER verify/forecast/target USES "
                        "forecast_source rules)\n"}};
    BOOST_TEST(forbidden(links(tree)) ==
               Sentences{"CMakeLists.txt:1: verify/forecast/target/ may not use "
                         "verify/forecast/source/"});
}

BOOST_AUTO_TEST_CASE(an_include_by_its_bare_name_is_found) {
    const Tree tree = {{"rules/pack.cpp", "#include \"pack.h\"\n"}};
    BOOST_TEST(forbidden(includes(tree)) ==
               Sentences{"rules/pack.cpp:1: an include of ours goes by path from the root"});
}

BOOST_AUTO_TEST_CASE(a_link_from_reports_to_db_is_found_on_its_line) {
    const Tree tree = {{"CMakeLists.txt",
                        "tieout_folder(base LIBS fmt::fmt)\n"
                        "tieout_folder(reports USES rules\n    base db LIBS fmt::fmt)\n"}};
    BOOST_TEST(forbidden(links(tree)) == Sentences{"CMakeLists.txt:2: reports/ may not use db/"});
}

BOOST_AUTO_TEST_CASE(links_that_the_table_allows_are_not_reported) {
    const Tree tree = {{"CMakeLists.txt",
                        "tieout_folder(db_write FOLDER db/write USES db base LIBS fmt::fmt)\n"
                        "tieout_folder(migrate USES rules db db_write base)\n"}};
    BOOST_TEST(links(tree).size() == 6u);
    BOOST_TEST(forbidden(links(tree)) == Sentences{});
}

BOOST_AUTO_TEST_CASE(a_folder_that_nobody_knows_is_found) {
    const Tree tree = {{"CMakeLists.txt", "tieout_folder(helpers USES base)\n"}};
    BOOST_TEST(forbidden(links(tree)) ==
               Sentences{"CMakeLists.txt:1: helpers/ is no folder that the table knows"});
}

BOOST_AUTO_TEST_CASE(a_file_named_in_a_comment_is_not_read_and_one_in_code_is) {
    const Tree tree = {{"verify/model.h", "// never migrate.yaml\n"},
                       {"verify/model.cpp", "int a;\nauto f = \"migrate.yaml\";  // why\n"}};
    BOOST_TEST(names_file(tree, "verify", "migrate.yaml") == Sentences{"verify/model.cpp:2"});
    BOOST_TEST(names_file(tree, "migrate", "migrate.yaml") == Sentences{});
}

}  // namespace
}  // namespace tieout::tests
