// What SQLite's declared types mean here, and its cells as text (the table in sqlite_session.h says
// which).
#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>
#include <vector>

#include "db/column.h"

namespace tieout::db {

ValueType sqlite_value_type(std::string_view declared);

// The columns of a statement; where nothing is declared the row that `statement` stands on decides,
// and without a row they are text. `raw` names text columns that are wanted as bytes.
std::vector<Column> sqlite_columns(sqlite3_stmt* statement, bool row_is_there,
                                   const std::vector<std::string>& raw);

// Appends the cell's text to `out`; false where it is NULL.
bool append_sqlite_cell(sqlite3_stmt* statement, int column, ValueType type, std::string& out);

// The shortest decimal that reads back as the same double: without exponent for a decimal, "1e+300"
// for a real.
void append_shortest(double value, ValueType type, std::string& out);

}  // namespace tieout::db
