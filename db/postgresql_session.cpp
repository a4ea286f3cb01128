#include "db/postgresql_session.h"

#include <optional>
#include <pqxx/pqxx>

#include "db/postgresql_catalogue.h"
#include "db/postgresql_connection.h"
#include "db/postgresql_copy.h"
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

class PostgresqlSession : public Session {
public:
    PostgresqlSession(const Url& url, Snapshot snapshot);

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

private:
    void begin(Snapshot snapshot);
    void read_facts(Snapshot snapshot);
    std::string read_position();

    PostgresqlConnection connection_;
    SessionFacts facts_;
    std::optional<Catalogue> catalogue_;
};

PostgresqlSession::PostgresqlSession(const Url& url, Snapshot snapshot) : connection_(url) {
    begin(snapshot);
    read_facts(snapshot);
}

void PostgresqlSession::begin(Snapshot snapshot) {
    connection_.execute("SET default_transaction_read_only = on");
    if (snapshot == Snapshot::begin)
        connection_.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
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
    facts_.position = read_position();
}

std::string PostgresqlSession::read_position() {
    Savepoint savepoint(connection_);
    try {
        std::string position = connection_.value(position_sql);
        savepoint.release();
        return position;
    } catch (const Error& error) {
        if (error.fault() == Fault::connection) throw;
        return "";  // this role may not see it, or the server speaks the protocol and keeps no log
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

}  // namespace

std::unique_ptr<Session> open_postgresql(const Url& url, Snapshot snapshot) {
    return std::make_unique<PostgresqlSession>(url, snapshot);
}

}  // namespace tieout::db
