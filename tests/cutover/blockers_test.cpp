// Each blocker has a fault that was planted and a clean twin on which it stays silent.
#include "cutover/blockers.h"

#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "base/error.h"
#include "cutover/blocker_parts.h"
#include "tests/cutover/planned.h"

namespace tieout::tests {
namespace {

using cutover::Blocker;
using State = Blocker::State;

std::vector<Blocker> blockers_of(const Planned& planned) {
    cutover::BlockerOptions options;
    options.now = "2026-11-29T12:00:00Z";
    return cutover::find_blockers(planned.project, planned.pack, options);
}

Blocker blocker_of(const Planned& planned, const std::string& name) {
    for (const Blocker& blocker : blockers_of(planned))
        if (blocker.name == name) return blocker;
    throw std::runtime_error("no blocker " + name);
}

#define CHECK_BLOCKER(planned, name_, state_, part)                           \
    do {                                                                      \
        const Blocker seen = blocker_of(planned, name_);                      \
        BOOST_TEST_CONTEXT(seen.sentence) {                                   \
            BOOST_TEST((seen.state == (state_)), cutover::name(seen.state));  \
            BOOST_TEST(seen.sentence.find(part) != std::string::npos);        \
            BOOST_TEST(seen.way_out.empty() == (seen.state == State::clear)); \
        }                                                                     \
    } while (false)

rules::IntegrationResult integration(rules::IntegrationState state, const std::string& accepted) {
    rules::IntegrationResult result;
    result.name = "order_form";
    result.title = "Order form";
    result.kind = "order form";
    result.source = result.target = "orders";
    result.state = state;
    result.accepted = accepted;
    return result;
}

// A user of MariaDB that may read nothing yet; dropped at the end.
class Somebody {
public:
    explicit Somebody(const Scratch& database)
        : database_(database), name_("tieout_plan_" + std::to_string(getpid())) {
        for (const char* host : hosts)
            database_.run_client("create user " + name_ + host + " identified by 'look'");
    }
    ~Somebody() {
        try {
            for (const char* host : hosts)
                database_.run_client("drop user " + name_ + host);
        } catch (const std::exception&) {
            // Goes with the server.
        }
    }
    Somebody(const Somebody&) = delete;
    Somebody& operator=(const Somebody&) = delete;

    void grant(const std::string& right, const std::string& table) const {
        for (const char* host : hosts)
            database_.run_client("grant " + right + " on `" + database_.parsed().database + "`." +
                                 table + " to " + name_ + host);
    }
    std::string url() const {
        std::string url = database_.url();
        const std::size_t begin = url.find("://") + 3;
        return url.replace(begin, url.find('@') - begin, name_ + ":look");
    }

private:
    static constexpr const char* hosts[] = {"@'%'", "@localhost"};
    const Scratch& database_;
    std::string name_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(blockers)

BOOST_AUTO_TEST_CASE(they_come_in_a_fixed_order_and_none_blocks_a_clean_night) {
    const Planned planned;
    planned.ended(good_rehearsal());
    planned.checked({integration(rules::IntegrationState::works, "")});
    std::vector<std::string> names;
    for (const Blocker& blocker : blockers_of(planned)) {
        names.push_back(blocker.name);
        BOOST_TEST((blocker.state == State::clear), blocker.name << ": " << blocker.sentence);
        BOOST_TEST(!blocker.sentence.empty());
        BOOST_TEST(blocker.way_out == "");
    }
    const std::vector<std::string> wanted{"gate",
                                          "defanged_target",
                                          "unknown_columns",
                                          "disk",
                                          "source_rights",
                                          "writer_rights",
                                          "verifier_rights",
                                          "integrations",
                                          "waiting_card_batches",
                                          "payments_in_flight",
                                          "callbacks_to_source"};
    BOOST_TEST(names == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_closed_gate_and_a_ledger_without_a_cycle_block) {
    const Planned planned;
    CHECK_BLOCKER(planned, "gate", State::blocks, "no cycle has ended");
    planned.ended(good_rehearsal());
    CHECK_BLOCKER(planned, "gate", State::clear, "the gate of profile rehearsal, cycle 1, is open");
    auto spoilt = good_rehearsal();
    spoilt.quarantined = 2;
    planned.ended(spoilt);
    CHECK_BLOCKER(planned, "gate", State::blocks,
                  "cycle 2, is closed by 1: rows in quarantine 2 (wanted: at most 0)");
}

BOOST_AUTO_TEST_CASE(a_cycle_that_began_and_never_ended_keeps_the_gate_closed) {
    const Planned planned;
    planned.ended(good_rehearsal());
    planned.begun();
    CHECK_BLOCKER(planned, "gate", State::blocks, "the last cycle that began has not ended");
}

BOOST_AUTO_TEST_CASE(a_defanged_target_blocks_by_its_own_word_and_by_the_last_cycles) {
    const Planned planned;
    CHECK_BLOCKER(planned, "defanged_target", State::clear, "not defanged");
    auto record = good_rehearsal();
    record.target.facts.emplace_back("defanged", "yes");
    planned.ended(record);
    CHECK_BLOCKER(planned, "defanged_target", State::blocks, "the last cycle (1) left");
    record.target.facts.back().second = "no";
    planned.ended(record);
    CHECK_BLOCKER(planned, "defanged_target", State::clear, "not defanged");
    planned.v5.run_client("insert into rehearsal (name, value) values ('defanged', 'yes')");
    CHECK_BLOCKER(planned, "defanged_target", State::blocks, "the target says that it is defanged");
}

BOOST_AUTO_TEST_CASE(a_column_that_the_pack_does_not_know_blocks) {
    const Planned planned;
    CHECK_BLOCKER(planned, "unknown_columns", State::clear, "knows every column");
    planned.v4.run_client("alter table client_info add column loyalty int");
    CHECK_BLOCKER(planned, "unknown_columns", State::blocks, "1: client_info.loyalty");
    planned.v4.run_client("create table points (id int)");
    CHECK_BLOCKER(planned, "unknown_columns", State::blocks, "2: client_info.loyalty, points.id");
}

BOOST_AUTO_TEST_CASE(a_disk_blocks_below_what_a_cycle_takes_and_not_at_it) {
    BOOST_TEST((cutover::judge_disk("it", 999'999, 1'000'000).state == State::blocks));
    BOOST_TEST((cutover::judge_disk("it", 1'000'000, 1'000'000).state == State::clear));
    BOOST_TEST(cutover::judge_disk("it", 65'000'000, 64'000'000).sentence ==
               "it has the 64 MB that a cycle may take");
    BOOST_TEST(cutover::judge_disk("it", 5'000'000, 64'000'000).sentence ==
               "it has 5 MB free, a cycle may take 64 MB");
}

BOOST_AUTO_TEST_CASE(rows_that_no_disk_has_room_for_block) {
    const Planned planned;
    auto record = good_rehearsal();
    planned.ended(record);
    CHECK_BLOCKER(planned, "disk", State::clear, "the disk of the state folder has");
    const auto free = std::filesystem::space(std::filesystem::temp_directory_path()).available;
    record.ties[0].spilled_bytes = free / 4;
    planned.ended(record);
    CHECK_BLOCKER(planned, "disk", State::clear, "the disk of $TMPDIR has");
    // There is room for them once, and not for twice as much.
    record.ties[0].spilled_bytes = free / 4 * 3;
    planned.ended(record);
    CHECK_BLOCKER(planned, "disk", State::blocks, "the disk of $TMPDIR has");
}

// Files with holes: they have the size of a large report and take no room.
BOOST_AUTO_TEST_CASE(reports_that_no_disk_has_room_for_twice_block) {
    const Planned planned;
    planned.ended(good_rehearsal());
    const auto free = std::filesystem::space(planned.project.state).available;
    const auto report = planned.project.state / "cycles" / "0001" / "findings.csv";
    std::filesystem::create_directories(report.parent_path());
    { std::ofstream(report) << "finding"; }
    std::filesystem::resize_file(report, free / 4);
    CHECK_BLOCKER(planned, "disk", State::clear, "the disk of the state folder has");
    std::filesystem::resize_file(report, free / 4 * 3);
    CHECK_BLOCKER(planned, "disk", State::blocks, "the disk of the state folder has");
}

BOOST_AUTO_TEST_CASE(a_table_that_the_source_role_cannot_read_blocks) {
    Planned planned;
    const Somebody reader(planned.v4);
    planned.project.profile.source = reader.url();
    CHECK_BLOCKER(planned, "source_rights", State::unknown, "tieout_plan_");
    reader.grant("select", "*");
    CHECK_BLOCKER(planned, "source_rights", State::clear, "can read every table");
}

BOOST_AUTO_TEST_CASE(a_table_that_is_hidden_from_the_source_role_or_read_in_part_blocks) {
    Planned planned;
    const Somebody reader(planned.v4);
    planned.project.profile.source = reader.url();
    const auto all = db::Session::open(planned.v4.parsed(), db::Snapshot::none);
    for (const db::Table& table : all->catalogue().tables)
        if (table.name != "event_log" && table.name != "support_log")
            reader.grant("select", table.name);
    reader.grant("select (log_id)", "event_log");
    CHECK_BLOCKER(planned, "source_rights", State::blocks, "2: support_log, event_log");
}

BOOST_AUTO_TEST_CASE(a_role_that_cannot_fill_the_target_blocks) {
    Planned planned(db::Engine::mysql, db::Engine::mysql);
    const Somebody role(planned.v5);
    role.grant("select", "*");
    planned.project.profile.target_write = role.url();
    CHECK_BLOCKER(planned, "writer_rights", State::blocks, "4: ALTER, CREATE, DROP and 1 more");
    role.grant("insert, alter, create", "*");
    CHECK_BLOCKER(planned, "writer_rights", State::blocks, "1: DROP");
    role.grant("drop", "*");
    CHECK_BLOCKER(planned, "writer_rights", State::clear, "can write");
}

BOOST_AUTO_TEST_CASE(a_verifier_that_can_write_blocks_where_the_policy_forbids_it) {
    Planned planned(db::Engine::mysql, db::Engine::mysql);
    const Somebody role(planned.v5);
    role.grant("select", "*");
    planned.project.profile.target_read = role.url();
    planned.project.profile.policy.require_read_only_verifier = true;
    CHECK_BLOCKER(planned, "verifier_rights", State::clear, "can only read");
    role.grant("update", "*");
    CHECK_BLOCKER(planned, "verifier_rights", State::blocks, "1: UPDATE");
    planned.project.profile.policy.require_read_only_verifier = false;
    CHECK_BLOCKER(planned, "verifier_rights", State::clear, "the policy allows it");
}

BOOST_AUTO_TEST_CASE(an_integration_that_fails_blocks_and_one_that_nobody_asked_is_not_known) {
    Planned planned;
    CHECK_BLOCKER(planned, "integrations", State::unknown, "nobody has asked yet");
    planned.checked({integration(rules::IntegrationState::fails, "")});
    CHECK_BLOCKER(planned, "integrations", State::blocks, "1: order_form");
    planned.checked({integration(rules::IntegrationState::no_probe, "")});
    CHECK_BLOCKER(planned, "integrations", State::clear, "the policy does not ask for them");
    planned.project.profile.policy.require_integrations = true;
    CHECK_BLOCKER(planned, "integrations", State::unknown, "1: order_form");
    planned.checked({integration(rules::IntegrationState::no_probe, "a person looks")});
    CHECK_BLOCKER(planned, "integrations", State::clear, "works or needs no probe");
}

BOOST_AUTO_TEST_CASE(card_charges_that_wait_block) {
    const Planned planned;
    CHECK_BLOCKER(planned, "waiting_card_batches", State::clear, "no card charges wait");
    planned.v4.run_client(
        "insert into authnet_batch (an_id, x_Card_Num) values (7, 'c'), (9, 'c')");
    CHECK_BLOCKER(planned, "waiting_card_batches", State::blocks, "2: 7, 9");
}

// An open invoice is no payment under way; neither is one that is paid, void or refunded.
BOOST_AUTO_TEST_CASE(a_payment_that_a_gateway_has_and_v4_has_not_booked_blocks) {
    const Planned planned;
    const std::string insert =
        "insert into client_invoice (invoice_id, invoice_amount, invoice_amount_paid, "
        "invoice_date_paid, invoice_status, auth_return, trans_id, invoice_snapshot) values ";
    planned.v4.run_client(insert +
                          "(1, 10, 0, 0, 3, 0, '', ''), (2, 10, 10, 1104555600, 1, 1, 'T-2', ''), "
                          "(3, 10, 0, 0, 2, 1, 'T-3', ''), (4, 10, 0, 0, 4, 1, 'T-4', ''), "
                          "(5, 10, 0, 0, null, 2, '0', '')");
    CHECK_BLOCKER(planned, "payments_in_flight", State::clear, "no payments");
    planned.v4.run_client(insert +
                          "(6, 10, 0, 0, 3, 1, '', ''), (7, 10, 0, 0, 3, 0, 'T-7', ''), "
                          "(8, 10, 0, 0, -1, 0, '', ''), (9, 10, 0, 0, 99, 0, '', '')");
    CHECK_BLOCKER(planned, "payments_in_flight", State::blocks, "4: 6, 7, 8 and 1 more");
}

BOOST_AUTO_TEST_CASE(a_callback_to_the_old_host_blocks_and_without_its_name_nobody_knows) {
    Planned planned;
    const std::string insert = "insert into setting (namespace, name, value) values ";
    planned.v5.run_client(insert + "('callback', 'new_one', 'https://billing.new.example/back')");
    CHECK_BLOCKER(planned, "callbacks_to_source", State::clear, "no call-backs");
    planned.v5.run_client(insert + "('callback', 'old_one', 'https://billing.old.example/ipn')");
    CHECK_BLOCKER(planned, "callbacks_to_source", State::blocks, "1: old_one");
    planned.pack.set("source_host", "none");
    CHECK_BLOCKER(planned, "callbacks_to_source", State::unknown, "source_host");
}

BOOST_AUTO_TEST_CASE(a_side_that_cannot_be_reached_is_unknown_and_the_others_are_asked) {
    Planned planned;
    planned.ended(good_rehearsal());
    planned.project.profile.target_read = planned.project.profile.target_write =
        "postgresql://nobody@127.0.0.1:1/none";
    CHECK_BLOCKER(planned, "defanged_target", State::unknown, "127.0.0.1");
    CHECK_BLOCKER(planned, "writer_rights", State::unknown, "127.0.0.1");
    CHECK_BLOCKER(planned, "callbacks_to_source", State::unknown, "127.0.0.1");
    CHECK_BLOCKER(planned, "gate", State::clear, "is open");
    CHECK_BLOCKER(planned, "waiting_card_batches", State::clear, "no card charges");
}

BOOST_AUTO_TEST_CASE(a_ledger_that_cannot_be_read_is_unknown_to_those_who_look_into_it) {
    const Planned planned;
    { std::ofstream(planned.project.state / "ledger.db") << "no database"; }
    CHECK_BLOCKER(planned, "gate", State::unknown, "ledger.db");
    CHECK_BLOCKER(planned, "unknown_columns", State::clear, "");
}

// The source, and the target by either of its roles; each can be cancelled while it is open.
BOOST_AUTO_TEST_CASE(each_session_can_be_cancelled_for_as_long_as_it_is_open) {
    const Planned planned;
    int opened = 0, open = 0;
    cutover::BlockerOptions options;
    options.now = "2026-11-29T12:00:00Z";
    options.while_open = [&](std::function<void()> cancel) {
        cancel();  // harmless where nothing runs
        ++opened;
        ++open;
        return std::shared_ptr<void>(nullptr, [&open](void*) { --open; });
    };
    cutover::find_blockers(planned.project, planned.pack, options);
    BOOST_TEST(opened == 3);
    BOOST_TEST(open == 0);
}

BOOST_AUTO_TEST_CASE(ctrl_c_ends_the_looking) {
    const Planned planned;
    const std::atomic<bool> stop{true};
    cutover::BlockerOptions options;
    options.stop = &stop;
    BOOST_CHECK_EXCEPTION(cutover::find_blockers(planned.project, planned.pack, options), Error,
                          [](const Error& error) { return error.fault() == Fault::interrupted; });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tieout::tests
