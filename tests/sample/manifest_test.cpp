#include "sample/manifest.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace tieout::sample;

BOOST_AUTO_TEST_SUITE(manifest)

BOOST_AUTO_TEST_CASE(its_json_names_problem_table_key_and_origin) {
    Manifest manifest;
    manifest.seed = 7;
    manifest.planted.push_back({18,
                                "the e-mail address of another client",
                                {"client_info", "12"},
                                "source",
                                false,
                                "",
                                {{"client_info", "3"}}});
    manifest.not_plantable.push_back({91, "postgresql", "its text holds no NUL"});
    const auto json = nlohmann::json::parse(manifest.to_json());
    BOOST_TEST(json["schema"] == 1);
    BOOST_TEST(json["seed"] == 7);
    BOOST_TEST(
        json["planted"][0].dump() ==
        R"({"also":[{"key":"3","table":"client_info"}],"key":"12","note":"","origin":"source","problem":18,)"
        R"("table":"client_info","title":"the e-mail address of another client","tolerated":false})");
    BOOST_TEST(json["not_plantable"][0].dump() ==
               R"({"engine":"postgresql","problem":91,"why":"its text holds no NUL"})");
}

BOOST_AUTO_TEST_SUITE_END()
