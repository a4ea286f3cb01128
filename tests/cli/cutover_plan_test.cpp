// tieout cutover plan from the shell: exit codes, what is printed, the folder that it leaves. The
// clock is libfaketime's.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/cli/place.h"

using namespace tieout::tests;
using tieout::db::Engine;

namespace {

namespace fs = std::filesystem;

// A v4 that was rehearsed once, a fortnight after its last event, and whose integrations were
// asked.
class Rehearsed {
public:
    Rehearsed() {
        project("");
        const Outcome cycle = on({"cycle", "--create", "-q"});
        BOOST_TEST_REQUIRE(cycle.exit == 0, cycle.out << cycle.err);
        const Outcome asked = on({"check", "--integrations"});
        BOOST_TEST_REQUIRE(asked.exit == 0, asked.out << asked.err);
    }
    void project(const std::string& more) const {
        place_.write("tieout.yaml",
                     "time_zone: America/New_York\nparameters: {source_host: old.example}\n" +
                         more + "profiles:\n  rehearsal: {source: '" + v4().url() +
                         "', target: 'sqlite:v5.db'}\n");
    }
    Outcome on(std::vector<std::string> words) const {
        Command command = place_.command("tieout", std::move(words));
        command.words.insert(command.words.begin(), {"faketime", "-f", "2005-06-20 09:00:00"});
        command.with["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        command.with["TZ"] = "UTC";
        return run(command);
    }
    Outcome plan(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"cutover", "plan", "-q"});
        return on(more);
    }
    std::string file(const std::string& name) const {
        return place_.read(".tieout/cutover/plan/" + name);
    }
    fs::path folder() const { return place_.folder(); }
    static const Scratch& v4() { return clean_v4(Engine::sqlite); }

private:
    Place place_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(cutover_plan)

BOOST_AUTO_TEST_CASE(a_plan_with_nothing_in_its_way_is_0_and_twice_the_same) {
    const Rehearsed rehearsed;
    const Outcome first = rehearsed.plan();
    BOOST_TEST(first.exit == 0, first.out << first.err);
    BOOST_TEST(first.err == "");
    BOOST_TEST(has(first.out, "Nothing is in the way."));
    BOOST_TEST(has(first.out, "the quarter ended on 2005-06-30"), first.out);
    const std::string calendar = rehearsed.file("plan.ics"),
                      sheet = rehearsed.file("period_end.md");
    const std::string json = rehearsed.plan({"--json"}).out;
    BOOST_TEST(rehearsed.plan({"--json"}).out == json);
    BOOST_TEST(rehearsed.file("plan.ics") == calendar);
    BOOST_TEST(rehearsed.file("period_end.md") == sheet);
    BOOST_TEST(has(calendar, "DTSTAMP:20050620T090000Z\r\n"));
    BOOST_TEST(nlohmann::json::parse(json)["verdict"] == "ready");
    const auto rights = fs::status(rehearsed.folder() / ".tieout").permissions();
    BOOST_TEST(((rights & fs::perms::others_all) == fs::perms::none));
}

BOOST_AUTO_TEST_CASE(a_blocker_is_1_and_what_is_not_known_is_3) {
    const Rehearsed rehearsed;
    BOOST_TEST(rehearsed.plan({"--set", "source_host=none"}).exit == 3);
    const Outcome final_one = rehearsed.plan({"--profile", "rehearsal", "--state", "elsewhere"});
    BOOST_TEST(final_one.exit == 1);
    BOOST_TEST(has(final_one.out, "NO gate"));
    BOOST_TEST(has(final_one.out, "→ rehearse with `tieout cycle` until the gate opens"));
    BOOST_TEST(fs::exists(rehearsed.folder() / "elsewhere/cutover/plan/plan.html"));
}

BOOST_AUTO_TEST_CASE(a_source_that_cannot_be_read_is_3_and_writes_no_plan) {
    const Place place;
    const Outcome none =
        place.tieout({"cutover", "plan", "mysql://nobody@127.0.0.1:1/none", "sqlite:v5.db", "-q"});
    BOOST_TEST(none.exit == 3);
    BOOST_TEST(lines_of(none.err) == 1u);
    BOOST_TEST(!fs::exists(place.folder() / ".tieout/cutover"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_planned_is_2_and_says_why) {
    const Rehearsed rehearsed;
    const auto refused = [&](std::vector<std::string> words, std::string_view sentence) {
        const Outcome outcome = rehearsed.plan(std::move(words));
        BOOST_TEST(outcome.exit == 2, outcome.out);
        BOOST_TEST(has(outcome.err, sentence), outcome.err);
        BOOST_TEST(lines_of(outcome.err) == 1u);
    };
    refused({"--window", "2006-04-02 02:30"},
            "2006-04-02 02:30 does not exist in America/New_York");
    refused({"--window", "2005-06-19 02:30"}, "has passed");
    refused({"--downtime", "long"}, "expected a minute or more, as 90min or 2h");
    refused({"--zone", "America/New_Yrok"}, "America/New_Yrok");
    refused({"--margin", "0.5"}, "--margin");
}

BOOST_AUTO_TEST_CASE(a_window_and_a_downtime_of_ones_own_are_planned) {
    const Rehearsed rehearsed;
    const Outcome outcome = rehearsed.plan({"--window", "2005-07-02 23:00", "--downtime", "2h"});
    BOOST_TEST(has(outcome.out, "Sat 2005-07-02 23:00 to Sun 2005-07-03 01:00"), outcome.out);
    BOOST_TEST(
        has(rehearsed.file("plan.ics"), "DTSTART:20050703T030000Z\r\nDTEND:20050703T050000Z"));
    BOOST_TEST(has(rehearsed.file("notices/en/begin.md"), "Until 2005-07-03 01:00"));
}

BOOST_AUTO_TEST_CASE(texts_of_ones_own_are_taken) {
    const Rehearsed rehearsed;
    fs::create_directories(rehearsed.folder() / "texts/en");
    std::ofstream(rehearsed.folder() / "texts/en/begin.md") << "Dear {{name}}, until {{ends}}.";
    BOOST_TEST(rehearsed.plan({"--notices", "texts"}).exit == 0);
    BOOST_TEST(has(rehearsed.file("notices/en/begin.md"), "Dear {{name}}, until 2005-"));
    std::ofstream(rehearsed.folder() / "texts/en/begin.md") << "Until {{end}}.";
    const Outcome misspelt = rehearsed.plan({"--notices", "texts"});
    BOOST_TEST(misspelt.exit == 2);
    BOOST_TEST(has(misspelt.err, "texts/en/begin.md:1:7: found `{{end}}`"), misspelt.err);
}

BOOST_AUTO_TEST_SUITE_END()
