// The night where it stops: what is no freeze, who postpones it, who stops it, who has to type, and
// what it says of itself.
#include <signal.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "db/connections.h"
#include "tests/cli/town.h"
#include "tests/support/started.h"

using namespace tieout;
using namespace tieout::tests;
namespace fs = std::filesystem;

namespace {

// Whether somebody is connected to v4, or comes within ten seconds.
bool is_connected(const Town& town) {
    for (int i = 0; i < 1000; ++i) {
        const auto session = db::Session::open(town.v4().parsed(), db::Snapshot::none);
        if (!db::connections_to(*session).others.empty()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(night)

BOOST_AUTO_TEST_CASE(somebody_who_is_connected_and_could_write_is_no_freeze) {
    const Town town;
    const db::Url url = town.v4().parsed();
    Started somebody(
        {{"mariadb", "--no-defaults", "--protocol=tcp", "-h", url.host, "-P",
          std::to_string(url.port), "-u", url.user, url.database, "-e", "select sleep(30)"}});
    BOOST_TEST_REQUIRE(is_connected(town));
    const Outcome outcome = town.night();
    BOOST_TEST(outcome.exit == 1, outcome.out + outcome.err);
    BOOST_TEST(has(outcome.out, "step freeze: somebody is connected who could write: root@"));
    source_is_as_it_was(town);
    somebody.send(SIGKILL);
}

// The hook says that it is frozen, and it is not: two readings tell.
BOOST_AUTO_TEST_CASE(two_readings_that_do_not_agree_are_no_freeze) {
    const Town town;
    const std::string book = town.place().read("runbook.yaml");
    std::string patient = book;
    patient.replace(patient.find("settle: 100ms"), 13,
                    "settle: 1s, readers: [" + town.user() + "]");
    town.place().write("runbook.yaml", patient);
    town.place().write("hooks/freeze.sh",
                       "on_check() { [[ -e frozen ]]; }\non_do() { touch frozen; }\n"
                       "on_undo() { rm frozen; }\n");
    Writer writer(town.v4(), town.user());
    BOOST_TEST_REQUIRE(writer.wait_taken(1));
    const Outcome outcome = town.night();
    BOOST_TEST(outcome.exit == 1, outcome.out + outcome.err);
    BOOST_TEST(has(outcome.out,
                   "step freeze: two readings of the source do not agree: table event_log has "));
}

BOOST_AUTO_TEST_CASE(what_was_frozen_before_the_night_stays_frozen_after_it) {
    const Town town;
    BOOST_TEST_REQUIRE(run({{"hooks/freeze", "do"}, town.place().folder()}).exit == 0);
    town.plant("fail", "switch", "do");
    const Outcome outcome = town.night();
    BOOST_TEST(outcome.exit == 1, outcome.out + outcome.err);
    BOOST_TEST(town.is_frozen());
    BOOST_TEST(town.did("freeze undo") == 0U);
}

BOOST_AUTO_TEST_CASE(a_postpone_file_ends_the_night_before_the_switch_and_is_too_late_behind_it) {
    Town town;
    town.place().write("POSTPONE", "");
    const Outcome before = town.night();
    BOOST_TEST(before.exit == 3, before.out + before.err);
    BOOST_TEST(has(before.out, "night 0001: back: postponed: POSTPONE is there"));
    fs::remove(town.place().folder() / "POSTPONE");
    Started walk(town.command({"cutover", "run", "--confirm", "switch"}));
    BOOST_TEST_REQUIRE(walk.wait_for("verify: "));
    town.place().write("POSTPONE", "");
    const Outcome within = walk.end();
    BOOST_TEST(within.exit == 3, within.out + within.err);
    BOOST_TEST(has(within.out, "night 0002: back: postponed: POSTPONE is there"));
    source_is_as_it_was(town);
    fs::remove(town.place().folder() / "POSTPONE");
    town.web_fails = true;
    BOOST_TEST(town.night().exit == 1);
    town.web_fails = false;
    town.place().write("POSTPONE", "");
    const Outcome go_on = town.night();
    BOOST_TEST(go_on.exit == 0, go_on.out + go_on.err);
    BOOST_TEST(has(go_on.err, "too late to postpone"));
    target_is_in_service(town);
}

// Ctrl-C, and a terminal that goes away.
const std::vector<int> signals{SIGINT, SIGHUP};
BOOST_DATA_TEST_CASE(a_signal_stops_where_one_can_go_on_or_back, signals, signal) {
    const Town town;
    Started walk(town.command({"cutover", "run", "--confirm", "switch"}));
    BOOST_TEST_REQUIRE(walk.wait_for("migrate: "));
    walk.send(signal);
    const Outcome stopped = walk.end();
    BOOST_TEST(stopped.exit == 3, stopped.out + stopped.err);
    BOOST_TEST(has(stopped.out, "night 0001: waits: "));
    BOOST_TEST(town.is_frozen());
    BOOST_TEST(has(town.tieout({"cutover", "status"}).out, "night 0001: under way\n"));
    const Outcome back = town.rollback();
    BOOST_TEST(back.exit == 0, back.out + back.err);
    source_is_as_it_was(town);
    BOOST_TEST(has(back.out, "  the source is in service, as it was\n"));
}

// The cycle that was stopped is no cycle: it is run again, and the night goes on.
BOOST_AUTO_TEST_CASE(after_ctrl_c_in_the_cycle_the_night_goes_on_with_another) {
    const Town town;
    Started walk(town.command({"cutover", "run", "--confirm", "switch"}));
    BOOST_TEST_REQUIRE(walk.wait_for("verify: "));
    walk.send(SIGINT);
    BOOST_TEST(walk.end().exit == 3);
    const Outcome again = town.night();
    BOOST_TEST(again.exit == 0, again.out + again.err);
    BOOST_TEST(has(again.out, "night 0001: open"));
    target_is_in_service(town);
    BOOST_TEST(town.did("freeze do") == 1U);
}

// Somebody sits at a terminal and types.
BOOST_AUTO_TEST_CASE(the_switch_waits_for_its_word) {
    const Town town;
    const auto typed = [&](const std::string& words, const std::string& what) {
        Command command = town.command({});
        command.words = {"bash", "-c",
                         "rm -f keys; mkfifo keys; exec 3<>keys; echo " + words +
                             " >&3; script -qec '" TIEOUT_BINARY_DIR "/tieout cutover " + what +
                             "' /dev/null <&3"};
        return run(command);
    };
    const Outcome wrong = typed("yes", "run");
    BOOST_TEST(wrong.exit == 1, wrong.out + wrong.err);
    BOOST_TEST(has(wrong.out, "Type `switch`: "));
    BOOST_TEST(has(wrong.out, "night 0001: back: step switch: not confirmed"));
    source_is_as_it_was(town);
    const Outcome right = typed("switch", "run");
    BOOST_TEST(right.exit == 0, right.out + right.err);
    target_is_in_service(town);
    BOOST_TEST(typed("yes", "rollback").exit == 2);
    target_is_in_service(town);
    BOOST_TEST(typed("rollback", "rollback").exit == 0);
    source_is_as_it_was(town);
}

// A hook that still runs when tieout is dead is waited for, and not started a second time.
BOOST_AUTO_TEST_CASE(a_command_left_behind_is_waited_for) {
    const Town town;
    town.plant("slow", "freeze", "do");
    Started walk(town.command({"cutover", "run", "--confirm", "switch"}));
    BOOST_TEST_REQUIRE(walk.wait_for("freeze "));
    for (int i = 0; i < 500 && fs::exists(town.place().folder() / "planted/slow-freeze-do"); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    walk.send(SIGKILL);
    walk.end();
    const Outcome again = town.night();
    BOOST_TEST(again.exit == 0, again.out + again.err);
    BOOST_TEST(town.did("freeze do") == 1U);
    target_is_in_service(town);
}

BOOST_AUTO_TEST_CASE(a_source_that_changed_after_the_freeze_is_told_by_status) {
    const Town town;
    BOOST_TEST_REQUIRE(town.night().exit == 0);
    town.v4().run_client("update event_log set log_comments = 'other' where log_id = 1");
    const Outcome status = town.tieout({"cutover", "status", "--json"});
    BOOST_TEST(status.exit == 1, status.out + status.err);
    const auto json = nlohmann::json::parse(status.out);
    BOOST_TEST(json["source"]["as_frozen"] == false);
    BOOST_TEST(json["source"]["sentence"] ==
               "the source is not as it was at the freeze: table event_log has as many rows as "
               "before, and others");
    BOOST_TEST(json["stands"] == "open: the target is in service");
}

// Two in the morning of 30 December by UTC is still the 29th in New York, where the business is.
BOOST_AUTO_TEST_CASE(days_that_are_left_are_those_of_the_business) {
    const Town town;
    BOOST_TEST_REQUIRE(town.night().exit == 0);
    Command command = town.command({"cutover", "status"});
    command.words.insert(command.words.begin(), {"faketime", "-f", "2099-12-30 02:00:00"});
    command.with["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
    command.with["TZ"] = "UTC";
    const Outcome status = run(command);
    BOOST_TEST(status.exit == 0, status.out + status.err);
    BOOST_TEST(has(status.out,
                   "the source is kept until 2099-12-31, for the auditor: 2 days more; the time to "
                   "archive it is now"),
               status.out);
}

// The night begins six seconds before the window's end, and the freeze alone takes seven.
BOOST_AUTO_TEST_CASE(a_switch_behind_the_end_of_the_window_says_so) {
    const Town town;
    town.runbook("window: {begins: 2026-12-06 01:00, ends: 2026-12-06 02:00}\n");
    std::string patient = town.place().read("runbook.yaml");
    patient.replace(patient.find("settle: 100ms"), 13, "settle: 7s");
    town.place().write("runbook.yaml", patient);
    Command command = town.command({"cutover", "run", "--confirm", "switch"});
    command.words.insert(command.words.begin(), {"faketime", "-f", "@2026-12-06 06:59:54"});
    command.with["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
    command.with["TZ"] = "UTC";
    const Outcome late = run(command);
    BOOST_TEST(late.exit == 0, late.out + late.err);
    BOOST_TEST(
        has(late.err, "The window ended at 2026-12-06T07:00:00Z; the switch comes after it."));
}

BOOST_AUTO_TEST_CASE(a_dry_run_says_each_step_and_its_blockers_and_does_nothing) {
    const Town town;
    const Outcome clear = town.tieout({"cutover", "run", "--dry-run"});
    BOOST_TEST(clear.exit == 0, clear.out + clear.err);
    for (const char* line :
         {"freeze: no more writes into the source\n  check `hooks/freeze check`\n  do    "
          "`hooks/freeze do`\n  undo  `hooks/freeze undo`\n",
          "  tieout cycle --profile final\n", "  only when somebody types `switch`\n",
          "nothing stands in the way\n"})
        BOOST_TEST(has(clear.out, line), line);
    town.place().write("POSTPONE", "");
    town.place().write("point", "v5\n");
    const Outcome blocked = town.tieout({"cutover", "run", "--dry-run"});
    BOOST_TEST(blocked.exit == 1);
    BOOST_TEST(has(blocked.out, "  BLOCKED: postponed: POSTPONE is there\n"));
    BOOST_TEST(has(blocked.out, "  BLOCKED: it is in effect already"));
    BOOST_TEST(town.did("freeze do") == 0U);
    BOOST_TEST(!fs::exists(town.place().folder() / ".tieout/cutover"));
}

BOOST_AUTO_TEST_CASE(nobody_to_ask_a_bad_runbook_and_a_second_walker_are_wrong_usage) {
    const Town town;
    const Outcome nobody = town.tieout({"cutover", "run"});
    BOOST_TEST(nobody.exit == 2);
    BOOST_TEST(has(nobody.err, "say --confirm switch"));
    BOOST_TEST(has(town.rollback().err, "no night has begun"));
    town.runbook("swich: {}\n");
    const Outcome wrong = town.night();
    BOOST_TEST(wrong.exit == 2);
    BOOST_TEST(has(wrong.err, "did you mean `switch`?"));
    BOOST_TEST(!fs::exists(town.place().folder() / ".tieout/cutover/0001"));
    town.runbook("window: {begins: 2003-01-01 02:00, ends: 2003-01-01 06:00}\n");
    const Outcome over = town.night();
    BOOST_TEST(over.exit == 1, over.out + over.err);
    BOOST_TEST(has(over.out, "step preconditions: the window ended at 2003-01-01T11:00:00Z"));
    town.runbook();
    Started walk(town.command({"cutover", "run", "--confirm", "switch"}));
    BOOST_TEST_REQUIRE(walk.wait_for("cycle "));
    const Outcome second = town.night();
    BOOST_TEST(second.exit == 2);
    BOOST_TEST(has(second.err, "another tieout walks the runbook"));
    BOOST_TEST(walk.end().exit == 0);
}

// What production is tied to was asked, and one of it fails: no night begins before it works.
BOOST_AUTO_TEST_CASE(an_integration_that_fails_is_in_the_way) {
    SmallServer shop(response("503 Busy", "", ""));
    const Town town;
    town.place().write(
        "integrations.yaml",
        "integrations:\n  order_form: {owner: Ada, probe: {http: {url: '" + shop.url() + "'}}}\n");
    BOOST_TEST(town.tieout({"check", "--integrations", "--profile", "final"}).exit == 1);
    const Outcome stands = town.night();
    BOOST_TEST(stands.exit == 1, stands.out + stands.err);
    BOOST_TEST(has(stands.out, "order_form"), stands.out);
    BOOST_TEST(town.did("freeze do") == 0U);
    source_is_as_it_was(town);
    town.place().write("integrations.yaml",
                       "integrations:\n  order_form: {owner: Ada, probe: {http: {url: '" +
                           shop.url() + "', status: 503}}}\n");
    BOOST_TEST(town.tieout({"check", "--integrations", "--profile", "final"}).exit == 0);
    const Outcome goes = town.night();
    BOOST_TEST(goes.exit == 0, goes.out + goes.err);
}

BOOST_AUTO_TEST_SUITE_END()
