#include "db/postgresql_catalogue.h"

#include <charconv>
#include <pqxx/pqxx>

#include "db/postgresql_catalogue_parts.h"
#include "db/postgresql_types.h"

namespace tieout::db {
namespace {

constexpr const char* tables_sql = R"(
SELECT c.relname, c.relkind IN ('r', 'p'), c.reltuples::bigint
FROM pg_catalog.pg_class c
WHERE c.relnamespace = current_schema()::regnamespace
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
ORDER BY c.relname COLLATE "C")";

// Domains are followed to what they are made of; their length or precision is that of the innermost
// that has one.
constexpr const char* columns_sql = R"(
WITH RECURSIVE based AS (
    SELECT oid AS type, oid AS base, -1 AS modifier, typtype, typname, false AS not_null
    FROM pg_catalog.pg_type WHERE typtype <> 'd'
    UNION ALL
    SELECT d.oid, b.base, CASE WHEN d.typtypmod >= 0 THEN d.typtypmod ELSE b.modifier END,
           b.typtype, b.typname, b.not_null OR d.typnotnull
    FROM pg_catalog.pg_type d JOIN based b ON b.type = d.typbasetype WHERE d.typtype = 'd'
)
SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS declared,
       b.typtype AS kind, b.typname AS type_name,
       CASE WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE b.modifier END AS modifier,
       NOT (a.attnotnull OR b.not_null) AS nullable, a.attgenerated <> '' AS generated,
       a.attidentity <> '' AS identity, pg_get_expr(d.adbin, d.adrelid) AS default_sql,
       co.collname AS collation,
       (SELECT string_agg(e.enumlabel, E'\n' ORDER BY e.enumsortorder)
        FROM pg_catalog.pg_enum e WHERE e.enumtypid = b.base) AS members
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN based b ON b.type = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
WHERE c.relnamespace = current_schema()::regnamespace
  AND c.relkind IN ('r', 'p') AND NOT c.relispartition
ORDER BY c.relname COLLATE "C", a.attnum)";

// A type modifier counts a header of four bytes, but for bits.
constexpr int modifier_header = 4;

void set_size(TableColumn& column, std::string_view type_name, int modifier) {
    if (modifier < 0) return;
    if (type_name == "bit" || type_name == "varbit") column.length = modifier;
    if (type_name == "varchar" || type_name == "bpchar") column.length = modifier - modifier_header;
    if (type_name != "numeric") return;
    const int packed = modifier - modifier_header;
    column.precision = (packed >> 16) & 0xffff;
    column.scale = ((packed & 0x7ff) ^ 0x400) - 0x400;  // eleven bits, signed since version 15
}

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

TableColumn read_column(const pqxx::row& row) {
    TableColumn column;
    column.name = row["name"].c_str();
    column.declared = row["declared"].c_str();
    column.type = postgresql_type(row["kind"].c_str(), row["type_name"].c_str());
    column.charset = "utf8";
    column.collation = row["collation"].c_str();
    column.nullable = row["nullable"].as<bool>();
    column.generated = row["generated"].as<bool>();
    column.identity = row["identity"].as<bool>();
    if (column.generated)
        column.generated_as = row["default_sql"].c_str();
    else if (!row["default_sql"].is_null())
        column.default_sql = row["default_sql"].c_str();
    column.members = split_lines(row["members"].c_str());
    set_size(column, row["type_name"].c_str(), row["modifier"].as<int>());
    return column;
}

Constraint not_null(const Table& table, const TableColumn& column) {
    Constraint out;
    out.kind = ConstraintKind::not_null;
    out.name = table.name + "." + column.name;
    out.columns = {column.name};
    return out;
}

void read_tables(PostgresqlConnection& connection, Catalogue& catalogue) {
    for (const auto& row : connection.query(tables_sql)) {
        if (!row[1].as<bool>()) {
            catalogue.views.emplace_back(row[0].c_str());
            continue;
        }
        Table table;
        table.name = row[0].c_str();
        table.estimated_rows = row[2].as<std::int64_t>();
        catalogue.tables.push_back(std::move(table));
    }
}

void read_columns(PostgresqlConnection& connection, Catalogue& catalogue) {
    for (const auto& row : connection.query(columns_sql)) {
        Table& table = table_of(catalogue, row["table"].c_str());
        table.columns.push_back(read_column(row));
        if (!table.columns.back().nullable)
            table.constraints.push_back(not_null(table, table.columns.back()));
    }
}

}  // namespace

Table& table_of(Catalogue& catalogue, std::string_view name) {
    for (Table& table : catalogue.tables)
        if (table.name == name) return table;
    throw Error(Fault::schema, "the catalogue changed while it was read: table " +
                                   std::string(name) + " came or went");
}

Catalogue read_postgresql_catalogue(PostgresqlConnection& connection) {
    if (connection.value("SELECT current_schema()").empty())
        throw Error(Fault::schema, connection.safe_url() + ": no schema of the search path exists");
    Catalogue out;
    read_tables(connection, out);
    read_columns(connection, out);
    read_postgresql_constraints(connection, out);
    read_postgresql_sequences(connection, out);
    read_postgresql_remarks(connection, out);
    return out;
}

}  // namespace tieout::db
