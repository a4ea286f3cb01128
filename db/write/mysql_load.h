// Rows into one MySQL table by multi-row INSERT; what the server refuses is found by halving.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "db/catalogue.h"
#include "db/write/writer.h"

namespace tieout::db {

class MysqlConnection;

// `max_packet`: the server's longest statement, in bytes. A table that is not `transactional` keeps
// the rows that came before a refused one; they are told apart by counting, so nobody else may
// write to it meanwhile. Throws Error(Fault::schema) for a column that is not there or is computed.
// `connection` must live longer.
std::unique_ptr<TableLoad> load_mysql(MysqlConnection& connection, const Table& table,
                                      const std::vector<std::string>& columns,
                                      std::size_t max_packet, bool transactional);

}  // namespace tieout::db
