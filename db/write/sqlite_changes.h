// Rows out of and into tables of an SQLite file that are otherwise full.
//
// Each table first loses all rows that go or change and then gets those that come or have changed;
// foreign keys are held when all of it is done (`pragma defer_foreign_keys`). SQLite looks for the
// children of each row that goes: where no index helps it, one is made for so long.
#pragma once

#include <string>
#include <vector>

#include "db/catalogue.h"
#include "db/sqlite_connection.h"
#include "db/write/changes.h"

namespace tieout::db {

// A sentence; "": nothing keeps the rows from being changed one by one. Triggers, and foreign keys
// that act (ON DELETE CASCADE, RESTRICT, …), would.
std::string why_not_change_sqlite(const SqliteConnection& connection,
                                  const std::vector<std::string>& tables);

// "", or why SQLite refused; then nothing has changed. Must be in a transaction. `catalogue` knows
// all tables.
std::string change_sqlite(const SqliteConnection& connection, const Catalogue& catalogue,
                          const std::vector<TableChanges>& changes);

}  // namespace tieout::db
