// The night, walked by the whole program on MariaDB and PostgreSQL, with a web server as the access
// point and somebody who writes into v4 all the while.
#include <signal.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/town.h"
#include "tests/support/started.h"

using namespace tieout;
using namespace tieout::tests;
namespace fs = std::filesystem;

BOOST_AUTO_TEST_SUITE(night)

BOOST_AUTO_TEST_CASE(there_and_back_and_there_again_and_nothing_is_lost_or_doubled) {
    Town town;
    Writer writer(town.v4(), town.user());
    BOOST_TEST_REQUIRE(writer.wait_taken(3));

    const Outcome first = town.night();
    BOOST_TEST_REQUIRE(first.exit == 0, first.out + first.err);
    BOOST_TEST(has(first.out, "night 0001: open\n  the target is in service\n"));
    BOOST_TEST_REQUIRE(writer.wait_refused(3));
    target_is_in_service(town);
    BOOST_TEST(town.in_v4() == writer.taken(), boost::test_tools::per_element());
    BOOST_TEST(contents(town.v5()) == migrated_anew(town));

    const Outcome status = town.tieout({"cutover", "status"});
    BOOST_TEST(status.exit == 0, status.out + status.err);
    BOOST_TEST(has(status.out, "the source is as it was at the freeze"));
    BOOST_TEST(has(status.out, "the source is kept until 2099-12-31, for the auditor: "));

    // Customers are served by v5 for a while.
    town.v5().run_client(
        "insert into event_log (id, actor_kind, at, body, source_ref) values (900001, 'user', "
        "'2026-12-05 03:00:00+00', 'it''s =1+1, \\ and \"new\"', 'new-1');"
        "update event_log set body = 'changed' where source_ref = '1';"
        "delete from event_log where source_ref = '2'");
    const std::size_t taken = writer.taken().size();
    const Outcome back = town.rollback();
    BOOST_TEST_REQUIRE(back.exit == 0, back.out + back.err);
    BOOST_TEST(has(back.out, "the source is in service again\n"));
    BOOST_TEST(
        has(back.out, "the target received 3 rows: event_log 1 inserted, 1 updated, 1 deleted"));
    BOOST_TEST(has(back.err, "freeze        "));
    BOOST_TEST(has(back.err, "taken back: the source is as it was at the freeze"));
    source_is_as_it_was(town);
    BOOST_TEST_REQUIRE(writer.wait_taken(2));
    BOOST_TEST(writer.taken().size() > taken);

    const std::string folder = ".tieout/cutover/0001/received/";
    const std::string csv = town.place().read(folder + "event_log.csv");
    BOOST_TEST(lines_of(csv) == 4U);
    BOOST_TEST(has(csv, "what,id,account_id,actor_kind,at,body,source_ref\r\n"));
    BOOST_TEST(has(csv,
                   "inserted,900001,,user,2026-12-05 03:00:00+00,\"it's =1+1, \\ and "
                   "\"\"new\"\"\",new-1\r\n"));
    BOOST_TEST(has(csv, "deleted,2,,,,,\r\n"));

    // The way there a second time: v5 holds rows of its own now, and they go when one says so.
    const Outcome foreign = town.night();
    BOOST_TEST(foreign.exit == 1, foreign.out + foreign.err);
    BOOST_TEST(has(foreign.out,
                   "night 0002: back: step preconditions: the target holds 3 rows that it received "
                   "in night 0001 ("));
    source_is_as_it_was(town);
    const Outcome again = town.night({"--replace"});
    BOOST_TEST_REQUIRE(again.exit == 0, again.out + again.err);
    target_is_in_service(town);
    BOOST_TEST(town.in_v4() == writer.taken(), boost::test_tools::per_element());
    BOOST_TEST(contents(town.v5()) == migrated_anew(town));
}

// Only what has changed since the last rehearsal; after a night with customers, everything.
BOOST_AUTO_TEST_CASE(a_delta_makes_the_v5_that_a_full_migration_makes) {
    const Town town;
    BOOST_TEST_REQUIRE(town.tieout({"cycle", "--quiet"}).exit == 0);
    town.v4().run_client(
        "update event_log set log_comments = 'changed' where log_id = 3;"
        "delete from event_log where log_id = 4;"
        "insert into event_log (client_id, log_type, log_comments, log_stamp) values (1, '3', "
        "'new', 1100000000)");
    const Outcome night = town.night({"--delta"});
    BOOST_TEST_REQUIRE(night.exit == 0, night.out + night.err);
    BOOST_TEST(has(night.err, "migrate: changes alone: 1 rows inserted, 1 updated, 1 deleted"),
               night.err);
    BOOST_TEST(contents(town.v5()) == migrated_anew(town));
    town.v5().run_client("update event_log set body = 'in v5' where source_ref = '5'");
    BOOST_TEST_REQUIRE(town.rollback().exit == 0);
    const Outcome again = town.night({"--delta", "--replace"});
    BOOST_TEST_REQUIRE(again.exit == 0, again.out + again.err);
    BOOST_TEST(!has(again.err, "changes alone"));
    BOOST_TEST(has(again.err, "everything will be written: customers have reached the target"));
    BOOST_TEST(contents(town.v5()) == migrated_anew(town));
}

// The statements make of the target at the switch the target of now; by another way than they were
// found.
BOOST_AUTO_TEST_CASE(what_v5_received_can_be_run_as_sql) {
    const Town town;
    BOOST_TEST_REQUIRE(town.night().exit == 0);
    town.v5().run_client(
        "insert into account (id, account_number, status, currency, language, billing_mode, "
        "tax_exempt, source_ref) values (900001, '900001', 'active', 'USD', 'en', 'monthly', "
        "false, 'n1');"
        "insert into event_log (id, account_id, actor_kind, at, body, source_ref) values "
        "(900001, 900001, 'user', '2026-12-05 03:00:00.25+00', E'two\\nlines \\\\ ''quoted''', "
        "'n2');"
        "update account set status = 'cancelled' where id = (select min(id) from account);"
        "delete from event_log where id = (select min(id) from event_log)");
    const Outcome back = town.rollback({"--json"});
    BOOST_TEST_REQUIRE(back.exit == 0, back.out + back.err);
    const auto told = nlohmann::json::parse(back.out);
    BOOST_TEST(told["way"] == "back");
    BOOST_TEST(told["received"]["rows"] == 4);  // two came, one changed, one went
    BOOST_TEST(fs::path(told["received"]["folder"].get<std::string>()) ==
               fs::canonical(town.place().folder() / ".tieout/cutover/0001/received"));
    const auto sql = town.place().folder() / ".tieout/cutover/0001/received/received.sql";
    BOOST_TEST(contents(town.v5()) == migrated_anew(town, sql.string()));
}

// What could not be told at first is told later, and no night begins before.
BOOST_AUTO_TEST_CASE(a_rollback_that_cannot_tell_opens_v4_and_is_run_again) {
    const Town town;
    BOOST_TEST_REQUIRE(town.night().exit == 0);
    town.v5().run_client("update event_log set body = 'in v5' where source_ref = '1'");
    const fs::path night = town.place().folder() / ".tieout/cutover/0001";
    fs::rename(night / "target_at_switch.db", night / "elsewhere");
    const Outcome untold = town.rollback();
    BOOST_TEST(untold.exit == 3, untold.out + untold.err);
    BOOST_TEST(has(untold.out, "what the target received cannot be told: "));
    source_is_as_it_was(town);
    const Outcome early = town.night();
    BOOST_TEST(early.exit == 1, early.out + early.err);
    BOOST_TEST(has(early.out, "what the target received in night 0001 has not been told"));
    fs::rename(night / "elsewhere", night / "target_at_switch.db");
    const Outcome told = town.rollback();
    BOOST_TEST(told.exit == 0, told.out + told.err);
    BOOST_TEST(has(told.out, "the target received 1 row: event_log 0 inserted, 1 updated"));
    BOOST_TEST(town.did("freeze undo") == 1U);
    BOOST_TEST(town.rollback().exit == 2);
}

struct Killed {
    const char* step;
    const char* what;  // planted in the step's hook, or…
    const char* verb;
    const char* line;  // …the line at which tieout is killed from outside
};
std::ostream& operator<<(std::ostream& out, const Killed& killed) {
    return out << killed.step << " " << killed.what << killed.verb;
}
const std::vector<Killed> kills{{"preconditions", "", "", "preconditions "},
                                {"freeze", "kill-before", "check", nullptr},
                                {"freeze", "kill-before", "do", nullptr},
                                {"freeze", "kill-after", "do", nullptr},
                                {"cycle", "", "", "migrate: "},
                                {"cycle", "", "", "verify: "},
                                {"gate", "", "", "gate: waits"},
                                {"mark", "", "", "mark: "},
                                {"switch", "kill-before", "do", nullptr},
                                {"switch", "kill-after", "do", nullptr},
                                {"smoke", "", "", "smoke "},
                                {"open", "kill-before", "do", nullptr},
                                {"open", "kill-after", "do", nullptr},
                                {"watch", "", "", "watch: "}};

BOOST_DATA_TEST_CASE(killed_in_any_step_it_goes_on_to_the_same_end, kills, killed) {
    Town town;
    const bool waits = std::string_view(killed.step) == "gate";
    if (waits) {
        town.project(", sign_offs: [cfo]");
        town.runbook("sign_offs_within: 60s\n");
    }
    if (killed.line == nullptr) town.plant(killed.what, killed.step, killed.verb);
    town.web_hangs = std::string_view(killed.step) == "smoke";
    Started walk(town.command({"cutover", "run", "--confirm", "switch"}));
    if (killed.line != nullptr) {
        BOOST_TEST_REQUIRE(walk.wait_for(killed.line));
        walk.send(SIGKILL);
    }
    BOOST_TEST_REQUIRE(walk.end().exit == 128 + SIGKILL);
    town.web_hangs = false;
    if (waits)
        BOOST_TEST(
            town.tieout({"gate", "--profile", "final", "--sign-off", "cfo", "--who", "Ada"}).exit ==
            0);
    const Outcome again = town.night();
    BOOST_TEST(again.exit == 0, again.out + again.err);
    BOOST_TEST(has(again.out, "night 0001: open"));
    target_is_in_service(town);
    for (const char* once : {"freeze do", "switch do", "open do"})
        BOOST_TEST(town.did(once) == 1U, once);
    BOOST_TEST(town.did("freeze undo") == 0U);
}

struct Failing {
    const char* hook;
    const char* verb;
    int exit;
    const char* says;
};
std::ostream& operator<<(std::ostream& out, const Failing& failing) {
    return out << failing.hook << " " << failing.verb;
}
const std::vector<Failing> failing_before{
    {"freeze", "check", 3, "step freeze: `hooks/freeze check` exits with 9: planted: freeze check"},
    {"freeze", "do", 1, "step freeze: `hooks/freeze do` exits with 9: planted: freeze do"},
    {"switch", "check", 3, "step switch: `hooks/switch check` exits with 9: planted: switch check"},
    {"switch", "do", 1, "step switch: `hooks/switch do` exits with 9: planted: switch do"}};

BOOST_DATA_TEST_CASE(a_failure_before_the_switch_leaves_v4_open_as_it_was, failing_before,
                     failing) {
    const Town town;
    town.plant("fail", failing.hook, failing.verb);
    const Outcome outcome = town.night();
    BOOST_TEST(outcome.exit == failing.exit, outcome.out + outcome.err);
    BOOST_TEST(has(outcome.out, std::string("night 0001: back: ") + failing.says), outcome.out);
    BOOST_TEST(has(outcome.out, "the source is in service"));
    source_is_as_it_was(town);
}

BOOST_AUTO_TEST_CASE(differences_and_a_closed_gate_leave_v4_open_as_it_was) {
    const Town town;
    town.v5().run_client(
        "create function other() returns trigger language plpgsql as $$ begin new.body := "
        "'other'; return new; end $$; create trigger other before insert on event_log for each row "
        "when (new.source_ref = '1') execute function other()");
    const Outcome outcome = town.night();
    BOOST_TEST(outcome.exit == 1, outcome.out + outcome.err);
    BOOST_TEST(has(outcome.out, "night 0001: back: step gate: closed for cycle 2: "));
    source_is_as_it_was(town);
}

BOOST_AUTO_TEST_CASE(a_migration_that_cannot_be_leaves_v4_open_as_it_was) {
    const Town town;
    town.v5().run_client("drop table event_log");
    const Outcome outcome = town.night();
    BOOST_TEST(outcome.exit == 2, outcome.out + outcome.err);
    BOOST_TEST(has(outcome.out, "night 0001: back: step cycle: "));
    BOOST_TEST(has(outcome.out, "event_log"));
    source_is_as_it_was(town);
}

BOOST_AUTO_TEST_CASE(signatures_that_do_not_come_leave_v4_open_as_it_was) {
    const Town town;
    town.project(", sign_offs: [cfo]");
    const Outcome outcome = town.night();
    BOOST_TEST(outcome.exit == 1, outcome.out + outcome.err);
    BOOST_TEST(has(outcome.out, "step gate: closed for cycle 2: signed off by: missing: cfo"));
    source_is_as_it_was(town);
}

BOOST_AUTO_TEST_CASE(marks_that_cannot_be_written_leave_v4_open_as_it_was) {
    const Town town;
    fs::create_directories(town.place().folder() /
                           ".tieout/cutover/0001/target_at_switch.db.part/in the way");
    const Outcome outcome = town.night();
    BOOST_TEST(outcome.exit == 3, outcome.out + outcome.err);
    BOOST_TEST(has(outcome.out, "night 0001: back: step mark: cannot remove "));
    source_is_as_it_was(town);
}

BOOST_AUTO_TEST_CASE(a_failure_while_watching_waits_for_people) {
    Town town;
    std::string book = town.place().read("runbook.yaml");
    book.replace(book.find("for: 500ms"), 10, "for: 30s");
    town.place().write("runbook.yaml", book);
    Started walk(town.command({"cutover", "run", "--confirm", "switch"}));
    BOOST_TEST_REQUIRE(walk.wait_for("watch: 1 probe works"));
    town.web_fails = true;
    const Outcome outcome = walk.end();
    BOOST_TEST(outcome.exit == 1, outcome.out + outcome.err);
    BOOST_TEST(has(outcome.out, "night 0001: waits: step watch: order_form: answered 503"));
    target_is_in_service(town);
}

// Behind the switch nobody walks back by himself.
BOOST_AUTO_TEST_CASE(a_failure_behind_the_switch_waits_for_people_who_go_on_or_back) {
    Town town;
    town.web_fails = true;
    const Outcome smoke = town.night();
    BOOST_TEST(smoke.exit == 1, smoke.out + smoke.err);
    BOOST_TEST(has(smoke.out, "night 0001: waits: step smoke: order_form: answered 503"));
    BOOST_TEST(has(smoke.out, "`tieout cutover run` goes on from here"));
    BOOST_TEST(town.point() == "v5");
    BOOST_TEST(!town.is_open());
    town.web_fails = false;
    town.plant("fail", "open", "do");
    const Outcome open = town.night();
    BOOST_TEST(open.exit == 1, open.out + open.err);
    BOOST_TEST(has(open.out, "step open: `hooks/open do` exits with 9: planted: open do"));
    BOOST_TEST(town.night().exit == 0);
    target_is_in_service(town);
    BOOST_TEST(town.did("switch do") == 1U);
    town.plant("fail", "switch", "undo");
    const Outcome stuck = town.rollback();
    BOOST_TEST(stuck.exit == 1, stuck.out + stuck.err);
    BOOST_TEST(has(stuck.out, "night 0001: stuck: step switch could not be taken back: "));
    BOOST_TEST(town.is_frozen());
    BOOST_TEST(town.rollback().exit == 0);
    source_is_as_it_was(town);
    BOOST_TEST(town.did("open undo") == 1U);
    const Outcome twice = town.rollback();
    BOOST_TEST(twice.exit == 2);
    BOOST_TEST(has(twice.err, "has been taken back already"));
}

const std::vector<Killed> kills_back{{"open", "kill-after", "undo", nullptr},
                                     {"switch", "kill-before", "undo", nullptr},
                                     {"switch", "kill-after", "undo", nullptr},
                                     {"freeze", "kill-before", "undo", nullptr},
                                     {"freeze", "kill-after", "undo", nullptr}};
BOOST_DATA_TEST_CASE(killed_on_its_way_back_it_goes_on_back, kills_back, killed) {
    const Town town;
    BOOST_TEST_REQUIRE(town.night().exit == 0);
    town.plant(killed.what, killed.step, killed.verb);
    BOOST_TEST(town.rollback().exit == 128 + SIGKILL);
    const Outcome again = town.rollback();
    BOOST_TEST(again.exit == 0, again.out + again.err);
    source_is_as_it_was(town);
    for (const char* once : {"freeze undo", "switch undo", "open undo"})
        BOOST_TEST(town.did(once) == 1U, once);
}

BOOST_AUTO_TEST_SUITE_END()
