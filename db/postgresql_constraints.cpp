#include <pqxx/pqxx>

#include "db/postgresql_catalogue_parts.h"

namespace tieout::db {
namespace {

// One row a column of the constraint; a CHECK without columns has one row with NULL. A foreign key
// is kept by four triggers, two on either table; each that does not fire is a hole.
constexpr const char* constraints_sql = R"(
SELECT c.relname AS "table", con.oid, con.conname AS name, con.contype AS kind, a.attname AS "column",
       f.relname AS parent, fa.attname AS parent_column,
       f.relnamespace <> c.relnamespace AS parent_elsewhere, fn.nspname AS parent_schema,
       CASE WHEN con.contype = 'c' THEN pg_get_expr(con.conbin, con.conrelid) END AS expression,
       CASE WHEN NOT con.convalidated THEN 'NOT VALID'
            WHEN NOT coalesce(i.indisvalid, true) THEN 'index invalid'
            WHEN con.contype IN ('p', 'u') AND c.relkind = 'r' AND EXISTS (
                SELECT FROM pg_catalog.pg_inherits h WHERE h.inhparent = c.oid)
            THEN 'inheritance: rows of child tables are not covered'
            WHEN con.contype = 'f' AND EXISTS (
                SELECT FROM pg_catalog.pg_trigger t
                WHERE t.tgconstraint = con.oid AND t.tgenabled IN ('D', 'R'))
            THEN 'trigger disabled' END AS why_not
FROM pg_catalog.pg_constraint con
JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
LEFT JOIN pg_catalog.pg_class f ON f.oid = con.confrelid AND con.contype = 'f'
LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = con.conindid AND con.contype IN ('p', 'u')
LEFT JOIN LATERAL unnest(con.conkey, con.confkey)
    WITH ORDINALITY k(attnum, parent_attnum, position) ON true
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
LEFT JOIN pg_catalog.pg_attribute fa ON fa.attrelid = f.oid AND fa.attnum = k.parent_attnum
WHERE c.relnamespace = current_schema()::regnamespace
  AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND con.contype IN ('p', 'u', 'f', 'c')
ORDER BY c.relname COLLATE "C", array_position(ARRAY['p', 'u', 'f', 'c']::"char"[], con.contype),
         con.conname COLLATE "C", con.oid, k.position)";

// Unique indexes that no constraint stands for: the only ones that can be partial or over
// expressions.
constexpr const char* indexes_sql = R"(
SELECT c.relname AS "table", i.indexrelid AS oid, ic.relname AS name, a.attname AS "column",
       pg_get_indexdef(i.indexrelid, k.position, true) AS expression,
       pg_get_expr(i.indpred, i.indrelid, true) AS predicate,
       CASE WHEN NOT (i.indisvalid AND i.indisready) THEN 'index invalid'
            WHEN c.relkind = 'r' AND EXISTS (
                SELECT FROM pg_catalog.pg_inherits h WHERE h.inhparent = c.oid)
            THEN 'inheritance: rows of child tables are not covered' END AS why_not
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
CROSS JOIN LATERAL generate_series(1, i.indnkeyatts::int) k(position)
LEFT JOIN pg_catalog.pg_attribute a
    ON a.attrelid = c.oid AND a.attnum = i.indkey[k.position - 1] AND a.attnum > 0
WHERE i.indisunique AND c.relnamespace = current_schema()::regnamespace
  AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint con
                  WHERE con.conindid = i.indexrelid AND con.contype IN ('p', 'u'))
ORDER BY c.relname COLLATE "C", ic.relname COLLATE "C", k.position)";

ConstraintKind kind_of(std::string_view letter) {
    if (letter == "p") return ConstraintKind::primary_key;
    if (letter == "u") return ConstraintKind::unique;
    return letter == "f" ? ConstraintKind::foreign_key : ConstraintKind::check;
}

void set_enforcement(Constraint& out, const pqxx::field& why_not) {
    out.enforced = why_not.is_null();
    out.why_not = why_not.c_str();
}

Constraint begin_constraint(const pqxx::row& row) {
    Constraint out;
    out.kind = kind_of(row["kind"].c_str());
    out.name = row["name"].c_str();
    out.expression = row["expression"].c_str();
    out.parent_table = row["parent"].c_str();
    if (!row["parent"].is_null() && row["parent_elsewhere"].as<bool>())
        out.parent_table = row["parent_schema"].c_str() + ("." + out.parent_table);
    set_enforcement(out, row["why_not"]);
    return out;
}

void read_constraints(PostgresqlConnection& connection, Catalogue& catalogue) {
    std::string current;
    for (const auto& row : connection.query(constraints_sql)) {
        Table& table = table_of(catalogue, row["table"].c_str());
        if (current != row["oid"].c_str()) table.constraints.push_back(begin_constraint(row));
        current = row["oid"].c_str();
        Constraint& constraint = table.constraints.back();
        if (!row["column"].is_null()) constraint.columns.emplace_back(row["column"].c_str());
        if (!row["parent_column"].is_null())
            constraint.parent_columns.emplace_back(row["parent_column"].c_str());
    }
}

// Columns only, or expressions only: an index over (a, lower(b)) says nothing of its columns alone.
void tidy(Constraint& index) {
    if (index.columns.size() == index.expressions.size()) {
        index.expressions.clear();
    } else {
        index.columns.clear();
    }
}

void read_indexes(PostgresqlConnection& connection, Catalogue& catalogue) {
    std::string current;
    Constraint index;
    const pqxx::result rows = connection.query(indexes_sql);
    for (auto row = rows.begin(); row != rows.end(); ++row) {
        if (current != row["oid"].c_str()) {
            index = Constraint{};
            index.kind = ConstraintKind::unique;
            index.name = row["name"].c_str();
            index.predicate = row["predicate"].c_str();
            set_enforcement(index, row["why_not"]);
        }
        current = row["oid"].c_str();
        if (!row["column"].is_null()) index.columns.emplace_back(row["column"].c_str());
        index.expressions.emplace_back(row["expression"].c_str());
        const auto following = row + 1;
        if (following != rows.end() && current == following["oid"].c_str()) continue;
        tidy(index);
        table_of(catalogue, row["table"].c_str()).constraints.push_back(index);
    }
}

}  // namespace

void read_postgresql_constraints(PostgresqlConnection& connection, Catalogue& catalogue) {
    read_constraints(connection, catalogue);
    read_indexes(connection, catalogue);
}

}  // namespace tieout::db
