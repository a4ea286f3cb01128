// What information_schema says of one MySQL or MariaDB database.
#pragma once

#include "db/catalogue.h"

namespace tieout::db {

class MysqlConnection;

// Reads all tables of the connection's database in a handful of queries. In MySQL's words:
// - a unique index over a prefix or an expression has `expressions` (left(`name`, 10)) and proves
// nothing of its columns;
//   an invisible or ignored index is as unique as any;
// - a NOT NULL is a constraint "<table>.<column>";
// - a CHECK is not enforced where MySQL says NOT ENFORCED, or MariaDB's check_constraint_checks is
// off;
// - tinyint(1) is an integer; MariaDB's JSON (a longtext that json_valid guards) is json;
// - a foreign key to another database names its parent `database.table`.
Catalogue read_mysql_catalogue(MysqlConnection& connection);

// The value type of a column, from data_type ("decimal").
ValueType mysql_value_type(std::string_view data_type);

// 'a','b''c' of "enum('a','b''c')"; empty for other types.
std::vector<std::string> mysql_members(std::string_view column_type);

}  // namespace tieout::db
