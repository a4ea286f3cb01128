// Constraints of PostgreSQL tables that are dropped while the tables are filled, and made again, in
// the caller's transaction. Which ones: postgresql_foreign_keys.h, postgresql_keys.h. Internal to
// db/write/.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "db/postgresql_connection.h"

namespace tieout::db {

class ConstraintsAside {
public:
    struct Constraint {
        std::string table, name, definition;  // the first two as SQL writes them
    };

    // `broken`: what it means that one cannot be made again; a literal.
    ConstraintsAside(PostgresqlConnection& connection, std::string_view broken)
        : connection_(connection), broken_(broken) {}

    // `table`: its name as the catalogue has it. Where the server refuses (an event trigger), the
    // constraint stays.
    void drop(const std::string& table, const Constraint& constraint);
    // Of one table, or of all. Throws Error(Fault::internal) where a row breaks one, else Error
    // with the server's words; then the transaction must not be committed.
    void make(const std::string& table);
    void make_all();

protected:
    PostgresqlConnection& connection() { return connection_; }

private:
    void make(const Constraint& constraint);

    PostgresqlConnection& connection_;
    std::string_view broken_;
    std::map<std::string, std::vector<Constraint>> aside_;  // by the table's name
};

}  // namespace tieout::db
