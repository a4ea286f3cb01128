#include <pqxx/pqxx>

#include "db/postgresql_catalogue.h"
#include "db/postgresql_connection.h"

namespace tieout::db {
namespace {

// The predefined role is asked for by name because older servers do not have it.
constexpr const char* privileges_sql = R"(
WITH me AS (
    SELECT oid, rolname, rolsuper FROM pg_catalog.pg_roles
    WHERE pg_has_role(oid, 'MEMBER')
      AND (oid = current_user::regrole OR NOT (SELECT rolsuper FROM pg_catalog.pg_roles
                                               WHERE rolname = current_user))
), stored AS (
    SELECT c.oid, c.relname, c.relkind FROM pg_catalog.pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'f')
), found AS (
    SELECT 1 AS rank, 'superuser' AS privilege FROM me WHERE rolsuper
    UNION SELECT 2, 'member of pg_write_all_data' FROM me WHERE rolname = 'pg_write_all_data'
    UNION SELECT 3, 'CREATE on schema ' || current_schema() FROM me
          WHERE has_schema_privilege(me.oid, current_schema(), 'CREATE')
    UNION SELECT 4, p.privilege || ' on ' || s.relname
          FROM me, stored s, (VALUES ('INSERT'), ('UPDATE')) p(privilege)
          WHERE has_any_column_privilege(me.oid, s.oid, p.privilege)
    UNION SELECT 4, p.privilege || ' on ' || s.relname
          FROM me, stored s, (VALUES ('DELETE'), ('TRUNCATE')) p(privilege)
          WHERE has_table_privilege(me.oid, s.oid, p.privilege)
            AND (p.privilege <> 'TRUNCATE' OR s.relkind <> 'v')
)
SELECT privilege FROM found ORDER BY rank, privilege COLLATE "C")";

}  // namespace

std::vector<std::string> read_postgresql_write_privileges(PostgresqlConnection& connection) {
    std::vector<std::string> out;
    for (const auto& row : connection.query(privileges_sql))
        out.emplace_back(row[0].c_str());
    return out;
}

}  // namespace tieout::db
