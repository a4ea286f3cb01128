// A disk that is full, for the state folder and for reports.
//
// The disk is a tmpfs of its own in a mount namespace of its own (unshare -m), filled up to so many
// bytes: ENOSPC as on a real disk. Where nobody may mount, a limit on the size of a file (ulimit
// -f) stands in for it and the same must hold; the test's log says which it was.
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "tests/cli/place.h"

using namespace tieout::tests;
using tieout::db::Engine;

namespace {

// A full disk that could not be made is said, so that nobody takes the test for more than it was.
void say_not_looked() {
    std::fputs("disk: NOT LOOKED AT on a full tmpfs, nobody may mount here; ulimit stands in\n",
               stderr);
}

bool can_mount() {
    static const bool can = [] {
        const Outcome tried =
            run({{"unshare", "-m", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"}});
        BOOST_TEST_MESSAGE("disk tests use "
                           << (tried.exit == 0 ? "a full tmpfs" : "a limit on file size"));
        return tried.exit == 0;
    }();
    return can;
}

struct Pair {
    Pair() { make_tables(v5, "v5"); }
    // What a shell types: the cycle, with its state on the disk "disk".
    std::string cycle() const {
        return quoted(
            place.command("tieout", {"cycle", clean_v4(Engine::sqlite).url(), v5.url(), "--pack",
                                     "modernbill", "-q", "--state", "disk/state"}));
    }
    std::string gate() const {
        return quoted(place.command("tieout", {"gate", "--state", "disk/state"}));
    }
    // Runs `script` with a fresh disk of 8 MiB at "disk".
    Outcome on_disk(const std::string& script) const {
        std::filesystem::create_directories(place.folder() / "disk");
        Command command = place.command("tieout", {});
        command.words = {"unshare", "-m", "sh", "-c",
                         "mount -t tmpfs -o size=8m tmpfs disk\n" + script};
        return run(command);
    }
    Place place;
    Scratch v5{Engine::sqlite};

private:
    static std::string quoted(const Command& command) { return text(command) + "\n"; }
};

// Leaves so many kilobytes free on the disk.
std::string leave_free(int kilobytes) {
    return "dd if=/dev/zero of=disk/filler bs=1k status=none "
           "count=$(($(df -k --output=avail disk | tail -n 1) - " +
           std::to_string(kilobytes) + "))\n";
}

const std::string say_exit = "echo \"exit $?\"\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(disk)

BOOST_AUTO_TEST_CASE(with_no_room_at_all_nothing_begins) {
    if (!can_mount()) return say_not_looked();
    const Pair pair;
    const std::string before = contents(pair.v5);
    const Outcome outcome = pair.on_disk(leave_free(0) + pair.cycle() + say_exit);
    BOOST_TEST_CONTEXT(outcome.out << outcome.err) {
        BOOST_TEST(has(outcome.out, "exit 3\n"));
        BOOST_TEST(lines_of(outcome.err) == 1u);
        BOOST_TEST(has(outcome.err, "disk/state"));
        BOOST_TEST((has(outcome.err, "No space left") || has(outcome.err, "full")));
    }
    BOOST_TEST((contents(pair.v5) == before));
}

// From no room to enough of it: whatever fits and whatever does not, one line says so, earlier
// cycles stay, the gate does not open, and with room again all is as if nothing had happened.
BOOST_AUTO_TEST_CASE(wherever_the_disk_fills_up_earlier_cycles_stay_and_the_gate_is_closed) {
    if (!can_mount()) return say_not_looked();
    const std::string count =
        "sqlite3 disk/state/ledger.db \"select 'intact '||count(*)||' '||sum(record is not null) "
        "from cycle where number = 1; pragma integrity_check\"\n";
    bool refused = false, passed = false;
    for (const int kilobytes : {0, 8, 32, 64, 128, 256, 512, 1024, 4096}) {
        const Pair pair;
        const Outcome outcome = pair.on_disk(pair.cycle() + say_exit + leave_free(kilobytes) +
                                             "echo FULL\n" + pair.cycle() + say_exit + pair.gate() +
                                             say_exit + count + "rm disk/filler\necho ROOM\n" +
                                             pair.cycle() + say_exit + pair.gate() + say_exit);
        BOOST_TEST_CONTEXT(kilobytes << " KB free\n" << outcome.out << outcome.err) {
            const std::size_t full = outcome.out.find("FULL\n"), room = outcome.out.find("ROOM\n");
            BOOST_REQUIRE(room != std::string::npos);
            BOOST_TEST(has(outcome.out.substr(0, full), "exit 0"));
            const std::string while_full = outcome.out.substr(full, room - full);
            if (has(while_full, "exit 3")) {
                refused = true;
                BOOST_TEST(lines_of(outcome.err) == 1u);
                BOOST_TEST(has(outcome.err, "disk/state"));
                BOOST_TEST((has(while_full, "the gate is closed") || has(while_full, "cycle 1,")));
            } else {
                passed = true;
                BOOST_TEST(outcome.err == "");
                BOOST_TEST(has(while_full, "exit 0"));
            }
            BOOST_TEST(has(while_full, "intact 1 1\nok\n"));
            BOOST_TEST(has(outcome.out.substr(room), "exit 0"));
        }
    }
    BOOST_TEST(refused);
    BOOST_TEST(passed);
}

BOOST_AUTO_TEST_CASE(a_limit_on_file_size_is_told_as_a_full_disk_is) {
    const Pair pair;
    std::filesystem::create_directories(pair.place.folder() / "disk");
    Command command = pair.place.command("tieout", {});
    // 40 KiB: room for the ledger, none for the report.
    command.words = {"bash", "-c", "trap '' XFSZ; ulimit -f 40\n" + pair.cycle()};
    const Outcome outcome = run(command);
    BOOST_TEST_CONTEXT(outcome.out << outcome.err) {
        BOOST_TEST(outcome.exit == 3);
        BOOST_TEST(lines_of(outcome.err) == 1u);
    }
}

BOOST_AUTO_TEST_CASE(a_report_that_does_not_fit_is_not_half_there) {
    if (!can_mount()) return say_not_looked();
    const Pair pair;
    const Outcome outcome = pair.on_disk(
        leave_free(16) +
        text(pair.place.command("tieout", {"verify", clean_v4(Engine::sqlite).url(), pair.v5.url(),
                                           "--pack", "modernbill", "-q", "--report", "disk/out"})) +
        "\n" + say_exit + "ls -A disk/out\n");
    BOOST_TEST_CONTEXT(outcome.out << outcome.err) {
        BOOST_TEST(has(outcome.out, "exit 3\n"));
        BOOST_TEST(lines_of(outcome.err) == 1u);
        BOOST_TEST(has(outcome.err, "make room"));
        BOOST_TEST(!has(outcome.out, "report.html\n"));
        BOOST_TEST(!has(outcome.out, ".part"));
    }
}

BOOST_AUTO_TEST_CASE(a_state_folder_that_cannot_be_made_or_is_a_file_is_named) {
    const Pair pair;
    pair.place.write("file", "not a folder");
    const Outcome outcome =
        pair.place.tieout({"cycle", clean_v4(Engine::sqlite).url(), pair.v5.url(), "--pack",
                           "modernbill", "-q", "--state", "file/state"});
    BOOST_TEST(outcome.exit == 3);
    BOOST_TEST(lines_of(outcome.err) == 1u);
    BOOST_TEST(has(outcome.err, "file/state"));
    std::filesystem::create_directories(pair.place.folder() / "state");
    pair.place.write("state/ledger.db", "this is not a ledger, and it is long enough to be read");
    const Outcome broken =
        pair.place.tieout({"cycle", clean_v4(Engine::sqlite).url(), pair.v5.url(), "--pack",
                           "modernbill", "-q", "--state", "state"});
    BOOST_TEST(broken.exit == 3);
    BOOST_TEST(has(broken.err, "ledger.db"));
    BOOST_TEST(pair.place.read("state/ledger.db").substr(0, 12) == "this is not ");
}

BOOST_AUTO_TEST_SUITE_END()
