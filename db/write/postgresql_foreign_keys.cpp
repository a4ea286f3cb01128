#include "db/write/postgresql_foreign_keys.h"

#include <map>
#include <pqxx/pqxx>

#include "db/session.h"
#include "db/write/postgresql_text_array.h"

namespace tieout::db {
namespace {

// `$1` … `$4`: table, column, parent, its column; one element a reference, tables as SQL writes
// them.
constexpr const char* held_keys_sql = R"(
WITH held AS (SELECT table_name, table_name::regclass AS child, column_name, parent::regclass AS parent,
                     parent_column
              FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
                   AS u(table_name, column_name, parent, parent_column)),
     plain AS (SELECT oid FROM pg_catalog.pg_class c
               WHERE relkind = 'r' AND NOT relispartition AND pg_has_role(relowner, 'USAGE')
                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger
                                 WHERE tgrelid = c.oid AND NOT tgisinternal AND tgenabled <> 'D')
                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE ev_class = c.oid))
SELECT held.table_name, quote_ident(conname), pg_get_constraintdef(k.oid)
FROM pg_catalog.pg_constraint k
JOIN held ON held.child = conrelid AND held.parent = confrelid
JOIN pg_catalog.pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1]
JOIN pg_catalog.pg_attribute b ON b.attrelid = confrelid AND b.attnum = confkey[1]
WHERE contype = 'f' AND cardinality(conkey) = 1 AND a.attname = held.column_name AND b.attname = held.parent_column
  AND convalidated AND conislocal AND coninhcount = 0 AND conparentid = 0
  AND conrelid IN (SELECT oid FROM plain) AND confrelid IN (SELECT oid FROM plain)
  AND obj_description(k.oid, 'pg_constraint') IS NULL
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgconstraint = k.oid AND tgenabled <> 'O')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend
                  WHERE classid = 'pg_catalog.pg_constraint'::regclass AND objid = k.oid AND deptype NOT IN ('a', 'n'))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint other
                  WHERE other.conrelid = k.conrelid AND other.condeferred)
ORDER BY 1, 2)";

}  // namespace

void ForeignKeysAside::set_aside(const std::vector<HeldReference>& references) {
    std::vector<std::string> tables, columns, parents, parent_columns;
    std::map<std::string, std::string> names;  // of tables, by how SQL writes them
    for (const HeldReference& reference : references) {
        tables.push_back(quote_identifier(Engine::postgresql, reference.table));
        names[tables.back()] = reference.table;
        columns.push_back(reference.column);
        parents.push_back(quote_identifier(Engine::postgresql, reference.parent));
        parent_columns.push_back(reference.parent_column);
    }
    for (const auto& row : connection().query(
             held_keys_sql,
             {array_of(tables), array_of(columns), array_of(parents), array_of(parent_columns)}))
        drop(names.at(row[0].c_str()), {row[0].c_str(), row[1].c_str(), row[2].c_str()});
}

}  // namespace tieout::db
