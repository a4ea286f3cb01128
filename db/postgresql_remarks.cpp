#include <pqxx/pqxx>

#include "db/postgresql_catalogue_parts.h"

namespace tieout::db {
namespace {

constexpr const char* remarks_sql = R"(
WITH stored AS (
    SELECT * FROM pg_catalog.pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
)
SELECT format('trigger %s on %s is disabled', t.tgname, c.relname)
FROM stored c JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid
WHERE NOT t.tgisinternal AND t.tgenabled IN ('D', 'R')
UNION ALL
SELECT format('row level security is on for %s: a role that it would filter gets an error instead of rows', relname)
FROM stored WHERE relrowsecurity
UNION ALL
SELECT format('unique index %s on %s takes NULLs as equal', i.indexrelid::regclass, c.relname)
FROM stored c JOIN pg_catalog.pg_index i ON i.indrelid = c.oid
WHERE i.indisunique AND coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)
UNION ALL
SELECT format('exclusion constraint %s on %s is not read: %s', con.conname, c.relname,
              pg_get_constraintdef(con.oid))
FROM stored c JOIN pg_catalog.pg_constraint con ON con.conrelid = c.oid WHERE con.contype = 'x'
UNION ALL
SELECT format('domain %s of %s.%s has its own check: %s%s', t.typname, c.relname, a.attname,
              pg_get_constraintdef(con.oid), CASE WHEN con.convalidated THEN '' ELSE ' NOT VALID' END)
FROM stored c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
JOIN pg_catalog.pg_constraint con ON con.contypid = t.oid
WHERE NOT a.attisdropped
UNION ALL
SELECT format('session_replication_role is %s: triggers and foreign keys of this role do not fire',
              current_setting('session_replication_role'))
WHERE current_setting('session_replication_role') <> 'origin'
ORDER BY 1)";

}  // namespace

void read_postgresql_remarks(PostgresqlConnection& connection, Catalogue& catalogue) {
    for (const auto& row : connection.query(remarks_sql))
        catalogue.remarks.emplace_back(row[0].c_str());
}

}  // namespace tieout::db
