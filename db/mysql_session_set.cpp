// MySQL gives a session no other's snapshot. What two sessions see is the same where nothing was
// committed between the beginnings of their transactions, and the sure way to that is to hold back
// everybody who writes. On a production server that is a thing to be careful with: a global lock
// waits for statements that run, and all others wait behind it. So it is asked for only while no
// statement runs long, it is waited for a second at most, it is held only while transactions begin
// (everything else of a session is done before or after), and where it is not had we go on without.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "db/mysql_connection.h"
#include "db/mysql_reading.h"
#include "db/mysql_session.h"

namespace tieout::db {
namespace {

using Clock = std::chrono::steady_clock;
using Sessions = std::vector<std::unique_ptr<MysqlSession>>;

constexpr int lock_wait_s = 1;       // others wait behind us that long at most
constexpr int long_statement_s = 2;  // such a one is likely to run on
constexpr int attempts = 3;          // to begin between two commits, where there is no lock

// Holds everybody back who would write, from take() to release().
class WriteStop {
public:
    explicit WriteStop(const Url& url) : connection_(url, "ANSI_QUOTES") {
        connection_.run(fmt::format("SET SESSION lock_wait_timeout = {}", lock_wait_s));
    }

    // What is locked, for people; empty: nothing is, and why_not() says why.
    std::string take() {
        why_not_ = long_statement();
        if (!why_not_.empty()) return {};
        begin_ = Clock::now();
        if (locks("FLUSH TABLES WITH READ LOCK")) return "all tables of the server";
        if (!lacks_right_) return {};
        begin_ = Clock::now();
        const std::string each = lock_of_each_table();
        return !each.empty() && locks(each) ? "all tables of the database" : "";
    }

    // Milliseconds that it was held, waiting included.
    double release() {
        connection_.run("UNLOCK TABLES");
        return std::chrono::duration<double, std::milli>(Clock::now() - begin_).count();
    }

    const std::string& why_not() const { return why_not_; }

private:
    // Those of other roles are seen only by who may see all processes.
    std::string long_statement() {
        const auto running = connection_.ask_if_allowed(fmt::format(
            "SELECT MAX(time) FROM information_schema.processlist WHERE command IN ('Query', "
            "'Execute') AND id <> CONNECTION_ID() AND time >= {}",
            long_statement_s));
        if (running.empty() || !running[0][0]) return {};
        return fmt::format("a statement has been running for {} s, and nobody shall wait for it",
                           *running[0][0]);
    }

    bool locks(const std::string& sql) {
        const auto refused = connection_.attempt(sql);
        if (!refused) return true;
        lacks_right_ = mysql_fault(*refused) == Fault::rights;
        why_not_ = lacks_right_ ? "this role has neither RELOAD nor LOCK TABLES"
                                : fmt::format("no lock within {} s", lock_wait_s);
        return false;
    }

    std::string lock_of_each_table() {
        std::string sql;
        for (const auto& row : connection_.ask(
                 "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() "
                 "AND table_type = 'BASE TABLE' ORDER BY 1"))
            sql += (sql.empty() ? "LOCK TABLES " : ", ") +
                   quote_identifier(Engine::mysql, row[0].value_or("")) + " READ";
        return sql;
    }

    MysqlConnection connection_;
    Clock::time_point begin_;
    std::string why_not_;
    bool lacks_right_ = false;
};

void begin(Sessions& sessions) {
    for (const auto& session : sessions)
        session->begin();
}

void read_facts(Sessions& sessions) {
    for (const auto& session : sessions)
        session->read_facts();
}

void tell(Sessions& sessions, const std::string& how, const std::string& lock) {
    for (const auto& session : sessions)
        session->tell_moment(fmt::format("{} sessions, {}", sessions.size(), how), lock);
}

// The lock of this server holds nobody back who writes to the others by themselves.
std::string how_far_the_lock_reaches(const SessionFacts& facts) {
    return facts.tables_elsewhere.empty()
               ? ""
               : fmt::format("; {}, and it is one moment for who writes by way of this one",
                             lie_elsewhere(facts.tables_elsewhere));
}

bool see_one_moment(const Sessions& sessions) {
    const std::string& view = sessions.front()->facts().view;
    return !view.empty() && std::all_of(sessions.begin(), sessions.end(), [&](const auto& each) {
        return each->facts().view == view;
    });
}

// Empty: they see one moment; else why not.
std::string begin_under_lock(const Url& url, Sessions& sessions) {
    WriteStop stop(url);
    const std::string locked = stop.take();
    if (locked.empty()) return stop.why_not();
    begin(sessions);
    const double held_ms = stop.release();
    read_facts(sessions);
    tell(sessions, "begun under one lock" + how_far_the_lock_reaches(sessions.front()->facts()),
         fmt::format("{}, {:.1f} ms", locked, held_ms));
    return {};
}

std::string begin_between_commits(Sessions& sessions) {
    for (int attempt = 0; attempt < attempts; ++attempt) {
        begin(sessions);
        read_facts(sessions);
        const auto& elsewhere = sessions.front()->facts().tables_elsewhere;
        if (!elsewhere.empty()) return lie_elsewhere(elsewhere);
        if (sessions.front()->facts().view.empty())
            return "the server's binary log does not tell whether they see the same";
        if (!see_one_moment(sessions)) continue;
        tell(sessions, "the same position in the binary log", "");
        return {};
    }
    return "others wrote between the beginnings of the sessions";
}

// Empty: all see one moment; else why not, and then the first one stands alone.
std::string begin_together(const Url& url, Sessions& sessions, std::size_t wanted) {
    try {
        while (sessions.size() < wanted)
            sessions.push_back(std::make_unique<MysqlSession>(url, Snapshot::begin));
        const std::string no_lock = begin_under_lock(url, sessions);
        if (no_lock.empty()) return {};
        const std::string no_proof = begin_between_commits(sessions);
        return no_proof.empty() ? "" : no_lock + "; " + no_proof;
    } catch (const Error& error) {
        if (error.fault() == Fault::interrupted || sessions.empty()) throw;
        return error.what();  // so many connections are not granted, say
    }
}

}  // namespace

SessionSet open_mysql_set(const Url& url, std::size_t wanted) {
    SessionSet set;
    Sessions sessions;
    set.why_fewer = begin_together(url, sessions, wanted);
    if (!set.why_fewer.empty()) {
        sessions.resize(1);
        sessions.front()->begin();
        sessions.front()->read_facts();
    }
    std::move(sessions.begin(), sessions.end(), std::back_inserter(set.sessions));
    return set;
}

}  // namespace tieout::db
