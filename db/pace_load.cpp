#include "db/pace_load.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "base/unicode.h"
#include "db/session.h"

namespace tieout::db {
namespace {

using Cell = std::optional<std::string>;

std::optional<std::uint64_t> number(const Cell& cell) {
    std::uint64_t value = 0;
    if (!cell) return std::nullopt;
    const char* const end = cell->data() + cell->size();
    const auto parsed = std::from_chars(cell->data(), end, value);
    if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
    return value;
}

Cell only_cell(const SmallResult& result) {
    return result.rows.empty() || result.rows[0].empty() ? Cell() : result.rows[0][0];
}

// Connection numbers come from the servers: digits, so they may stand in SQL.
std::string in_list(std::vector<std::string> ids, const std::string& own) {
    ids.push_back(own);
    return fmt::format("({})", fmt::join(ids, ", "));
}

class MysqlLoad final : public ServerLoad {
public:
    explicit MysqlLoad(std::unique_ptr<Session> session)
        : session_(std::move(session)),
          is_mariadb_(session_->facts().engine.starts_with("mariadb")) {}

    std::uint64_t figure(const std::string& name, const std::vector<std::string>& ours) override {
        const SmallResult shown =
            session_->query("SHOW GLOBAL STATUS WHERE Variable_name = ?", {name});
        const auto value = shown.rows.empty() || shown.rows[0].size() < 2
                               ? std::nullopt
                               : number(shown.rows[0][1]);
        if (!value)
            throw Error(Fault::usage,
                        fmt::format("{}: SHOW GLOBAL STATUS has no number `{}` to hold a limit "
                                    "against; `Threads_running` is one",
                                    session_->facts().url, name));
        return *value - std::min(*value, ours_in(to_lower(name), ours));
    }

    std::optional<Lag> lag() override {
        const SmallResult shown = replication();
        std::optional<Lag> slowest;
        for (const auto& row : shown.rows)
            for (std::size_t i = 0; i < shown.columns.size(); ++i)
                if (shown.columns[i].name == "Seconds_Behind_Master" ||
                    shown.columns[i].name == "Seconds_Behind_Source")
                    take(number(row[i]), slowest);
        return slowest;
    }

private:
    std::uint64_t ours_in(const std::string& name, const std::vector<std::string>& ours) {
        if (name == "threads_connected") return ours.size() + 1;
        if (name != "threads_running") return 0;
        const SmallResult counted = session_->query(
            "SELECT COUNT(*) FROM information_schema.processlist WHERE command <> 'Sleep' AND id "
            "IN " +
            in_list(ours, session_->connection_id()));
        return number(only_cell(counted)).value_or(0);
    }

    SmallResult replication() {
        if (is_mariadb_) return session_->query("SHOW ALL SLAVES STATUS");
        try {
            return session_->query("SHOW REPLICA STATUS");  // MySQL 8.0.22 and later
        } catch (const Error& error) {
            if (error.fault() != Fault::schema) throw;
            return session_->query("SHOW SLAVE STATUS");
        }
    }

    // One that stands still is behind all others.
    static void take(std::optional<std::uint64_t> seconds, std::optional<Lag>& slowest) {
        if (slowest && !slowest->behind) return;
        if (!seconds) {
            slowest = Lag{};
            return;
        }
        const std::chrono::milliseconds behind = std::chrono::seconds(*seconds);
        if (!slowest || *slowest->behind < behind) slowest = Lag{behind};
    }

    std::unique_ptr<Session> session_;
    bool is_mariadb_;
};

constexpr auto may_see_others_sql =
    "SELECT CASE WHEN rolsuper OR pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') THEN 1 "
    "ELSE 0 END FROM pg_roles WHERE rolname = current_user";

// A standby that has replayed all it received is not late, however long nothing was committed; one
// that has not, and has replayed no commit since it started, cannot tell: -1.
constexpr auto lag_sql =
    "SELECT CAST(round(1000 * CASE WHEN NOT pg_is_in_recovery() THEN"
    " (SELECT max(extract(epoch FROM replay_lag)) FROM pg_stat_replication)"
    " WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0"
    " WHEN pg_last_xact_replay_timestamp() IS NULL THEN -0.001"
    " ELSE greatest(0, extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()))"
    " END) AS bigint)";

class PostgresqlLoad final : public ServerLoad {
public:
    explicit PostgresqlLoad(std::unique_ptr<Session> session) : session_(std::move(session)) {
        if (only_cell(session_->query(may_see_others_sql)) == "1") return;
        throw Error(Fault::rights,
                    fmt::format("{}: {} does not see what other sessions do, so no limit on their "
                                "load or on replication can be kept; grant it pg_monitor",
                                session_->facts().url, session_->facts().user));
    }

    std::uint64_t figure(const std::string&, const std::vector<std::string>& ours) override {
        const SmallResult counted = session_->query(
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND backend_type = "
            "'client backend' AND pid NOT IN " +
            in_list(ours, session_->connection_id()));
        return number(only_cell(counted)).value_or(0);
    }

    std::optional<Lag> lag() override {
        const Cell ms = only_cell(session_->query(lag_sql));
        if (!ms) return std::nullopt;
        if (ms == "-1") return Lag{};
        return Lag{std::chrono::milliseconds(number(ms).value_or(0))};
    }

private:
    std::unique_ptr<Session> session_;
};

}  // namespace

bool has_load_figure(Engine engine, const std::string& name) {
    if (engine == Engine::sqlite) return false;
    return (engine == Engine::postgresql) == (name == "active");
}

std::unique_ptr<ServerLoad> ServerLoad::open(const Url& url) {
    if (url.engine == Engine::sqlite) return nullptr;
    auto session = Session::open(url, Snapshot::none);
    if (url.engine == Engine::mysql) return std::make_unique<MysqlLoad>(std::move(session));
    return std::make_unique<PostgresqlLoad>(std::move(session));
}

}  // namespace tieout::db
