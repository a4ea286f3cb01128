// The catalogue of PostgreSQL, read within the caller's transaction.
#pragma once

#include <string>
#include <vector>

#include "db/catalogue.h"

namespace tieout::db {

class PostgresqlConnection;

// Of the first schema of the search path that exists. Partitions are part of their table and not
// listed; foreign tables are among the views. Sequence names are as SQL writes them (quoted and
// with a schema where they need it).
Catalogue read_postgresql_catalogue(PostgresqlConnection& connection);

// What this role, or a role it may become by SET ROLE, could do to the data of that schema: "INSERT
// on account", "CREATE on schema public", "superuser". Privileges on single columns count.
std::vector<std::string> read_postgresql_write_privileges(PostgresqlConnection& connection);

}  // namespace tieout::db
