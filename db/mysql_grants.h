// What a MySQL role may do besides reading, from the server's own list of its grants.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tieout::db {

class MysqlConnection;

// Privileges of one GRANT line that could change data of `database` ("INSERT", "ALL PRIVILEGES"),
// by the names that the server prints; empty where the line is of another database or only reads.
// An empty `database` is every database. A line that grants a role gives nothing: see
// granted_role().
std::vector<std::string> writing_privileges(std::string_view grant, std::string_view database);

// The role that a line "GRANT `role` TO …" names, as SHOW GRANTS FOR wants it; "" for other lines.
std::string granted_role(std::string_view grant);

// Of the connection's own role and all roles granted to it, active or not; ordered, each once. A
// role whose grants may not be seen is listed as "role <name>", for it could hold anything.
std::vector<std::string> mysql_write_privileges(MysqlConnection& connection);

}  // namespace tieout::db
