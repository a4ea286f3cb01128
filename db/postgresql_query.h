// Small results of PostgreSQL, for sessions and writers alike.
#pragma once

#include <string_view>

#include "db/postgresql_connection.h"
#include "db/session.h"

namespace tieout::db {

// `?` becomes $1, $2, … where there are parameters; without any it stays PostgreSQL's own operator.
// Behind a savepoint: a refused statement leaves the transaction as it was. `declared` and
// `collation` of the columns are filled as in a stream.
SmallResult postgresql_query(PostgresqlConnection& connection, std::string_view sql,
                             const PostgresqlConnection::Parameters& parameters);

}  // namespace tieout::db
