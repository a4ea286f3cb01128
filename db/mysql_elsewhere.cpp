#include "db/mysql_elsewhere.h"

#include <fmt/format.h>

namespace tieout::db {
namespace {

constexpr auto elsewhere =
    "information_schema.tables t WHERE t.table_schema = DATABASE() AND t.engine IN ('SPIDER', "
    "'FEDERATED')";

std::string first_look(const std::string& table, const std::optional<std::string>& part) {
    return fmt::format("SELECT 1 FROM {}{} LIMIT 1", quote_mysql_name(table),
                       part ? fmt::format(" PARTITION ({})", quote_mysql_name(*part)) : "");
}

}  // namespace

std::vector<std::string> mysql_tables_elsewhere(MysqlConnection& connection) {
    std::vector<std::string> names;
    for (const auto& row :
         connection.ask(fmt::format("SELECT t.table_name FROM {} ORDER BY 1", elsewhere)))
        names.push_back(row[0].value_or(""));
    return names;
}

// The comment says which server a part lies on: of parts with the same words one is enough.
std::vector<std::string> mysql_first_looks(MysqlConnection& connection) {
    std::vector<std::string> looks;
    for (const auto& row : connection.ask(fmt::format(
             "SELECT p.table_name, MIN(COALESCE(p.subpartition_name, p.partition_name)) FROM "
             "information_schema.partitions p JOIN {} AND p.table_schema = t.table_schema AND "
             "p.table_name = t.table_name GROUP BY p.table_name, p.partition_comment ORDER BY 1, 2",
             elsewhere)))
        looks.push_back(first_look(row[0].value_or(""), row[1]));
    return looks;
}

}  // namespace tieout::db
