// Rows out of and into tables of PostgreSQL that are otherwise full.
//
// Each table first loses all rows that go or change and then gets, by COPY, those that come or have
// changed: two rows that swap a unique value, or one that takes over that of a row which goes, are
// never in each other's way. Foreign keys must not see the moment between:
//
// - One that takes no action is made deferrable for so long and asked at the end.
// - One that acts (ON DELETE CASCADE, SET NULL, …) would act on children whose parent is about to
//   come again. It is dropped and made anew, by which the server checks it over all rows.
// - The server looks for the children of each row that goes for good. Where no index helps it, and
//   many rows go, one is made for so long.
//
// All of it is in the caller's transaction, and nothing of it remains.
#pragma once

#include <string>
#include <vector>

#include "db/catalogue.h"
#include "db/postgresql_connection.h"
#include "db/write/changes.h"

namespace tieout::db {

// A sentence; "": nothing keeps the rows from being changed one by one. Triggers and rules would
// see other statements than a load's; a foreign key that acts must be one that can be made anew as
// it was.
std::string why_not_change_postgresql(PostgresqlConnection& connection,
                                      const std::vector<std::string>& tables);

// "", or why the server refused; then nothing has changed. `catalogue` knows all tables. Throws
// Error where the server could not be asked.
std::string change_postgresql(PostgresqlConnection& connection, const Catalogue& catalogue,
                              const std::vector<TableChanges>& changes);

}  // namespace tieout::db
