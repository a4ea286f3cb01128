// Waivers, cycle after cycle: what they cover counts no more, until a day and up to a limit.
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/demo.h"
#include "tests/cli/place.h"

using namespace tieout::tests;

namespace {

// The demo's hurried engineer once more: his prices of the catalogue against the right ones, which
// the demo's last cycle had proved. SQLite itself says how far they are apart.
class Waiving {
public:
    Waiving() {
        put_demo(place_);
        // As the demo's hurried engineer left it.
        std::string migrate = place_.read("demo/pack/migrate.yaml");
        const std::string right =
            "php_number, {times: {column: cycle, map: months_charged, otherwise: 1}}, {round: 2}";
        const std::size_t at = migrate.find(right, migrate.find("column: price_part, convert: ["));
        BOOST_TEST_REQUIRE(at != std::string::npos);
        place_.write("demo/pack/migrate.yaml",
                     migrate.replace(at, right.size(), "php_number, {round: 2}"));
        const std::filesystem::path demo = place_.folder() / "demo";
        std::filesystem::copy_file(demo / "v5.db", demo / "right.db");
        BOOST_TEST_REQUIRE(cycle().exit == 1);
        const auto first = record();
        for (const auto& finding : first["findings"])
            if (finding["severity"] == "error") ids_.push_back(finding["id"]);
    }

    Outcome ask(std::vector<std::string> words) const {
        words.insert(words.end(), {"--state", "demo/.tieout"});
        return place_.tieout(words);
    }
    Outcome cycle() {
        ++number_;
        return ask({"cycle", "sqlite:demo/v4.db", "sqlite:demo/v5.db", "--pack", "demo/pack",
                    "--zone", "America/New_York", "-q"});
    }
    nlohmann::json record() const {
        return nlohmann::json::parse(
            place_.read("demo/.tieout/cycles/000" + std::to_string(number_) + "/report.json"));
    }
    void waive_all(const std::string& until, const std::vector<std::string>& more = {}) const {
        for (const std::string& id : ids_) {
            std::vector<std::string> words{"waive", id,           "--who",   "Ada \"A.\" Lovelace",
                                           "--why", "agreed: ok", "--until", until};
            words.insert(words.end(), more.begin(), more.end());
            const Outcome waived = ask(words);
            BOOST_TEST_CONTEXT(waived.err) {
                BOOST_TEST(waived.exit == 0);
            }
        }
    }
    std::string file(const std::string& name) const {
        return place_.read("demo/.tieout/cycles/000" + std::to_string(number_) + "/" + name);
    }
    // "33|4194.58": prices that are not the right ones, and by how much in all.
    std::string apart() const {
        const Outcome said = run({{"sqlite3", (place_.folder() / "demo/v5.db").string(),
                                   "attach '" + (place_.folder() / "demo/right.db").string() +
                                       "' as right; select count(*), printf('%.2f', "
                                       "sum(abs(w.recurring_amount - r.recurring_amount))) from "
                                       "main.product_price w join right.product_price r using "
                                       "(source_ref) where w.recurring_amount + 0 <> "
                                       "r.recurring_amount + 0"}});
        BOOST_TEST(said.exit == 0, said.err);
        return said.out.substr(0, said.out.find('\n'));
    }
    const Place& place() const { return place_; }
    std::size_t errors() const { return ids_.size(); }
    const std::string& first() const { return ids_.front(); }

private:
    Place place_;
    int number_ = 3;
    std::vector<std::string> ids_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(waivers)

BOOST_AUTO_TEST_CASE(waived_findings_stay_visible_and_count_no_more) {
    Waiving demo;
    demo.waive_all("2999-12-31");
    const Outcome holds = demo.cycle();
    BOOST_TEST(holds.exit == 0);
    BOOST_TEST(has(holds.out, "waived Prices of the catalogue"));
    BOOST_TEST(has(holds.out, "by Ada \"A.\" Lovelace until 2999-12-31: agreed: ok"));
    const auto record = demo.record();
    std::size_t waived = 0;
    for (const auto& finding : record["findings"])
        if (finding.contains("waived")) ++waived;
    BOOST_TEST(waived == demo.errors());
    for (const auto& waiver : record["waivers"])
        BOOST_TEST(waiver["state"] == "used");
    BOOST_TEST(has(demo.file("report.html"), "<strong>Waived</strong>"));
    BOOST_TEST(has(demo.file("junit.xml"), "<skipped message=\"waived by Ada"));
    BOOST_TEST(has(demo.ask({"gate"}).out, "waivers expired or outgrown"));
}

BOOST_AUTO_TEST_CASE(an_expired_waiver_covers_nothing) {
    Waiving demo;
    demo.waive_all("2020-01-01");
    const Outcome broken = demo.cycle();
    BOOST_TEST(broken.exit == 1);
    BOOST_TEST(has(broken.out, "is expired: it counted until 2020-01-01"));
    const auto record = demo.record();
    for (const auto& finding : record["findings"])
        BOOST_TEST(!finding.contains("waived"));
    const Outcome gate = demo.ask({"gate"});
    BOOST_TEST(gate.exit == 1);
    BOOST_TEST(has(gate.out, "NO   waivers expired or outgrown"));
}

BOOST_AUTO_TEST_CASE(beyond_its_limit_a_waiver_covers_nothing) {
    Waiving demo;
    demo.waive_all("2999-12-31", {"--max-money", "0.01"});
    const Outcome broken = demo.cycle();
    BOOST_TEST(broken.exit == 1);
    BOOST_TEST(has(broken.out, "is outgrown: "));
    const auto record = demo.record();
    std::string prices, outgrown;
    for (const auto& finding : record["findings"])
        if (finding.value("tie", "") == "price" && finding["kind"] == "changed")
            prices = finding["id"];
    for (const auto& waiver : record["waivers"])
        if (waiver["state"] == "outgrown" && waiver["finding_ids"][0] == prices)
            outgrown = std::to_string(waiver["rows"].get<int>()) + "|" +
                       waiver["money"].get<std::string>();
    BOOST_TEST(outgrown == demo.apart());
    BOOST_TEST(has(demo.ask({"gate"}).out, "NO   waivers expired or outgrown"));
}

BOOST_AUTO_TEST_CASE(a_waiver_that_covers_nothing_is_told_and_shuts_no_gate) {
    Waiving demo;
    demo.place().write("waivers.yaml",
                       "waivers:\n"
                       "  - {tie: invoice, kind: missing, who: Ada, why: none, until: 2999-12-31, "
                       "max_rows: 3}\n");
    const Outcome broken = demo.cycle();
    BOOST_TEST(broken.exit == 1);
    BOOST_TEST(has(broken.out, "waivers.yaml:2:5 of Ada is unused: there was nothing to cover"));
    BOOST_TEST(has(demo.ask({"gate"}).out, "ok   waivers expired or outgrown"));
}

// A row of the finding differs in every one of its columns: naming some of them covers none.
BOOST_AUTO_TEST_CASE(a_waiver_covers_every_column_that_differs_or_none) {
    Waiving demo;
    const auto waive = [&](const std::string& columns) {
        demo.place().write("waivers.yaml",
                           "waivers:\n"
                           "  - {tie: price, kind: changed, columns: [" +
                               columns +
                               "], who: Ada, why: agreed, until: 2999-12-31, max_rows: 1000, "
                               "max_money: 99999}\n");
        demo.cycle();
        return std::string(demo.record()["waivers"][0]["state"]);
    };
    std::string tie;
    const auto record = demo.record();
    for (const auto& finding : record["findings"])
        if (has(std::string(finding["title"]), "Prices of the catalogue")) tie = finding["tie"];
    BOOST_TEST_REQUIRE(tie == "price");
    BOOST_TEST(waive("recurring, set_up") == "used");
    BOOST_TEST(waive("set_up") == "unused");
}

BOOST_AUTO_TEST_CASE(bad_waivers_are_wrong_usage_and_nothing_runs) {
    struct Bad {
        const char* entry;
        const char* said;
    };
    const Place place;
    for (const Bad& bad : {
             Bad{"{finding: abc, who: A, why: b, until: 2026-02-30, max_rows: 1}",
                 "found `2026-02-30`, expected a day that exists"},
             Bad{"{finding: abc, who: A, until: 2026-02-01, max_rows: 1}", "`why`"},
             Bad{"{finding: abc, who: A, why: b, until: 2026-02-01}", "`max_rows`"},
             Bad{"{finding: abc, who: A, why: b, until: 2026-02-01, max_rows: 0}",
                 "found 0, expected 1 or more"},
             Bad{"{tie: price, who: A, why: b, until: 2026-02-01, max_rows: 1}", "`kind`"},
             Bad{"{tie: price, kind: changed, who: A, why: b, until: 2026-02-01, max_rows: 1}",
                 "expected `columns` too"},
             Bad{"{tie: price, kind: not_looked, who: A, why: b, until: 2026-02-01, max_rows: 1}",
                 "what was not looked at cannot be waived"},
             Bad{"{finding: abc, kind: extra, who: A, why: b, until: 2026-02-01, max_rows: 1}",
                 "the id says it already"},
             Bad{"{finding: abc, who: A, why: b, untill: 2026-02-01, max_rows: 1}",
                 "did you mean `until`?"},
         }) {
        place.write("waivers.yaml", std::string("waivers:\n  - ") + bad.entry + "\n");
        const Outcome refused = place.tieout({"cycle", clean_v4(tieout::db::Engine::sqlite).url(),
                                              "sqlite:v5.db", "--pack", "modernbill", "--create"});
        BOOST_TEST_CONTEXT(bad.entry << "\n" << refused.err) {
            BOOST_TEST(refused.exit == 2);
            BOOST_TEST(has(refused.err, bad.said));
            BOOST_TEST(has(refused.err, "waivers.yaml:2:"));
            BOOST_TEST(!std::filesystem::exists(place.folder() / "v5.db"));
            BOOST_TEST(!std::filesystem::exists(place.folder() / ".tieout"));  // no cycle began
        }
    }
}

BOOST_AUTO_TEST_CASE(waive_keeps_what_stands_in_the_file_and_refuses_what_is_not_there) {
    Waiving demo;
    const std::string before =
        "waivers:\n  # by the auditor\n  - {tie: invoice, kind: extra, who: Bo, why: x, until: "
        "2999-01-01, max_rows: 1}\n";
    demo.place().write("waivers.yaml", before);
    BOOST_TEST(
        demo.ask({"waive", demo.first(), "--who", "Ada", "--why", "y", "--until", "2999-02-30"})
            .exit == 2);
    BOOST_TEST(demo.place().read("waivers.yaml") == before);
    BOOST_TEST(
        demo.ask({"waive", demo.first(), "--who", "Ada", "--why", "y", "--until", "2999-02-28"})
            .exit == 0);
    BOOST_TEST(demo.place().read("waivers.yaml").substr(0, before.size()) == before);
    const Outcome told = demo.ask(
        {"waive", demo.first(), "--who", "Ada", "--why", "y", "--until", "2999-02-28", "--json"});
    BOOST_TEST(nlohmann::json::parse(told.out)["finding"] == demo.first());
    const Outcome none =
        demo.ask({"waive", "0123456789ab", "--who", "A", "--why", "b", "--until", "2999-01-01"});
    BOOST_TEST(none.exit == 2);
    BOOST_TEST(has(none.err, "the last cycle has no finding `0123456789ab`"));
}

BOOST_AUTO_TEST_SUITE_END()
