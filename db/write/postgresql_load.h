// Rows into one table of PostgreSQL, by COPY.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "db/postgresql_connection.h"
#include "db/write/writer.h"

namespace tieout::db {

// A refused row ends a COPY and, without more, the transaction. So each COPY stands behind its own
// savepoint. Where the server refuses one, the savepoint takes it back, and the rows before the one
// that it names, that one alone, and those after it are tried; where it names none (a foreign key
// is checked at the end) the halves are. Down to single rows, which go as text: the words of every
// refusal are those of a row that was sent alone. k refused rows of n cost about 2 k further COPYs,
// for a foreign key k · log2(n); a clean batch costs two short commands. Rows refused for a foreign
// key are tried again at the end, because parting may have taken a row from its parent in the same
// batch.
//
// `table` and `columns` must be of the catalogue. `connection` must be in a transaction and outlive
// the load; several loads may take turns on it.
std::unique_ptr<TableLoad> copy_into(PostgresqlConnection& connection, const Table& table,
                                     const std::vector<std::string>& columns);

}  // namespace tieout::db
