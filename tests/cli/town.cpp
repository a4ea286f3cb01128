#include "tests/cli/town.h"

#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <sstream>
#include <stdexcept>

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;

// Each hook: `hooks/NAME check|do|undo`. What it does is in hooks/NAME.sh; what was planted is
// used up.
constexpr const char* hook = R"(#!/bin/bash
cd "$(dirname "$0")/.."
name=$(basename "$0") verb=$1
planted() { [[ -e planted/$1-$name-$verb ]] && rm "planted/$1-$name-$verb"; }
if planted kill-before; then kill -9 $PPID; exit 9; fi
if planted fail; then echo "planted: $name $verb"; exit 9; fi
if planted slow; then sleep 1; fi
[[ $verb == check ]] || echo "$name $verb" >>trace
. "hooks/$name.sh"
"on_$verb"
code=$?
if planted kill-after; then kill -9 $PPID; sleep 0.3; fi
exit $code
)";

std::string freeze_sh(const db::Url& v4, const std::string& user) {
    return "sql() { mariadb --no-defaults -N --protocol=tcp -h " + v4.host + " -P " +
           std::to_string(v4.port) + " -u " + v4.user + " -e \"$1\"; }\n" +
           "on_check() { [[ $(sql \"show create user '" + user +
           "'@'%'\") == *'ACCOUNT LOCK'* ]]; }\n" + "on_do() {\n    sql \"alter user '" + user +
           "'@'%' account lock\" &&\n    for id in $(sql \"select id from "
           "information_schema.processlist where user = '" +
           user + "'\"); do sql \"kill $id\" 2>/dev/null; done\n    return 0\n}\n" +
           "on_undo() { sql \"alter user '" + user + "'@'%' account unlock\"; }\n";
}

Outcome client(const db::Url& url, const std::string& user, const std::string& sql) {
    return run({{"mariadb", "--no-defaults", "-N", "--protocol=tcp", "-h", url.host, "-P",
                 std::to_string(url.port), "-u", user, url.database, "-e", sql}});
}

std::vector<int> numbers(const std::string& lines) {
    std::vector<int> all;
    std::istringstream in(lines);
    for (std::string word; in >> word;)
        all.push_back(std::stoi(word));
    std::sort(all.begin(), all.end());
    return all;
}

struct TemporaryCopy {
    fs::path path;
    ~TemporaryCopy() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

template <class Reached>
bool wait_until(Reached reached) {
    for (int i = 0; i < 2000; ++i) {
        if (reached()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

}  // namespace

Writer::Writer(const Scratch& v4, std::string user)
    : v4_(v4), user_(std::move(user)), thread_([this] { write(); }) {}

Writer::~Writer() {
    stop_ = true;
    thread_.join();
}

void Writer::write() {
    for (int number = 1; !stop_; ++number) {
        const Outcome insert = client(
            v4_.parsed(), user_,
            "insert into event_log (client_id, log_type, log_comments, log_stamp) values (1, "
            "'3', 'writer " +
                std::to_string(number) + "', 1100000000)");
        if (insert.exit == 0) {
            const std::lock_guard lock(mutex_);
            taken_.push_back(number);
            ++count_;
        } else {
            ++refused_;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(15));
    }
}

bool Writer::wait_taken(int more) const {
    return wait_until([this, until = count_ + more] { return count_ >= until; });
}

bool Writer::wait_refused(int more) const {
    return wait_until([this, until = refused_ + more] { return refused_ >= until; });
}

std::vector<int> Writer::taken() const {
    const std::lock_guard lock(mutex_);
    return taken_;
}

Town::Town()
    : v4_(db::Engine::mysql), v5_(db::Engine::postgresql), web_([this](const std::string&) {
          if (web_hangs) return std::string();
          return response(web_fails ? "503 Busy" : "200 OK", "", page());
      }) {
    const Outcome made = place_.tieout(
        {"sample", "--clients", "15", "--seed", "7", "--defects", "none", "--into", v4_.url()});
    if (made.exit != 0) throw std::runtime_error("no sample: " + made.err);
    make_tables(v5_, "v5");
    user_ = "w_" + v4_.parsed().database.substr(v4_.parsed().database.size() - 12);
    v4_.run_client("create user '" + user_ + "'@'%'; grant all on " + v4_.parsed().database +
                   ".* to '" + user_ + "'@'%'");
    fs::create_directories(place_.folder() / "hooks");
    fs::create_directories(place_.folder() / "planted");
    for (const char* name : {"freeze", "switch", "open"}) {
        place_.write(std::string("hooks/") + name, hook);
        fs::permissions(place_.folder() / "hooks" / name, fs::perms::owner_all);
    }
    place_.write("hooks/freeze.sh", freeze_sh(v4_.parsed(), user_));
    place_.write("hooks/switch.sh",
                 "on_check() { grep -q v5 point; }\non_do() { echo v5 >point; }\n"
                 "on_undo() { echo v4 >point; }\n");
    place_.write("hooks/open.sh",
                 "on_check() { [[ ! -e maintenance ]]; }\non_do() { rm maintenance; }\n"
                 "on_undo() { touch maintenance; }\n");
    place_.write("point", "v4\n");
    place_.write("maintenance", "");
    project();
    runbook();
    rehearse();
}

// One is enough for all towns: what the ledger knows of a rehearsal does not name the databases.
void Town::rehearse() const {
    static const fs::path rehearsed =
        fs::temp_directory_path() / ("tieout-rehearsed-" + std::to_string(getpid()));
    static const TemporaryCopy at_the_end{rehearsed};
    if (!fs::exists(rehearsed)) {
        const Outcome cycle = tieout({"cycle", "--quiet"});
        if (cycle.exit != 0) throw std::runtime_error("no rehearsal: " + cycle.out + cycle.err);
        fs::copy(place_.folder() / ".tieout", rehearsed, fs::copy_options::recursive);
    } else {
        fs::copy(rehearsed, place_.folder() / ".tieout", fs::copy_options::recursive);
    }
}

Town::~Town() {
    v4_.run_client("drop user '" + user_ + "'@'%'");
}

std::string Town::page() const {
    return "order form, served by " + place_.read("point");
}

void Town::project(const std::string& policy) const {
    const std::string sides = "source: " + v4_.url() + ", target: " + v5_.url();
    place_.write("tieout.yaml",
                 "pack: modernbill\ntime_zone: America/New_York\nparameters: {source_host: "
                 "v4.example}\nprofiles:\n  rehearsal: {" +
                     sides + ", defang: false, policy: {require_read_only_verifier: false}}\n" +
                     "  final: {" + sides + ", policy: {require_read_only_verifier: false" +
                     policy + "}}\n");
}

void Town::runbook(const std::string& more) const {
    std::string text =
        "freeze: {check: [hooks/freeze, check], do: [hooks/freeze, do], undo: "
        "[hooks/freeze, undo], settle: 100ms}\n";
    for (const char* name : {"switch", "open"})
        text += std::string(name) + ": {check: [hooks/" + name + ", check], do: [hooks/" + name +
                ", do], undo: [hooks/" + name + ", undo]}\n";
    text += "smoke:\n  order_form: {http: {url: '" + web_.url() +
            "', body: served by v5}}\nwatch: {for: 500ms, every: 200ms}\n"
            "keep: {until: 2099-12-31, readers: [the auditor]}\n";
    place_.write("runbook.yaml", text + more);
}

Command Town::command(std::vector<std::string> words) const {
    Command command = place_.command("tieout", std::move(words));
    command.with["no_proxy"] = "127.0.0.1";
    return command;
}

Outcome Town::tieout(std::vector<std::string> words) const {
    return run(command(std::move(words)));
}

Outcome Town::night(std::vector<std::string> words) const {
    words.insert(words.begin(), {"cutover", "run", "--confirm", "switch"});
    return tieout(std::move(words));
}

Outcome Town::rollback(std::vector<std::string> words) const {
    words.insert(words.begin(), {"cutover", "rollback", "--confirm", "rollback"});
    return tieout(std::move(words));
}

void Town::plant(const std::string& what, const std::string& name, const std::string& verb) const {
    place_.write("planted/" + what + "-" + name + "-" + verb, "");
}

std::size_t Town::did(const std::string& what) const {
    std::istringstream in(place_.read("trace"));
    std::size_t times = 0;
    for (std::string line; std::getline(in, line);)
        if (line == what) ++times;
    return times;
}

bool Town::is_frozen() const {
    return client(v4_.parsed(), user_, "select 1").exit != 0;
}

std::string Town::point() const {
    return place_.read("point").substr(0, 2);
}

bool Town::is_open() const {
    return !fs::exists(place_.folder() / "maintenance");
}

std::vector<int> Town::in_v4() const {
    const Outcome rows =
        client(v4_.parsed(), v4_.parsed().user,
               "select substr(log_comments, 8) from event_log where log_comments like 'writer %'");
    return numbers(rows.out);
}

std::vector<int> Town::in_v5() const {
    const db::Url url = v5_.parsed();
    const Outcome rows = run({{"psql", "-X", "-A", "-t", "-h", url.host, "-p",
                               std::to_string(url.port), "-U", url.user, "-d", url.database, "-c",
                               "select substr(body, 8) from event_log where body like "
                               "'writer %'"}});
    if (rows.exit != 0) throw std::runtime_error(rows.err);
    return numbers(rows.out);
}

void source_is_as_it_was(const Town& town) {
    BOOST_TEST(!town.is_frozen());
    BOOST_TEST(town.point() == "v4");
    BOOST_TEST(!town.is_open());
}

void target_is_in_service(const Town& town) {
    BOOST_TEST(town.is_frozen());
    BOOST_TEST(town.point() == "v5");
    BOOST_TEST(town.is_open());
    BOOST_TEST(town.in_v5() == town.in_v4(), boost::test_tools::per_element());
}

std::string migrated_anew(const Town& town, const std::string& and_then_run) {
    const Scratch v5(db::Engine::postgresql);
    make_tables(v5, "v5");
    const Outcome outcome = town.tieout({"migrate", town.v4().url(), v5.url(), "--pack",
                                         "modernbill", "--zone", "America/New_York", "--quiet"});
    BOOST_TEST_REQUIRE(outcome.exit == 0, outcome.err);
    if (!and_then_run.empty()) v5.run_client_file(and_then_run);
    return contents(v5);
}

}  // namespace tieout::tests
