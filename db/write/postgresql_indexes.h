// Indexes of a PostgreSQL table that only speed up reading are built in one go when the table is
// full: maintaining one row by row costs several times as much.
//
// Set aside (dropped and made again, in the caller's transaction) are those and no others that come
// back as they were and of which no row can be refused: a plain b-tree over columns whose greatest
// value fits an index entry, not unique, without expression or predicate, with nothing said of it
// or hanging on it (comment, tablespace, CLUSTER, replica identity, statistics target, partitions),
// on a table of our role in a schema where it may create. All others stay, and are filled row by
// row.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/postgresql_connection.h"

namespace tieout::db {

class IndexesAside {
public:
    explicit IndexesAside(PostgresqlConnection& connection) : connection_(connection) {}

    // Where the server refuses to drop one (an event trigger), the table's stay. One question for
    // all tables: to plan it takes the server milliseconds.
    void set_aside(const std::vector<std::string>& tables);
    // Throws Error with the server's words; then the transaction must not be committed.
    void build(const std::string& table);
    void build_all();

private:
    struct Indexes {
        std::string names;                     // "a, b"
        std::vector<std::string> definitions;  // CREATE INDEX …
    };
    void set_aside(const std::string& table, Indexes indexes);

    PostgresqlConnection& connection_;
    std::map<std::string, std::vector<std::string>> definitions_;  // by table: CREATE INDEX …
};

}  // namespace tieout::db
