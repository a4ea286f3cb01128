// What a database says of its own structure: the same words for three engines.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/column.h"

namespace tieout::db {

struct TableColumn : Column {
    bool nullable = true;
    bool generated = false;    // computed by the server, not writable
    bool identity = false;     // auto_increment, identity or serial
    bool is_unsigned = false;  // MySQL
    std::optional<std::string>
        default_sql;                      // as the catalogue prints it; none for a generated column
    std::string generated_as;             // SQL over the table's columns, as the engine prints it
    std::optional<int> length;            // characters (text), bytes (bytes), bits (bits)
    std::optional<int> precision, scale;  // decimal
    std::vector<std::string> members;     // ENUM and SET
    bool absent = false;                  // not in this database: NULL in every row (db/shape.h)
};

enum class ConstraintKind { primary_key, unique, foreign_key, check, not_null };
std::string_view name(ConstraintKind kind);

struct Constraint {
    ConstraintKind kind = ConstraintKind::check;
    std::string name;
    // Columns in their order; for a unique index over expressions see `expressions`. CHECK: those
    // that the engine names.
    std::vector<std::string> columns;
    // Unique: one SQL expression a position, over the table's columns ("lower(email)"), quoted as
    // the engine prints it.
    std::vector<std::string> expressions;
    std::string predicate;   // partial unique index: SQL; empty: all rows
    std::string expression;  // CHECK: SQL over the table's columns
    std::string parent_table;
    std::vector<std::string> parent_columns;
    // False where present but not holding for rows that are there: NOT VALID, disabled trigger, NOT
    // ENFORCED, invalid index, foreign_keys off. `why_not` says which.
    bool enforced = true;
    std::string why_not;
};

// What hands out the next id of a column.
struct Sequence {
    std::string name;  // PostgreSQL: the sequence; MySQL, SQLite: the table
    std::string column;
    // The next value it would give; nullopt where this role may not see it (then it is a finding,
    // not a guess).
    std::optional<std::int64_t> next;
};

struct Table {
    std::string name;       // as the catalogue spells it
    std::string stored_as;  // its name in the database, where `name` is a shape's; else empty
    bool absent = false;    // not in this database: no rows (db/shape.h)
    std::vector<TableColumn> columns;
    std::vector<Constraint> constraints;
    std::vector<Sequence> sequences;
    std::string storage;               // MySQL: "InnoDB", "MyISAM"
    std::int64_t estimated_rows = -1;  // -1: unknown

    const TableColumn* find(
        std::string_view column) const;  // exact first, else ignoring case; nullptr
    const Constraint* primary_key() const;
    // True where a primary key or an enforced, total unique index of columns that are all NOT NULL
    // covers exactly some subset of `columns` (order does not matter).
    bool proves_unique(const std::vector<std::string>& columns) const;
};

struct Catalogue {
    std::vector<Table> tables;  // ordered by name; tables of the one database or schema of the URL
                                // (search_path's first)
    std::vector<std::string> views;
    // Triggers that are disabled and other things of the server that make its own checks less than
    // they look.
    std::vector<std::string> remarks;

    const Table* find(std::string_view table) const;  // exact first, else ignoring case; nullptr
};

}  // namespace tieout::db
