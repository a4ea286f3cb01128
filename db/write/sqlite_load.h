// Rows into one table of an SQLite file. Internal to db/write/.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/sqlite_connection.h"
#include "db/write/writer.h"

namespace tieout::db {

// `table` and `columns` must be of the catalogue. `connection` must be in a transaction and outlive
// the load; several loads may take turns on it.
std::unique_ptr<TableLoad> load_sqlite(const SqliteConnection& connection, const Table& table,
                                       const std::vector<std::string>& columns);

// A cell in ValueType's textual form as the parameter `at` of `statement`, counted from 1. `cell`
// must live as long as it is bound. Returns SQLite's code.
int bind_sqlite_cell(sqlite3_stmt* statement, int at, ValueType type, std::string_view cell);

}  // namespace tieout::db
