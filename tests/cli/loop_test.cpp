// Cycle after cycle: what the ledger remembers of each finding, and what the commands tell of it.
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/demo.h"
#include "tests/cli/place.h"

using namespace tieout::tests;

namespace {

// The demo's three cycles (many errors, fewer, none), and then a fourth in which two clients share
// a log-in again: two errors, the rule that is broken and the log-in that could not arrive.
class Loop {
public:
    Loop() {
        put_demo(place_);
        const Outcome broken =
            run({{"sqlite3", (place_.folder() / "demo/v4.db").string(),
                  "update client_info set client_email = 'both@example.org' where client_id in "
                  "(88, 100)"}});
        BOOST_TEST_REQUIRE(broken.exit == 0);
        const Outcome fourth =
            place_.tieout({"cycle", "sqlite:demo/v4.db", "sqlite:demo/v5.db", "--pack", "demo/pack",
                           "--zone", "America/New_York", "--state", "demo/.tieout", "-q"});
        BOOST_TEST(fourth.exit == 1);
        said_ = fourth.out;
    }
    Outcome ask(std::vector<std::string> words) const {
        words.insert(words.end(), {"--state", "demo/.tieout"});
        return place_.tieout(words);
    }
    const std::string& said() const { return said_; }
    std::string file(const std::string& name) const { return place_.read("demo/.tieout/" + name); }

private:
    Place place_;
    std::string said_;
};

const Loop& loop() {
    static const Loop made;
    return made;
}

// As the cycle's own report has them.
std::string errors_in_report(int cycle) {
    const auto record =
        nlohmann::json::parse(loop().file("cycles/000" + std::to_string(cycle) + "/report.json"));
    std::size_t errors = 0;
    for (const auto& finding : record["findings"])
        if (finding["severity"] == "error") ++errors;
    return std::to_string(errors);
}

// The demo's email finding: by its rule, as the last cycle tells it.
std::string id_of_email() {
    const auto record = nlohmann::json::parse(loop().file("cycles/0004/report.json"));
    for (const auto& finding : record["findings"])
        if (finding["title"] == "email must be unique in app_user") return finding["id"];
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(loop_of_cycles)

BOOST_AUTO_TEST_CASE(what_comes_back_is_told_as_regressed_everywhere) {
    BOOST_TEST(has(loop().said(), "Beside the cycle before: 2 regressed."));
    const auto record = nlohmann::json::parse(loop().file("cycles/0004/report.json"));
    std::size_t regressed = 0;
    for (const auto& life : record["lives"]) {
        if (life["state"] != "regressed") continue;
        ++regressed;
        BOOST_TEST(life["first_seen"] == 1);
        BOOST_TEST(life["last_seen"] == 4);
        BOOST_TEST(life["cycles"] == 2);
    }
    BOOST_TEST(regressed == 2U);  // the rule, and the log-in that could not arrive
    BOOST_TEST(has(loop().file("cycles/0004/report.html"), "had been resolved and is back"));
    BOOST_TEST(has(loop().file("index.html"), "state bad\">2</td>"));
}

BOOST_AUTO_TEST_CASE(a_report_names_what_was_resolved_since_the_cycle_before) {
    const std::string page = loop().file("cycles/0002/report.html");
    BOOST_TEST(has(page, "Found by earlier cycles, and not by this one"));
    BOOST_TEST(has(page, "email must be unique in app_user"));
    BOOST_TEST(!has(loop().file("cycles/0001/report.html"), "Found by earlier cycles"));
}

BOOST_AUTO_TEST_CASE(history_lists_each_cycle_with_what_became_of_its_findings) {
    const auto json = nlohmann::json::parse(loop().ask({"history", "--json"}).out);
    BOOST_TEST_REQUIRE(json["cycles"].size() == 4U);
    const auto figures = [&](std::size_t cycle) {
        const auto& line = json["cycles"][cycle];
        std::string text = line["verdict"];
        for (const char* name : {"errors", "new", "regressed"})
            text += " " + line[name].dump();
        return text;
    };
    const std::string first = errors_in_report(1), second = errors_in_report(2);
    BOOST_TEST(std::stoi(first) > std::stoi(second));
    BOOST_TEST(figures(0) == "broken " + first + " " + first + " 0");
    BOOST_TEST(figures(1) == "broken " + second + " 0 0");
    BOOST_TEST(figures(2) == "holds 0 0 0");
    BOOST_TEST(json["cycles"][2]["standing"] == 0);  // all of the second cycle's are resolved
    BOOST_TEST(figures(3) == "broken 2 0 2");
    BOOST_TEST(json["cycles"][0]["money"].is_string());
    BOOST_TEST(json["cycles"][2]["money"].is_null());
    const Outcome table = loop().ask({"history"});
    BOOST_TEST(table.exit == 0);
    BOOST_TEST(lines_of(table.out) == 6U);
    BOOST_TEST(has(table.out, "errors, cycle by cycle: █▆·▂\n"));
}

BOOST_AUTO_TEST_CASE(diff_is_1_where_the_later_cycle_has_what_the_earlier_had_not) {
    const Outcome better = loop().ask({"diff", "1", "2"});
    BOOST_TEST(better.exit == 0);
    BOOST_TEST(has(better.out, "gone    error   email must be unique in app_user: 2 → 0 rows"));
    const Outcome worse = loop().ask({"diff", "3", "4"});
    BOOST_TEST(worse.exit == 1);
    BOOST_TEST(has(worse.out, "new     error   email must be unique in app_user: 0 → 2 rows"));
    const auto json = nlohmann::json::parse(loop().ask({"diff", "1", "4", "--json"}).out);
    for (const auto& change : json["changes"])  // the same two clients as in the first cycle
        BOOST_TEST(change["title"] != "email must be unique in app_user");
    BOOST_TEST(loop().ask({"diff", "1", "1"}).exit == 0);
}

BOOST_AUTO_TEST_CASE(a_cycle_that_is_not_there_is_wrong_usage) {
    const Outcome none = loop().ask({"diff", "1", "9"});
    BOOST_TEST(none.exit == 2);
    BOOST_TEST(has(none.err, "no cycle 9 has ended; `tieout history` lists those that have"));
    const Place empty;
    BOOST_TEST(empty.tieout({"history"}).exit == 2);
    BOOST_TEST(has(empty.tieout({"history"}).err, "no cycle has run in"));
}

BOOST_AUTO_TEST_CASE(only_who_asks_for_it_loses_records_and_never_what_became_of_findings) {
    const Loop mine;
    const std::string before = mine.ask({"history", "--json"}).out;
    const std::string worse = mine.ask({"diff", "1", "4"}).out;
    BOOST_TEST(mine.ask({"history", "--prune-before", "5"}).exit == 2);
    BOOST_TEST(mine.ask({"history", "--prune-before", "0"}).exit == 2);
    BOOST_TEST(mine.ask({"history", "--json"}).out == before);
    const Outcome pruned = mine.ask({"history", "--prune-before", "3"});
    BOOST_TEST(pruned.exit == 0, pruned.err);
    BOOST_TEST(has(pruned.out, "records and reports of 2 cycles before cycle 3 are gone"));
    BOOST_TEST(mine.ask({"history", "--json"}).out == before);
    BOOST_TEST(mine.ask({"diff", "1", "4"}).out == worse);
    BOOST_TEST(mine.file("cycles/0002/report.json") == "");
    BOOST_TEST(mine.file("cycles/0003/report.json") != "");
    const Outcome gone = mine.ask({"report", "--cycle", "2", "--into", "again"});
    BOOST_TEST(gone.exit == 2);
    BOOST_TEST(has(gone.err, "or its record is pruned"));
    BOOST_TEST(nlohmann::json::parse(
                   mine.ask({"history", "--prune-before", "4", "--json"}).out)["pruned"] ==
               nlohmann::json::array({3}));
    BOOST_TEST(mine.ask({"gate"}).exit == 1);  // the fourth cycle's, as before
}

BOOST_AUTO_TEST_CASE(explain_shows_both_sides_and_masks_people) {
    const std::string id = id_of_email();
    const Outcome masked = loop().ask({"explain", id});
    BOOST_TEST(masked.exit == 0);
    BOOST_TEST(has(masked.out, "had been resolved and is back: first seen in cycle 1"));
    BOOST_TEST(has(masked.out, "client_id = 88 ("));
    BOOST_TEST(has(masked.out, "client_id = 100 ("));
    BOOST_TEST(has(masked.out, "To fix in ModernBill v4"));
    BOOST_TEST(!has(masked.out, "example.org"));
    BOOST_TEST(has(loop().ask({"explain", id, "--reveal"}).out, "example.org"));
    BOOST_TEST(has(loop().ask({"explain", id, "--cycle", "1"}).out, "new in this cycle"));
}

BOOST_AUTO_TEST_CASE(explain_takes_the_id_of_a_row_too) {
    const auto json = nlohmann::json::parse(loop().ask({"explain", id_of_email(), "--json"}).out);
    BOOST_TEST(json["cycle"] == 4);
    BOOST_TEST(json["life"]["state"] == "regressed");
    const std::string row = json["finding"]["samples"][0]["id"];
    const Outcome one = loop().ask({"explain", row});
    BOOST_TEST(one.exit == 0);
    BOOST_TEST(has(one.out, "(" + row + ")"));
    BOOST_TEST(has(one.out, "client_id = 88 ("));
    BOOST_TEST(!has(one.out, "client_id = 100 ("));
    const Outcome none = loop().ask({"explain", "0123456789ab"});
    BOOST_TEST(none.exit == 2);
    BOOST_TEST(has(none.err, "no finding `0123456789ab`"));
}

BOOST_AUTO_TEST_SUITE_END()
