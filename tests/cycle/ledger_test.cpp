#include "cycle/ledger.h"

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "cycle/ledger_sql.h"
#include "cycle/state_folder.h"

using namespace tieout;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("tieout-ledger-" + std::to_string(::getpid()));
    Folder() { fs::remove_all(path); }
    ~Folder() { fs::remove_all(path); }
};

rules::CycleRecord ended(int number, rules::Verdict verdict) {
    rules::CycleRecord record;
    record.number = number;
    record.profile = "rehearsal";
    record.finished_at = "2026-01-02T03:05:00Z";
    record.verdict = verdict;
    rules::Finding finding;
    finding.id = "0123456789ab";
    finding.tie = "invoice";
    record.findings.push_back(finding);
    record.quarantined = 7;
    return record;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ledger)

BOOST_AUTO_TEST_CASE(a_cycle_that_never_ended_stays_in_the_book) {
    Folder folder;
    const cycle::StateFolder state(folder.path);
    {
        cycle::Ledger book(state.ledger());
        BOOST_TEST(book.begin("2026-01-02T03:04:05Z", "rehearsal") == 1);
        book.end(ended(1, rules::Verdict::broken));
        BOOST_TEST(book.begin("2026-01-02T04:00:00Z", "final") == 2);
    }
    const cycle::Ledger again(state.ledger());
    const auto lines = again.lines();
    BOOST_REQUIRE(lines.size() == 2u);
    BOOST_TEST(lines[0].verdict == "broken");
    BOOST_TEST(lines[0].errors == 1u);
    BOOST_TEST(lines[0].quarantined == 7u);
    BOOST_TEST(lines[1].verdict == "started");
    BOOST_TEST(lines[1].profile == "final");
    BOOST_REQUIRE(again.last());
    BOOST_TEST(again.last()->number == 1);
    BOOST_TEST(!again.find(2).has_value());
}

BOOST_AUTO_TEST_CASE(a_record_comes_back_as_it_went_in) {
    Folder folder;
    const cycle::StateFolder state(folder.path);
    cycle::Ledger book(state.ledger());
    book.begin("2026-01-02T03:04:05Z", "rehearsal");
    const auto record = ended(1, rules::Verdict::broken);
    book.end(record);
    BOOST_TEST(rules::to_json(*book.find(1)) == rules::to_json(record));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_ledger_is_an_error_and_is_left_alone) {
    Folder folder;
    const cycle::StateFolder state(folder.path);
    std::ofstream(state.ledger()) << "this is not a database, it is a letter of some length";
    BOOST_CHECK_THROW(cycle::Ledger book(state.ledger()), Error);
    std::ifstream in(state.ledger());
    std::string word;
    in >> word;
    BOOST_TEST(word == "this");
}

BOOST_AUTO_TEST_CASE(two_processes_do_not_share_a_state_folder) {
    Folder folder;
    const cycle::StateFolder first(folder.path);
    BOOST_CHECK_THROW(const cycle::StateFolder second(folder.path), Error);
}

BOOST_AUTO_TEST_CASE(the_state_folder_is_private) {
    Folder folder;
    const cycle::StateFolder state(folder.path);
    const auto others = fs::perms::group_all | fs::perms::others_all;
    const bool is_private = (fs::status(folder.path).permissions() & others) == fs::perms::none;
    BOOST_TEST(is_private);
    BOOST_TEST(fs::is_directory(state.cycle(7)));
    BOOST_TEST(state.cycle(7).filename() == "0007");
}

BOOST_AUTO_TEST_CASE(the_latest_check_of_the_integrations_is_remembered_beside_the_cycles) {
    Folder folder;
    const cycle::StateFolder state(folder.path);
    const auto checked = [](const char* at, rules::IntegrationState seen) {
        rules::IntegrationsCheck check;
        check.checked_at = at;
        check.results.push_back(
            {"cart", "Cart", "order form", "Ada", "s", "t", "GET x", seen, "said", "", 12});
        return check;
    };
    const auto first = checked("2026-01-02T03:00:00Z", rules::IntegrationState::fails);
    const auto second = checked("2026-01-02T04:00:00Z", rules::IntegrationState::works);
    {
        cycle::Ledger book(state.ledger());
        BOOST_TEST(!book.integrations().has_value());
        book.add(first);
        BOOST_TEST((book.integrations() == first));
        book.add(second);
    }
    const cycle::Ledger again(state.ledger());
    BOOST_TEST((again.integrations() == second));
    BOOST_TEST(again.lines().empty());
    BOOST_TEST(!again.last().has_value());
}

// Written by the program that knew no integrations.
BOOST_AUTO_TEST_CASE(an_older_ledger_keeps_its_cycles_and_takes_checks) {
    Folder folder;
    const cycle::StateFolder state(folder.path);
    {
        cycle::Ledger book(state.ledger());
        book.begin("2026-01-02T03:04:05Z", "rehearsal");
        rules::CycleRecord first = ended(1, rules::Verdict::holds);
        first.pack_digest = "pack";
        book.end(first);
    }
    {
        sqlite3* db = nullptr;
        sqlite3_open(state.ledger().c_str(), &db);
        cycle::run(db,
                   "drop table integrations_check; alter table cycle drop column "
                   "tieout_version; alter table cycle drop column pack_digest; alter table "
                   "cycle drop column config_digest; pragma user_version = 2");
        sqlite3_close(db);
    }
    cycle::Ledger book(state.ledger());
    BOOST_TEST(book.lines().size() == 1u);
    BOOST_REQUIRE(book.last());
    BOOST_TEST(book.last()->number == 1);
    BOOST_TEST(book.before(2).at(0).pack_digest == "pack");
    BOOST_TEST(!book.integrations().has_value());
    book.add({"2026-01-02T03:00:00Z", {}});
    BOOST_TEST(book.integrations()->checked_at == "2026-01-02T03:00:00Z");
}

BOOST_AUTO_TEST_SUITE_END()
