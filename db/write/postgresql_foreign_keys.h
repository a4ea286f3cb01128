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

#include <vector>

#include "db/write/postgresql_constraints_aside.h"
#include "db/write/writer.h"

namespace tieout::db {

class ForeignKeysAside : public ConstraintsAside {
public:
    explicit ForeignKeysAside(PostgresqlConnection& connection)
        : ConstraintsAside(connection, "a row was let through whose parent is not there") {}

    // Of tables that are empty.
    void set_aside(const std::vector<HeldReference>& references);
};

}  // namespace tieout::db
