#include <fmt/format.h>

#include <map>
#include <pqxx/pqxx>

#include "db/postgresql_catalogue_parts.h"

namespace tieout::db {
namespace {

// Two ways lead from a column to its sequence: the column owns it (identity, serial), or its
// default calls it. What a sequence gives next stands in itself, for who may SELECT from it;
// pg_sequences cannot tell "never called" from "restarted".
constexpr const char* sequences_sql = R"(
SELECT DISTINCT c.relname AS "table", a.attname AS "column", s.oid::regclass::text AS name,
       q.seqincrement AS increment, has_sequence_privilege(s.oid, 'SELECT') AS readable
FROM pg_catalog.pg_class s
JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
JOIN (SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS attnum
      FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
        AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
      UNION
      SELECT d.refobjid, ad.adrelid, ad.adnum
      FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attrdef ad ON ad.oid = d.objid
      WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass
     ) used ON used.sequence = s.oid
JOIN pg_catalog.pg_class c ON c.oid = used.relation
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = used.attnum
WHERE s.relkind = 'S' AND c.relnamespace = current_schema()::regnamespace
  AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY 1, 2, 3)";

// What each of them gives next, asked in one trip; none for one that is used up.
using NextValues = std::map<std::string, std::optional<std::int64_t>>;

NextValues next_values(PostgresqlConnection& connection, const pqxx::result& sequences) {
    std::string sql;
    for (pqxx::result::size_type i = 0; i < sequences.size(); ++i)
        if (sequences[i]["readable"].as<bool>())
            sql += fmt::format("{}SELECT {}, last_value, is_called FROM {}",
                               sql.empty() ? "" : " UNION ALL ", i, sequences[i]["name"].c_str());
    NextValues next;
    if (sql.empty()) return next;
    for (const auto& row : connection.query(sql)) {
        const auto& sequence = sequences[row[0].as<pqxx::result::size_type>()];
        const auto last = row[1].as<std::int64_t>();
        next[sequence["name"].c_str()] =
            row[2].as<bool>() ? following(last, sequence["increment"].as<std::int64_t>()) : last;
    }
    return next;
}

}  // namespace

std::optional<std::int64_t> following(std::int64_t last, std::int64_t increment) {
    std::int64_t next = 0;
    if (__builtin_add_overflow(last, increment, &next)) return std::nullopt;
    return next;
}

void read_postgresql_sequences(PostgresqlConnection& connection, Catalogue& catalogue) {
    const pqxx::result sequences = connection.query(sequences_sql);
    NextValues next = next_values(connection, sequences);
    for (const auto& row : sequences) {
        Table& table = table_of(catalogue, row["table"].c_str());
        Sequence sequence;
        sequence.name = row["name"].c_str();
        sequence.column = row["column"].c_str();
        sequence.next = next[sequence.name];
        for (TableColumn& column : table.columns)
            if (column.name == sequence.column) column.identity = true;
        table.sequences.push_back(std::move(sequence));
    }
}

}  // namespace tieout::db
