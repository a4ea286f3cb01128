#include "db/mysql_session.h"

#include <fmt/format.h>

#include <optional>

#include "base/error.h"
#include "db/mysql_catalogue.h"
#include "db/mysql_connection.h"
#include "db/mysql_grants.h"
#include "db/mysql_stream.h"

namespace tieout::db {
namespace {

constexpr auto dialect =
    "ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,NO_UNSIGNED_SUBTRACTION,"
    "NO_ENGINE_SUBSTITUTION";

std::string engine_words(const MysqlConnection& connection) {
    const std::string& text = connection.version_text();
    return fmt::format("{} {}", connection.is_mariadb() ? "mariadb" : "mysql",
                       text.substr(0, text.find('-')));
}

// MariaDB says where exactly the snapshot stands in the binary log; elsewhere it is where the log
// ended a moment later.
std::string position_of(MysqlConnection& connection) {
    const auto exact = connection.ask_if_allowed(
        "SHOW STATUS WHERE Variable_name IN ('binlog_snapshot_file', 'binlog_snapshot_position')");
    if (exact.size() == 2 && !exact[0][1].value_or("").empty()) {
        const std::string place = fmt::format("{}:{}", *exact[0][1], exact[1][1].value_or(""));
        const std::string gtid = connection.ask_one(fmt::format(
            "SELECT BINLOG_GTID_POS('{}', {})", *exact[0][1], exact[1][1].value_or("0")));
        return gtid.empty() ? place : fmt::format("{} GTID {}", place, gtid);
    }
    for (const auto* const sql : {"SHOW MASTER STATUS", "SHOW BINARY LOG STATUS"}) {
        const auto now = connection.ask_if_allowed(sql);
        if (!now.empty() && now[0].size() > 1)
            return fmt::format("{}:{}", now[0][0].value_or(""), now[0][1].value_or(""));
    }
    return {};
}

std::vector<std::string> tables_without_snapshot(MysqlConnection& connection) {
    std::vector<std::string> names;
    const auto rows = connection.ask(
        "SELECT t.table_name FROM information_schema.tables t LEFT JOIN "
        "information_schema.engines e ON e.engine = t.engine WHERE t.table_schema = DATABASE() "
        "AND t.table_type = 'BASE TABLE' AND COALESCE(e.transactions, 'NO') <> 'YES' ORDER BY 1");
    for (const auto& row : rows)
        names.push_back(row[0].value_or(""));
    return names;
}

SessionFacts facts_of(MysqlConnection& connection, Snapshot snapshot) {
    SessionFacts facts;
    facts.engine = engine_words(connection);
    facts.url = connection.url().safe();
    const auto row = connection.ask(
        "SELECT CURRENT_USER(), @@character_set_client, @@session.time_zone, @@session.sql_mode, "
        "UTC_TIMESTAMP(6), @@character_set_database, IF(@@global.time_zone = 'SYSTEM', "
        "@@system_time_zone, @@global.time_zone)")[0];
    facts.user = row[0].value_or("");
    facts.charset = row[1].value_or("") + ", results as stored";
    facts.time_zone = row[2].value_or("");
    facts.sql_mode = row[3].value_or("");
    facts.server_time = row[4].value_or("") + "+00";
    facts.server_charset = row[5].value_or("");
    facts.server_zone = row[6].value_or("");
    facts.isolation = "repeatable read, read only";
    if (snapshot == Snapshot::begin) {
        facts.isolation += ", consistent snapshot";
        facts.position = position_of(connection);
    }
    facts.inconsistent_tables = tables_without_snapshot(connection);
    facts.consistent = facts.inconsistent_tables.empty();
    return facts;
}

class MysqlSession final : public Session {
public:
    MysqlSession(const Url& url, Snapshot snapshot)
        : connection_(url, dialect), snapshot_(snapshot) {
        connection_.run("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        // MySQL cuts what GROUP_CONCAT makes at 1,024 bytes, and only warns.
        connection_.run("SET SESSION group_concat_max_len = 1048576");
        if (snapshot == Snapshot::begin) {
            connection_.run("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            check_read_only();
        }
        facts_ = facts_of(connection_, snapshot);
        check_read_only();
    }

    Engine engine() const override { return Engine::mysql; }
    const SessionFacts& facts() const override { return facts_; }

    std::unique_ptr<RowStream> stream(const Query& query) override {
        return stream_mysql(connection_, query);
    }

    SmallResult query(std::string_view sql,
                      const std::vector<std::optional<std::string>>& parameters) override {
        SmallResult result = query_mysql(connection_, sql, parameters);
        check_read_only();
        return result;
    }

    const Catalogue& catalogue() override {
        if (!catalogue_) catalogue_ = read_mysql_catalogue(connection_);
        return *catalogue_;
    }

    std::vector<std::string> write_privileges() override {
        return mysql_write_privileges(connection_);
    }

    void cancel() noexcept override { connection_.kill_query(); }

private:
    // The flag comes from the server with each answer.
    void check_read_only() const {
        constexpr unsigned wanted = SERVER_STATUS_IN_TRANS | SERVER_STATUS_IN_TRANS_READONLY;
        if (snapshot_ == Snapshot::none || (connection_.handle()->server_status & wanted) == wanted)
            return;
        throw Error(Fault::connection,
                    fmt::format("{}: the server does not hold this session in a read-only "
                                "transaction, so nothing is read. Is there a proxy between that "
                                "shares connections?",
                                connection_.where()));
    }

    MysqlConnection connection_;
    Snapshot snapshot_;
    SessionFacts facts_;
    std::optional<Catalogue> catalogue_;
};

}  // namespace

std::unique_ptr<Session> open_mysql(const Url& url, Snapshot snapshot) {
    return std::make_unique<MysqlSession>(url, snapshot);
}

}  // namespace tieout::db
