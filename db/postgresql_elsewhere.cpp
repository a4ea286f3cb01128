#include "db/postgresql_elsewhere.h"

#include <pqxx/pqxx>

namespace tieout::db {
namespace {

constexpr const char* parts_sql = R"(
WITH RECURSIVE tree AS (
    SELECT c.oid AS whole, c.oid AS part FROM pg_catalog.pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition
    UNION ALL
    SELECT t.whole, i.inhrelid FROM tree t JOIN pg_catalog.pg_inherits i ON i.inhparent = t.part
), elsewhere AS (
    SELECT t.whole, f.ftrelid AS part, f.ftserver AS server
    FROM tree t JOIN pg_catalog.pg_foreign_table f ON f.ftrelid = t.part
))";

constexpr const char* tables_sql = R"(
SELECT DISTINCT c.relname::text COLLATE "C"
FROM elsewhere e JOIN pg_catalog.pg_class c ON c.oid = e.whole ORDER BY 1)";

// `has_table_privilege`: a role that reads by way of the whole table needs no right on its parts.
constexpr const char* one_part_a_server_sql = R"(
SELECT DISTINCT ON (server) part::regclass::text FROM elsewhere
WHERE has_table_privilege(part, 'SELECT') ORDER BY server, part)";

std::vector<std::string> names(PostgresqlConnection& connection, const char* sql) {
    std::vector<std::string> names;
    for (const auto& row : connection.query(std::string(parts_sql) + sql))
        names.emplace_back(row[0].c_str());
    return names;
}

}  // namespace

std::vector<std::string> postgresql_tables_elsewhere(PostgresqlConnection& connection) {
    return names(connection, tables_sql);
}

void look_first_elsewhere(PostgresqlConnection& connection) {
    for (const std::string& part : names(connection, one_part_a_server_sql))
        connection.query("SELECT 1 FROM " + part + " LIMIT 1");
}

}  // namespace tieout::db
