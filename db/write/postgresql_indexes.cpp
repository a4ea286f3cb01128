#include "db/write/postgresql_indexes.h"

#include <pqxx/pqxx>

#include "base/error.h"
#include "db/session.h"
#include "db/write/postgresql_text_array.h"

namespace tieout::db {
namespace {

// An entry of a b-tree has at most 2704 bytes (a third of a page of 8 KiB); the rest is headers and
// alignment. 1042 and 1043 are char(n) and varchar(n), whose modifier is n + 4; a numeric of p
// digits takes less than 8 + p bytes.
constexpr const char* plain_indexes_sql = R"(
SELECT quote_ident(n.nspname) || '.' || quote_ident(ic.relname), pg_get_indexdef(i.indexrelid),
       c.relname
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am am ON am.oid = ic.relam
WHERE i.indrelid = ANY ($1::regclass[]) AND c.relkind = 'r' AND am.amname = 'btree'
  AND NOT (i.indisunique OR i.indisexclusion OR i.indisclustered OR i.indisreplident)
  AND i.indisvalid AND i.indisready AND i.indexprs IS NULL AND i.indpred IS NULL
  AND ic.reltablespace = 0 AND current_setting('default_tablespace') = ''
  AND pg_has_role(c.relowner, 'USAGE') AND has_schema_privilege(n.oid, 'CREATE')
  AND obj_description(i.indexrelid, 'pg_class') IS NULL
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits h
                  WHERE i.indexrelid IN (h.inhrelid, h.inhparent))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.refclassid = 'pg_catalog.pg_class'::regclass
                    AND d.refobjid = i.indexrelid)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = i.indexrelid
                    AND d.deptype NOT IN ('a', 'n'))
  AND 2000 >= (SELECT sum(CASE WHEN coalesce(a.attstattarget, -1) >= 0 THEN 9999
                               WHEN a.attlen > 0 THEN a.attlen
                               WHEN a.atttypmod < 4 THEN 9999
                               WHEN a.atttypid IN (1042, 1043) THEN 4 * (a.atttypmod - 4) + 4
                               WHEN a.atttypid = 1700 THEN 8 + ((a.atttypmod - 4) >> 16)
                               ELSE 9999 END)
               FROM pg_catalog.pg_attribute a WHERE a.attrelid = i.indexrelid)
ORDER BY 1
)";

}  // namespace

void IndexesAside::set_aside(const std::vector<std::string>& tables) {
    TextArray names;
    for (const std::string& table : tables)
        names.add(quote_identifier(Engine::postgresql, table));
    std::map<std::string, Indexes> found;
    for (const auto& row : connection_.query(plain_indexes_sql, {names.text()})) {
        Indexes& indexes = found[row[2].c_str()];
        indexes.names += (indexes.names.empty() ? "" : ", ") + std::string(row[0].c_str());
        indexes.definitions.emplace_back(row[1].c_str());
    }
    for (auto& [table, indexes] : found)
        set_aside(table, std::move(indexes));
}

void IndexesAside::set_aside(const std::string& table, Indexes indexes) {
    Savepoint savepoint(connection_);
    try {
        connection_.execute("DROP INDEX " + indexes.names);
    } catch (const Error&) {
        if (!connection_.alive()) throw;
        return;
    }
    savepoint.release();
    definitions_[table] = std::move(indexes.definitions);
}

void IndexesAside::build(const std::string& table) {
    const auto found = definitions_.find(table);
    if (found == definitions_.end()) return;
    for (const std::string& definition : found->second)
        connection_.execute(definition);
    definitions_.erase(found);
}

void IndexesAside::build_all() {
    while (!definitions_.empty())
        build(definitions_.begin()->first);
}

}  // namespace tieout::db
