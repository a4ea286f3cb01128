// cutover.yaml as people write it, right and wrong.
#include "cutover/plan_file.h"

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/error.h"
#include "tests/cutover/planned.h"

namespace tieout::tests {
namespace {

using cutover::PlanFile;

// A copy of the pack whose cutover.yaml is `text`.
class Written {
public:
    explicit Written(const std::string& text) {
        std::string name = (std::filesystem::temp_directory_path() / "tieout-file-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        pack = rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill");
        pack.folder = name;
        std::ofstream(pack.folder / "cutover.yaml") << text;
    }
    ~Written() { std::filesystem::remove_all(pack.folder); }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;
    std::string fault() const {
        try {
            PlanFile::load(pack);
        } catch (const Error& error) {
            const std::string what = error.what();
            return what.substr(what.find("cutover.yaml"));
        }
        return "";
    }
    rules::Pack pack;
};

std::string fault(const std::string& text) {
    return Written(text).fault();
}

const std::string sql = "{inline: select 1}";

}  // namespace

BOOST_AUTO_TEST_SUITE(plan_file)

BOOST_AUTO_TEST_CASE(the_file_of_modernbill_has_all_four_parts) {
    const auto pack = rules::Pack::load(std::string(TIEOUT_SOURCE_DIR) + "/rules/modernbill");
    const PlanFile plan = PlanFile::load(pack);
    BOOST_TEST(plan.activity.size() == 6u);
    BOOST_TEST(plan.keep_clear.size() == 5u);
    BOOST_TEST(plan.blockers.size() == 3u);
    BOOST_TEST(plan.notices.languages.at("dutch") == "nl");
    for (const db::Engine engine : {db::Engine::mysql, db::Engine::postgresql, db::Engine::sqlite})
        BOOST_TEST(!cutover::sql_for(pack, plan.notices.audience, engine, "audience").empty());
}

BOOST_AUTO_TEST_CASE(a_pack_without_the_file_plans_nothing_of_its_own) {
    Written written("");
    std::filesystem::remove(written.pack.folder / "cutover.yaml");
    BOOST_TEST(PlanFile::load(written.pack).activity.empty());
    BOOST_TEST(PlanFile::load(written.pack).notices.audience.empty());
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named_with_its_place_and_the_nearest_word) {
    BOOST_TEST(fault("activities: {}\n") ==
               "cutover.yaml:1:1: found `activities`, expected activity, keep_clear, blockers or "
               "notices; did you mean `activity`?");
    BOOST_TEST(fault("activity:\n  a: {title: A, weight: 0, source: " + sql + "}\n") ==
               "cutover.yaml:2:25: found 0, expected 1 to 1000");
    BOOST_TEST(fault("keep_clear:\n  a: {title: A, by: day, source: " + sql + "}\n") ==
               "cutover.yaml:2:21: found `day`, expected days or days_of_month; did you mean "
               "`days`?");
    BOOST_TEST(
        fault("blockers:\n  a: {sentence: s, way_out: w, needs: sorce_host, source: " + sql + "}\n")
            .find("did you mean `source_host`?") != std::string::npos);
    BOOST_TEST(fault("blockers:\n  a: {sentence: s, way_out: w}\n")
                   .find("expected SQL as one of `source` and `target`") != std::string::npos);
    BOOST_TEST(fault("notices: {audience: " + sql + ", otherwise: ../x}\n")
                   .find("expected letters, digits, _ and -") != std::string::npos);
    BOOST_TEST(fault("notices: {audience: " + sql + ", announce_days: 2, remind_days: 3}\n")
                   .find(":59: the reminder goes out before the announcement") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_engine_without_sql_is_said) {
    const Written written("activity: {a: {title: A, source: {mysql: " + sql + "}}}\n");
    const auto plan = PlanFile::load(written.pack);
    BOOST_TEST(cutover::sql_for(written.pack, plan.activity[0].sql, db::Engine::mysql, "a") ==
               "select 1");
    BOOST_CHECK_EXCEPTION(
        cutover::sql_for(written.pack, plan.activity[0].sql, db::Engine::sqlite, "a"), Error,
        [](const Error& error) {
            return std::string(error.what()) == "cutover.yaml has no SQL of sqlite for a";
        });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
