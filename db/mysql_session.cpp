#include "db/mysql_session.h"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "base/error.h"
#include "db/mysql_catalogue.h"
#include "db/mysql_elsewhere.h"
#include "db/mysql_grants.h"
#include "db/mysql_reading.h"
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

struct LogPlace {
    std::string file, offset;  // empty: this server does not say
};

// Where exactly the snapshot stands in the binary log, which MariaDB knows.
LogPlace snapshot_in_log(MysqlConnection& connection) {
    const auto told = connection.ask_if_allowed(
        "SHOW STATUS WHERE Variable_name IN ('binlog_snapshot_file', 'binlog_snapshot_position')");
    if (told.size() != 2) return {};
    return {told[0][1].value_or(""), told[1][1].value_or("")};
}

// Elsewhere it is where the log ended a moment later.
std::string position_of(MysqlConnection& connection) {
    const LogPlace exact = snapshot_in_log(connection);
    if (!exact.file.empty()) {
        const std::string place = fmt::format("{}:{}", exact.file, exact.offset);
        const std::string gtid = connection.ask_one(
            fmt::format("SELECT BINLOG_GTID_POS('{}', {})", exact.file, exact.offset));
        return gtid.empty() ? place : fmt::format("{} GTID {}", place, gtid);
    }
    for (const auto* const sql : {"SHOW MASTER STATUS", "SHOW BINARY LOG STATUS"}) {
        const auto now = connection.ask_if_allowed(sql);
        if (!now.empty() && now[0].size() > 1)
            return fmt::format("{}:{}", now[0][0].value_or(""), now[0][1].value_or(""));
    }
    return {};
}

// Only a log that takes in every commit tells two views apart: a replica's own may leave out what
// comes from its primary. MySQL's position is read after the snapshot, and so proves nothing.
std::string view_of(MysqlConnection& connection) {
    const LogPlace exact = snapshot_in_log(connection);
    if (exact.file.empty()) return {};
    const bool logs_all = connection.ask_one("SELECT @@log_slave_updates") == "1";
    const auto replicas =
        connection.ask_if_allowed("SHOW GLOBAL STATUS WHERE Variable_name = 'Slaves_running'");
    const bool primary = !replicas.empty() && replicas[0][1].value_or("") == "0";
    if (!logs_all && !primary) return {};
    return fmt::format("{}:{} of server {}", exact.file, exact.offset,
                       connection.ask_one("SELECT @@server_id"));
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

SessionFacts facts_of(MysqlConnection& connection, Snapshot snapshot,
                      const std::vector<std::string>& tables_elsewhere) {
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
    facts.tables_elsewhere = tables_elsewhere;
    if (snapshot == Snapshot::begin) {
        facts.isolation += ", consistent snapshot";
        facts.position = position_of(connection);
        // What is written to another server by itself does not move this one's log.
        if (facts.tables_elsewhere.empty()) facts.view = view_of(connection);
    }
    facts.inconsistent_tables = tables_without_snapshot(connection);
    facts.consistent = facts.inconsistent_tables.empty();
    return facts;
}

}  // namespace

MysqlSession::MysqlSession(const Url& url, Snapshot snapshot)
    : connection_(url, dialect), snapshot_(snapshot) {
    connection_.run("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    wait_for_us();
    // MySQL cuts what GROUP_CONCAT makes at 1,024 bytes, and only warns.
    connection_.run("SET SESSION group_concat_max_len = 1048576");
    tables_elsewhere_ = mysql_tables_elsewhere(connection_);
    if (snapshot == Snapshot::begin && !tables_elsewhere_.empty())
        first_looks_ = mysql_first_looks(connection_);
}

// A session that sees an earlier moment may have to wait for hours until its turn comes, and a
// stream of one that is held waits as long. A server gives up a client after 8 h that it asks
// nothing, after 60 s that it takes no row, and MariaDB where an idle transaction has a limit.
void MysqlSession::wait_for_us() {
    connection_.run("SET SESSION wait_timeout = 604800, SESSION net_write_timeout = 604800");
    if (!connection_.is_mariadb()) return;
    for (const auto* const name : {"idle_transaction_timeout", "idle_readonly_transaction_timeout"})
        (void)connection_.attempt(fmt::format("SET SESSION {} = 604800", name));
}

void MysqlSession::begin() {
    connection_.run("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    for (const std::string& look : first_looks_)
        connection_.ask_if_allowed(look);
    check_read_only();
}

void MysqlSession::read_facts() {
    facts_ = facts_of(connection_, snapshot_, tables_elsewhere_);
    if (snapshot_ == Snapshot::begin) facts_.price = snapshot_price();
    check_read_only();
}

std::unique_ptr<RowStream> MysqlSession::stream(const Query& query) {
    return stream_mysql(connection_, query);
}

SmallResult MysqlSession::query(std::string_view sql,
                                const std::vector<std::optional<std::string>>& parameters) {
    SmallResult result = query_mysql(connection_, sql, parameters);
    check_read_only();
    return result;
}

const Catalogue& MysqlSession::catalogue() {
    if (!catalogue_) catalogue_ = read_mysql_catalogue(connection_);
    return *catalogue_;
}

std::vector<std::string> MysqlSession::write_privileges() {
    return mysql_write_privileges(connection_);
}

// MariaDB tells everybody; MySQL only who may see all processes.
std::string MysqlSession::snapshot_price() {
    auto told = connection_.ask_if_allowed(
        "SHOW GLOBAL STATUS WHERE Variable_name = 'Innodb_history_list_length'");
    if (told.empty())
        told = connection_.ask_if_allowed(
            "SELECT name, count FROM information_schema.innodb_metrics WHERE name = "
            "'trx_rseg_history_len'");
    return told.empty() ? "" : "history list length " + told[0][1].value_or("0");
}

void MysqlSession::limit_statements(std::chrono::milliseconds most) {
    connection_.run(connection_.is_mariadb()
                        ? fmt::format("SET SESSION max_statement_time = {}.{:03}",
                                      most.count() / 1000, most.count() % 1000)
                        : fmt::format("SET SESSION max_execution_time = {}", most.count()));
}

std::string MysqlSession::connection_id() const {
    return std::to_string(mysql_thread_id(connection_.handle()));
}

// The flag comes from the server with each answer.
void MysqlSession::check_read_only() const {
    constexpr unsigned wanted = SERVER_STATUS_IN_TRANS | SERVER_STATUS_IN_TRANS_READONLY;
    if (snapshot_ == Snapshot::none || (connection_.handle()->server_status & wanted) == wanted)
        return;
    throw Error(Fault::connection,
                fmt::format("{}: the server does not hold this session in a read-only "
                            "transaction, so nothing is read. Is there a proxy between that "
                            "shares connections?",
                            connection_.where()));
}

std::unique_ptr<Session> open_mysql(const Url& url, Snapshot snapshot) {
    auto session = std::make_unique<MysqlSession>(url, snapshot);
    if (snapshot == Snapshot::begin) session->begin();
    session->read_facts();
    return session;
}

}  // namespace tieout::db
