#include "db/postgresql_session.h"

#include <optional>
#include <pqxx/pqxx>

#include "db/postgresql_catalogue.h"
#include "db/postgresql_connection.h"
#include "db/postgresql_copy.h"
#include "db/postgresql_elsewhere.h"
#include "db/postgresql_query.h"

namespace tieout::db {
namespace {

// The first statement of the transaction: from here on the snapshot stands.
constexpr const char* facts_sql =
    "SELECT current_setting('server_version'), current_user, current_setting('client_encoding'),"
    " current_setting('TimeZone'), current_setting('transaction_isolation'),"
    " current_setting('transaction_read_only'),"
    " to_char(clock_timestamp(), 'YYYY-MM-DD HH24:MI:SS.US') || '+00',"
    " current_setting('server_encoding')";

constexpr const char* position_sql =
    "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
    " ELSE pg_current_wal_lsn() END";

// Which transactions this view sees, of which database: that is all that makes it another one. The
// old name of the function is known to every version.
constexpr const char* view_sql =
    "SELECT txid_current_snapshot()::text || ' of database ' || oid FROM pg_database"
    " WHERE datname = current_database()";

constexpr const char* price_sql =
    "SELECT 'row versions kept since ' || age(backend_xmin) || ' transactions'"
    " FROM pg_stat_activity WHERE pid = ?";

class PostgresqlSession : public Session {
public:
    // `exported`: another session's snapshot, which this one sees too; empty: its own.
    PostgresqlSession(const Url& url, Snapshot snapshot, const std::string& exported = "");
    // Throws what query() throws, and then this session's view is lost.
    std::string export_snapshot() { return connection_.value("SELECT pg_export_snapshot()"); }
    void tell_moment(const std::string& moment) { facts_.moment = moment; }

    Engine engine() const override { return Engine::postgresql; }
    const SessionFacts& facts() const override { return facts_; }
    std::unique_ptr<RowStream> stream(const Query& query) override {
        return copy_rows(connection_, query);
    }
    SmallResult query(std::string_view sql,
                      const std::vector<std::optional<std::string>>& parameters) override {
        return postgresql_query(connection_, sql, parameters);
    }
    const Catalogue& catalogue() override;
    std::vector<std::string> write_privileges() override;
    void cancel() noexcept override { connection_.cancel(); }
    std::string snapshot_price() override;
    void limit_statements(std::chrono::milliseconds most) override {
        connection_.execute("SET statement_timeout = " + std::to_string(most.count()));
    }
    std::string connection_id() const override {
        return std::to_string(PQbackendPID(connection_.handle()));
    }

private:
    void begin(Snapshot snapshot, const std::string& exported);
    void read_facts(Snapshot snapshot);
    std::string if_allowed(const std::string& sql);

    Url url_;
    PostgresqlConnection connection_;
    SessionFacts facts_;
    std::optional<Catalogue> catalogue_;
};

PostgresqlSession::PostgresqlSession(const Url& url, Snapshot snapshot, const std::string& exported)
    : url_(url), connection_(url) {
    begin(snapshot, exported);
    read_facts(snapshot);
}

void PostgresqlSession::begin(Snapshot snapshot, const std::string& exported) {
    connection_.execute("SET default_transaction_read_only = on");
    if (snapshot == Snapshot::none) return;
    // A session that sees an earlier moment may have to wait for hours until its turn comes, and
    // one that is held for as long as it is.
    connection_.execute("SET idle_in_transaction_session_timeout = 0");
    connection_.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    // The name is the server's own: digits and hyphens.
    if (!exported.empty()) connection_.execute("SET TRANSACTION SNAPSHOT '" + exported + "'");
}

void PostgresqlSession::read_facts(Snapshot snapshot) {
    const pqxx::result told = connection_.query(facts_sql);
    const pqxx::row row = told.front();
    if (std::string_view(row[5].c_str()) != "on")
        throw Error(Fault::rights, connection_.safe_url() + ": the server does not hold this " +
                                       "session to reading; nothing is read without that");
    facts_.engine = std::string("postgresql ") + row[0].c_str();
    facts_.engine.resize(std::min(facts_.engine.find(" ("), facts_.engine.size()));
    facts_.url = connection_.safe_url();
    facts_.user = row[1].c_str();
    facts_.charset = row[2].c_str();
    facts_.time_zone = row[3].c_str();
    facts_.isolation = std::string(row[4].c_str()) + ", read only";
    if (snapshot == Snapshot::begin) facts_.isolation += ", consistent snapshot";
    facts_.server_time = row[6].c_str();
    facts_.server_charset = row[7].c_str();
    facts_.server_zone = connection_.server_zone();
    facts_.position = if_allowed(position_sql);
    facts_.tables_elsewhere = postgresql_tables_elsewhere(connection_);
    if (snapshot == Snapshot::none) return;
    look_first_elsewhere(connection_);
    // What is written to another server does not move this one's transactions.
    if (facts_.tables_elsewhere.empty()) facts_.view = if_allowed(view_sql);
}

std::string PostgresqlSession::if_allowed(const std::string& sql) {
    Savepoint savepoint(connection_);
    try {
        std::string told = connection_.value(sql);
        savepoint.release();
        return told;
    } catch (const Error& error) {
        if (error.fault() == Fault::connection) throw;
        return "";  // this role may not see it, or the server speaks the protocol and keeps no log
    }
}

// In a transaction the newest transaction stays what it was: another connection must look.
std::string PostgresqlSession::snapshot_price() {
    const std::string pid = std::to_string(PQbackendPID(connection_.handle()));
    try {
        return PostgresqlConnection(url_).value(number_placeholders(price_sql), {pid});
    } catch (const Error&) {
        return {};  // no connection is granted for it: nothing else depends on that
    }
}

const Catalogue& PostgresqlSession::catalogue() {
    if (!catalogue_) {
        Savepoint savepoint(connection_);
        catalogue_ = read_postgresql_catalogue(connection_);
        savepoint.release();
    }
    return *catalogue_;
}

std::vector<std::string> PostgresqlSession::write_privileges() {
    Savepoint savepoint(connection_);
    std::vector<std::string> out = read_postgresql_write_privileges(connection_);
    savepoint.release();
    return out;
}

std::string words(std::size_t sessions) {
    return std::to_string(sessions) + " sessions, one exported snapshot";
}

}  // namespace

std::unique_ptr<Session> open_postgresql(const Url& url, Snapshot snapshot) {
    return std::make_unique<PostgresqlSession>(url, snapshot);
}

SessionSet open_postgresql_set(const Url& url, std::size_t wanted) {
    SessionSet set;
    try {
        auto first = std::make_unique<PostgresqlSession>(url, Snapshot::begin);
        if (const auto& elsewhere = first->facts().tables_elsewhere; !elsewhere.empty()) {
            set.why_fewer = lie_elsewhere(elsewhere) + ", which know no other session's snapshot";
            set.sessions.push_back(std::move(first));
            return set;
        }
        const std::string exported = first->export_snapshot();
        first->tell_moment(words(wanted));
        set.sessions.push_back(std::move(first));
        while (set.sessions.size() < wanted) {
            auto next = std::make_unique<PostgresqlSession>(url, Snapshot::begin, exported);
            next->tell_moment(words(wanted));
            set.sessions.push_back(std::move(next));
        }
    } catch (const Error& error) {
        if (error.fault() == Fault::interrupted) throw;
        set.why_fewer = error.what();
        set.sessions.clear();
        set.sessions.push_back(open_postgresql(url, Snapshot::begin));
    }
    return set;
}

}  // namespace tieout::db
