// What an SQLite file says of its own tables.
#pragma once

#include "db/catalogue.h"
#include "db/sqlite_connection.h"

namespace tieout::db {

// CHECKs without a name are named by their expression, as SQLite does when it refuses a row; NOT
// NULL by "table.column", a nameless foreign key "table_column_fkey". Unique under NOCASE is told
// as lower("c"), under RTRIM as rtrim("c", ' '): the same equality, as an expression.
Catalogue read_sqlite_catalogue(const SqliteConnection& connection);

}  // namespace tieout::db
