// A small company in its night, after one rehearsal that held: v4 on MariaDB with somebody who
// writes into it all the time, v5 on PostgreSQL, a web site that shows which of them customers
// reach, and the company's own commands, which can be made to fail or to kill tieout.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/place.h"
#include "tests/cutover/small_server.h"

namespace tieout::tests {

// Inserts a numbered row into v4's event log, again and again, each time by a connection of its
// own. Remembers which were taken.
class Writer {
public:
    Writer(const Scratch& v4, std::string user);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // Waits until so many more were taken, or refused; false after 20 s.
    bool wait_taken(int more) const;
    bool wait_refused(int more) const;
    std::vector<int> taken() const;

private:
    void write();

    const Scratch& v4_;
    std::string user_;
    std::atomic<bool> stop_{false};
    std::atomic<int> refused_{0}, count_{0};
    mutable std::mutex mutex_;
    std::vector<int> taken_;
    std::thread thread_;
};

class Town {
public:
    Town();
    ~Town();

    // `tieout` with these words, in the company's folder.
    Outcome tieout(std::vector<std::string> words) const;
    Outcome night(std::vector<std::string> words = {}) const;     // cutover run --confirm switch
    Outcome rollback(std::vector<std::string> words = {}) const;  // cutover rollback --confirm …
    Command command(std::vector<std::string> words) const;

    // What a hook does once, at its next `verb` (check, do, undo): "fail", "kill-before",
    // "kill-after", "slow".
    void plant(const std::string& what, const std::string& hook, const std::string& verb) const;
    // How often that hook did it: "freeze do".
    std::size_t did(const std::string& what) const;
    // The project's file, with more for the final profile's policy: ", sign_offs: [cfo]".
    void project(const std::string& policy = "") const;
    // The runbook, with lines added to its end.
    void runbook(const std::string& more = "") const;

    bool is_frozen() const;          // v4
    std::string point() const;       // "v4" or "v5"
    bool is_open() const;            // no page says that there is maintenance
    std::vector<int> in_v4() const;  // numbers of the writer's rows
    std::vector<int> in_v5() const;

    const Place& place() const { return place_; }
    const Scratch& v4() const { return v4_; }
    const Scratch& v5() const { return v5_; }
    const std::string& user() const { return user_; }
    std::atomic<bool> web_hangs{false}, web_fails{false};

private:
    std::string page() const;
    void rehearse() const;

    Place place_;
    Scratch v4_, v5_;
    std::string user_;
    SmallServer web_;
};

// v4 takes writes, customers reach it, and v5 has no public.
void source_is_as_it_was(const Town& town);
void target_is_in_service(const Town& town);
// v5 as a full migration of what v4 holds makes it, and what that file of SQL makes of it then.
std::string migrated_anew(const Town& town, const std::string& and_then_run = "");

}  // namespace tieout::tests
