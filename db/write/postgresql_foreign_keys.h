// Foreign keys of a PostgreSQL table that the caller holds every row to are asked once, when the
// table is full: the server asks for all rows by one join, and for each row by itself as it comes,
// which costs more than to load it.
//
// Set aside (dropped and made again, in the caller's transaction) are those and no others that say
// no more than the caller does, and come back as they were: of one column, validated, with nothing
// said of it or hanging on it (comment, extension, partitions, triggers switched off), between
// plain tables of our role that have no triggers and no rules of their own, for these might give a
// row another parent than was sent. Not where the table has a constraint that waits for the end:
// such a table cannot be altered while rows wait.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/postgresql_connection.h"
#include "db/write/writer.h"

namespace tieout::db {

class ForeignKeysAside {
public:
    explicit ForeignKeysAside(PostgresqlConnection& connection) : connection_(connection) {}

    // Of tables that are empty. Where the server refuses to drop one (an event trigger), it stays.
    void set_aside(const std::vector<HeldReference>& references);
    // Throws Error(Fault::internal) where a row breaks one, else Error with the server's words;
    // then the transaction must not be committed.
    void make(const std::string& table);
    void make_all();

private:
    struct Key {
        std::string table, name, definition;  // the first two as SQL writes them
    };

    bool drop(const Key& key);
    void make(const Key& key);

    PostgresqlConnection& connection_;
    std::map<std::string, std::vector<Key>> keys_;  // by the name of the table
};

}  // namespace tieout::db
