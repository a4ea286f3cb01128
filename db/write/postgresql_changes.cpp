#include "db/write/postgresql_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <pqxx/pqxx>

#include "base/error.h"
#include "base/hex.h"
#include "db/postgresql_elsewhere.h"
#include "db/session.h"
#include "db/write/postgresql_load.h"
#include "db/write/postgresql_text_array.h"

namespace tieout::db {
namespace {

// Keys of one DELETE: so few that the server looks each up in the key's index. For many more it
// would rather read the whole table, which takes longer.
constexpr std::size_t keys_a_delete = 1'000;

// From so many rows on an index for their children costs less than to look through all children
// once a row.
constexpr std::size_t rows_worth_an_index = 8;

// `$1`: names of tables as the catalogue spells them.
constexpr const char* obstacles_sql = R"(
WITH ours AS (SELECT c.oid, c.relname::text COLLATE "C" AS name FROM pg_catalog.pg_class c
              WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY ($1::text[]))
SELECT name, 'a trigger of its own (' || tgname || ')' AS has FROM ours
JOIN pg_catalog.pg_trigger ON tgrelid = ours.oid WHERE NOT tgisinternal AND tgenabled <> 'D'
UNION ALL
SELECT name, 'a rule (' || rulename || ')' FROM ours JOIN pg_catalog.pg_rewrite r ON ev_class = ours.oid
UNION ALL
SELECT name, 'a foreign key into it that acts on its own and cannot be made anew as it is (' ||
             conname || ')'
FROM ours JOIN pg_catalog.pg_constraint k ON confrelid = ours.oid
JOIN pg_catalog.pg_class c ON c.oid = conrelid
WHERE contype = 'f' AND confdeltype <> 'a'
  AND (NOT convalidated OR conparentid <> 0 OR c.relkind <> 'r'
       OR obj_description(k.oid, 'pg_constraint') IS NOT NULL
       OR EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgconstraint = k.oid AND tgenabled <> 'O'))
ORDER BY 1, 2 LIMIT 1)";

// What has to be said before and after, by foreign key into one of `$1`. `$2`: tables of which many
// rows go for good.
constexpr const char* loosen_sql = R"(
SELECT CASE WHEN confdeltype <> 'a' THEN 'ALTER TABLE ' || child || ' DROP CONSTRAINT ' || name
            WHEN NOT condeferrable
            THEN 'ALTER TABLE ' || child || ' ALTER CONSTRAINT ' || name || ' DEFERRABLE' END,
       CASE WHEN confdeltype <> 'a' THEN 'ALTER TABLE ' || child || ' ADD CONSTRAINT ' || name || ' ' ||
                                         pg_get_constraintdef(oid)
            WHEN NOT condeferrable
            THEN 'ALTER TABLE ' || child || ' ALTER CONSTRAINT ' || name || ' NOT DEFERRABLE' END,
       CASE WHEN confdeltype = 'a' AND relkind = 'r' AND parent = ANY ($2::text[]) AND NOT indexed
            THEN child || ' (' || columns || ')' END
FROM (
    SELECT k.*, c.relkind, k.conrelid::regclass::text AS child, quote_ident(conname) AS name,
           p.relname AS parent,
           (SELECT string_agg(quote_ident(attname), ', ' ORDER BY ord)
            FROM unnest(conkey) WITH ORDINALITY AS u(num, ord)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = conrelid AND a.attnum = num) AS columns,
           EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = conrelid AND indisvalid
                   AND indpred IS NULL AND indkey[0] = ANY (conkey)) AS indexed
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class p ON p.oid = confrelid
    JOIN pg_catalog.pg_class c ON c.oid = conrelid
    WHERE contype = 'f' AND conparentid = 0 AND p.relnamespace = current_schema()::regnamespace
      AND p.relname = ANY ($1::text[])
) keys ORDER BY child, name)";

// One foreign key, or an index for it: what is said before the rows change, and after.
struct Loosened {
    std::string before, after;
};

std::vector<Loosened> loosened(PostgresqlConnection& connection,
                               const std::vector<TableChanges>& changes) {
    std::vector<std::string> losing, losing_many;
    for (const TableChanges& table : changes) {
        if (table.gone.rows() > 0) losing.push_back(table.table);
        if (table.for_good >= rows_worth_an_index) losing_many.push_back(table.table);
    }
    std::vector<Loosened> keys, indexes;
    for (const auto& row :
         connection.query(loosen_sql, {array_of(losing), array_of(losing_many)})) {
        if (!row[0].is_null()) keys.push_back({row[0].c_str(), row[1].c_str()});
        if (row[2].is_null()) continue;
        const std::string name = fmt::format("tieout_delta_{}", indexes.size());
        indexes.push_back(
            {fmt::format("CREATE INDEX {} ON {}", name, row[2].c_str()), "DROP INDEX " + name});
    }
    // An index is made while no row has changed yet: from then on the server refuses it.
    indexes.insert(indexes.end(), keys.begin(), keys.end());
    return indexes;
}

class Changing {
public:
    Changing(PostgresqlConnection& connection, const Catalogue& catalogue)
        : connection_(connection), catalogue_(catalogue) {}

    std::string apply(const std::vector<TableChanges>& changes) {
        const std::vector<Loosened> keys = loosened(connection_, changes);
        for (const Loosened& key : keys)
            connection_.execute(key.before);
        connection_.execute("SET CONSTRAINTS ALL DEFERRED");
        for (const TableChanges& table : changes) {
            if (std::string why = change(table); !why.empty()) return why;
        }
        connection_.execute("SET CONSTRAINTS ALL IMMEDIATE");
        for (const Loosened& key : keys)
            connection_.execute(key.after);
        return "";
    }

private:
    std::string change(const TableChanges& changes) {
        const Table& table = *catalogue_.find(changes.table);
        const std::size_t removed = remove(table, changes);
        if (removed != changes.gone.rows())
            return fmt::format("of {} rows of {} that have changed or gone, the target holds {}",
                               changes.gone.rows(), table.name, removed);
        for (const ComingRows& coming : changes.coming) {
            if (coming.rows.rows() == 0) continue;
            const auto load = copy_into(connection_, table, coming.columns);
            const std::vector<Refusal> refused = load->write(coming.rows);
            if (!refused.empty())
                return fmt::format("the target refuses a row of {}: {}", table.name,
                                   refused.front().reason);
            load->finish();
        }
        return "";
    }

    std::size_t remove(const Table& table, const TableChanges& changes) {
        const std::string sql = delete_sql(table, changes.key);
        std::size_t removed = 0;
        for (std::size_t first = 0; first < changes.gone.rows(); first += keys_a_delete) {
            const std::size_t last = std::min(first + keys_a_delete, changes.gone.rows());
            PostgresqlConnection::Parameters keys;
            for (std::size_t column = 0; column < changes.key.size(); ++column)
                keys.push_back(keys_of(table, changes, column, first, last));
            removed += connection_.query(sql, keys).affected_rows();
        }
        return removed;
    }

    static std::string delete_sql(const Table& table, const std::vector<std::string>& key) {
        std::string arrays, names, equal;
        for (std::size_t i = 0; i < key.size(); ++i) {
            const char* const comma = i == 0 ? "" : ", ";
            arrays += fmt::format("{}${}::text[]", comma, i + 1);
            names += fmt::format("{}k{}", comma, i);
            equal += fmt::format("{}there.{} = gone.k{}::{}", i == 0 ? "" : " AND ",
                                 quote_identifier(Engine::postgresql, key[i]), i,
                                 table.find(key[i])->declared);
        }
        return fmt::format("DELETE FROM {} AS there USING unnest({}) AS gone({}) WHERE {}",
                           quote_identifier(Engine::postgresql, table.name), arrays, names, equal);
    }

    static std::string keys_of(const Table& table, const TableChanges& changes, std::size_t column,
                               std::size_t first, std::size_t last) {
        const bool bytes = table.find(changes.key[column])->type == ValueType::bytes;
        TextArray keys;
        for (std::size_t row = first; row < last; ++row) {
            const std::string_view key = changes.gone.at(row, column);
            if (bytes) {
                keys.add("\\x" + hex(key));
            } else {
                keys.add(key);
            }
        }
        return keys.text();
    }

    PostgresqlConnection& connection_;
    const Catalogue& catalogue_;
};

// What another way of filling the tables may still get over.
bool is_refusal(const Error& error) {
    return error.fault() == Fault::data || error.fault() == Fault::rights ||
           error.fault() == Fault::schema;
}

}  // namespace

std::string why_not_change_postgresql(PostgresqlConnection& connection,
                                      const std::vector<std::string>& tables) {
    for (const std::string& elsewhere : postgresql_tables_elsewhere(connection)) {
        if (std::find(tables.begin(), tables.end(), elsewhere) != tables.end())
            return "rows of " + elsewhere + " lie on another server";
    }
    const auto found = connection.query(obstacles_sql, {array_of(tables)});
    if (found.empty()) return "";
    return fmt::format("the table {} of the target has {}", found[0][0].c_str(),
                       found[0][1].c_str());
}

std::string change_postgresql(PostgresqlConnection& connection, const Catalogue& catalogue,
                              const std::vector<TableChanges>& changes) {
    Savepoint savepoint(connection);
    try {
        std::string why = Changing(connection, catalogue).apply(changes);
        if (why.empty()) savepoint.release();
        return why;
    } catch (const Error& error) {
        if (!connection.alive() || !is_refusal(error)) throw;
        return error.what();
    }
}

}  // namespace tieout::db
