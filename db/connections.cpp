#include "db/connections.h"

namespace tieout::db {
namespace {

std::vector<Connection> read(Session& session, const char* sql) {
    std::vector<Connection> others;
    for (const auto& row : session.query(sql).rows)
        others.push_back(
            {row[0].value_or(""), row[1].value_or(""), row[2].value_or(""), row[3].value_or("")});
    return others;
}

std::string cell(Session& session, const char* sql) {
    const SmallResult result = session.query(sql);
    return result.rows.empty() ? "" : result.rows[0][0].value_or("");
}

// A thread that applies what another server sends has no database of its own and writes all the
// same. A dump thread only reads.
constexpr const char* mysql_others =
    "SELECT CAST(id AS CHAR), user, host, CONCAT(command, CASE WHEN COALESCE(info, '') = '' THEN "
    "'' ELSE CONCAT(': ', LEFT(info, 60)) END) FROM information_schema.processlist "
    "WHERE id <> CONNECTION_ID() AND (db = DATABASE() OR (user = 'system user' AND command IN "
    "('Slave_SQL', 'Slave_worker', 'Connect', 'Query'))) ORDER BY id";
constexpr const char* mysql_sees_all =
    "SELECT COUNT(*) FROM information_schema.user_privileges WHERE privilege_type = 'PROCESS' AND "
    "grantee = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')";
constexpr const char* mysql_events =
    "SELECT COUNT(*) FROM information_schema.events WHERE event_schema = DATABASE() AND status = "
    "'ENABLED' AND @@event_scheduler = 'ON'";

Connections of_mysql(Session& session) {
    Connections connections;
    connections.others = read(session, mysql_others);
    if (cell(session, mysql_sees_all) == "0")
        connections.why_not_all = session.facts().user +
                                  " has no PROCESS privilege, and does not see the connections of "
                                  "others";
    const std::string events = cell(session, mysql_events);
    if (events != "0") connections.by_itself = "the event scheduler runs " + events + " events";
    return connections;
}

constexpr const char* postgresql_others =
    "SELECT pid::text, usename::text, COALESCE(client_addr::text, 'local'), COALESCE(state, '') "
    "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND "
    "backend_type IN ('client backend', 'logical replication worker') ORDER BY pid";

// Within a transaction the server shows what it has shown before, unless it is told to look again.
Connections of_postgresql(Session& session) {
    session.query("SELECT pg_stat_clear_snapshot()");
    return {read(session, postgresql_others), "", ""};
}

}  // namespace

Connections connections_to(Session& session) {
    switch (session.engine()) {
        case Engine::mysql:
            return of_mysql(session);
        case Engine::postgresql:
            return of_postgresql(session);
        case Engine::sqlite:
            break;
    }
    return {{}, "SQLite does not know who has the file open", ""};
}

}  // namespace tieout::db
