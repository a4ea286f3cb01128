// Tables whose rows lie on other servers (foreign tables, and tables with such a part). The
// snapshot of the server that we speak to does not reach them: each of the others begins a view of
// its own when a transaction first reads from it, and commits what was written to it by itself.
// Internal to db/ and db/write/.
#pragma once

#include <string>
#include <vector>

#include "db/postgresql_connection.h"

namespace tieout::db {

// By name; of the connection's schema. A part is not named, the table that it is a part of is.
std::vector<std::string> postgresql_tables_elsewhere(PostgresqlConnection& connection);

// Reads one row from each of those servers: as the first statements of a transaction they begin all
// views at about one moment, and not when a table's turn comes. Where the role may not read the
// part itself its server's view begins later.
void look_first_elsewhere(PostgresqlConnection& connection);

}  // namespace tieout::db
