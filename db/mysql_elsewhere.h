// Tables whose rows lie on other servers (Spider, FederatedX). The snapshot of the server that we
// speak to does not reach them: each of the others begins a view of its own when a transaction
// first reads from it. Internal to db/.
#pragma once

#include <string>
#include <vector>

#include "db/mysql_connection.h"

namespace tieout::db {

// By name; of the connection's database.
std::vector<std::string> mysql_tables_elsewhere(MysqlConnection& connection);

// Statements that read one row of each part of those tables, where there are any: the list of parts
// is dear to ask for. As the first ones of a transaction
// they begin the views of all the other servers at about one moment, and not when a table's turn
// comes.
std::vector<std::string> mysql_first_looks(MysqlConnection& connection);

}  // namespace tieout::db
