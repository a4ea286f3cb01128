// PostgreSQL's types in the words of db/column.h, and its printed values in the forms that stand
// there.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <string_view>
#include <vector>

#include "db/column.h"

namespace tieout::db {

class PostgresqlConnection;

// `kind` is pg_type.typtype ("e" is an enumeration), `type_name` pg_type.typname. Domains must have
// been followed to their base type, as the server does in results.
ValueType postgresql_type(std::string_view kind, std::string_view type_name);

// The columns of a result or of a described statement, with the types as declared and the collation
// of those that come straight from a table: one question to the server.
std::vector<Column> describe_columns(PostgresqlConnection& connection, const PGresult* result);

// Appends the cell that the server printed as `text`. Only booleans ("t") and bytes ("\x6162") are
// printed otherwise than db/column.h has them.
void append_cell(std::string& out, ValueType type, std::string_view text);

// Appends the bytes that pairs of hexadecimal digits stand for.
void append_hex(std::string& out, std::string_view digits);

}  // namespace tieout::db
