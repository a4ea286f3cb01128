// Rows into one table of PostgreSQL, by COPY.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "db/postgresql_connection.h"
#include "db/write/writer.h"

namespace tieout::db {

// A refused row ends a COPY and, without more, the transaction. So each batch is one COPY behind
// its own savepoint. Where the server refuses it, the savepoint takes it back and its halves are
// tried, down to single rows: k refused rows of n cost about k · log2(n) further COPYs, and a clean
// batch costs two short commands. Rows refused for a foreign key are tried again at the end,
// because halving may have parted a row from its parent in the same batch.
//
// `table` and `columns` must be of the catalogue. `connection` must be in a transaction and outlive
// the load; several loads may take turns on it.
std::unique_ptr<TableLoad> copy_into(PostgresqlConnection& connection, const Table& table,
                                     const std::vector<std::string>& columns);

}  // namespace tieout::db
