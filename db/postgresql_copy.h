// Rows of a statement as COPY … TO STDOUT sends them: no server cursor, the least work for the
// server.
#pragma once

#include <memory>

#include "db/postgresql_connection.h"
#include "db/session.h"

namespace tieout::db {

// Describes `query` and starts its COPY, behind a savepoint where the connection is in a
// transaction: neither a refused statement nor a stream that is left before its end loses the
// snapshot. `connection` must outlive the stream and can do nothing else until then.
std::unique_ptr<RowStream> copy_rows(PostgresqlConnection& connection, const Query& query);

}  // namespace tieout::db
