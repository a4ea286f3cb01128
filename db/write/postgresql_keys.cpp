#include "db/write/postgresql_keys.h"

#include <map>
#include <pqxx/pqxx>

#include "db/session.h"
#include "db/write/postgresql_text_array.h"

namespace tieout::db {
namespace {

// `$1`, `$2`: table as SQL writes it, name of the key.
constexpr const char* held_keys_sql = R"(
WITH held AS (SELECT table_name, table_name::regclass AS relation, key_name
              FROM unnest($1::text[], $2::text[]) AS u(table_name, key_name))
SELECT held.table_name, quote_ident(conname), pg_get_constraintdef(k.oid)
FROM pg_catalog.pg_constraint k
JOIN held ON held.relation = conrelid AND held.key_name = conname
JOIN pg_catalog.pg_class c ON c.oid = conrelid
JOIN pg_catalog.pg_class ic ON ic.oid = conindid
JOIN pg_catalog.pg_index i ON i.indexrelid = conindid
WHERE contype IN ('p', 'u') AND NOT condeferrable AND conislocal AND coninhcount = 0
  AND c.relkind = 'r' AND pg_has_role(c.relowner, 'USAGE') AND has_schema_privilege(c.relnamespace, 'CREATE')
  AND i.indisvalid AND i.indisready AND NOT (i.indisclustered OR i.indisreplident) AND i.indnatts = i.indnkeyatts
  AND ic.reloptions IS NULL AND ic.reltablespace = 0 AND current_setting('default_tablespace') = ''
  AND obj_description(k.oid, 'pg_constraint') IS NULL AND obj_description(conindid, 'pg_class') IS NULL
  AND NOT EXISTS (SELECT FROM unnest(i.indclass::oid[], i.indcollation::oid[]) AS part(class, collation_)
                  JOIN pg_catalog.pg_opclass o ON o.oid = class
                  JOIN pg_catalog.pg_opfamily f ON f.oid = opcfamily
                  LEFT JOIN pg_catalog.pg_collation l ON l.oid = collation_
                  WHERE opfnamespace <> 'pg_catalog'::regnamespace OR NOT coalesce(collisdeterministic, true)
                     OR opfname NOT IN ('integer_ops', 'text_ops', 'bpchar_ops'))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE conrelid IN (inhrelid, inhparent))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend
                  WHERE (refclassid = 'pg_catalog.pg_constraint'::regclass AND refobjid = k.oid AND objid <> conindid)
                     OR (refclassid = 'pg_catalog.pg_class'::regclass AND refobjid = conindid)
                     OR (classid = 'pg_catalog.pg_constraint'::regclass AND objid = k.oid AND deptype NOT IN ('a', 'n'))
                     OR (classid = 'pg_catalog.pg_class'::regclass AND objid = conindid AND deptype NOT IN ('i', 'n')))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint other
                  WHERE other.conrelid = k.conrelid AND other.condeferred)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger JOIN pg_catalog.pg_class t ON t.oid = tgrelid
                  WHERE t.relnamespace = c.relnamespace AND NOT tgisinternal AND tgenabled <> 'D')
ORDER BY 1, 2)";

}  // namespace

void KeysAside::set_aside(const std::vector<HeldKey>& keys) {
    std::vector<std::string> tables, key_names;
    std::map<std::string, std::string> names;  // of tables, by how SQL writes them
    for (const HeldKey& key : keys) {
        tables.push_back(quote_identifier(Engine::postgresql, key.table));
        names[tables.back()] = key.table;
        key_names.push_back(key.name);
    }
    for (const auto& row :
         connection().query(held_keys_sql, {array_of(tables), array_of(key_names)}))
        drop(names.at(row[0].c_str()), {row[0].c_str(), row[1].c_str(), row[2].c_str()});
}

}  // namespace tieout::db
