// Primary and unique keys of a PostgreSQL table of which the caller knows that no two rows can be
// alike in them are built in one go when the table is full: row by row a key costs about as much as
// the row itself.
//
// Set aside (dropped and made again, in the caller's transaction) are those and no others that
// refuse no row then, and come back as they were: of whole numbers and texts that are alike only
// where they are the same; not deferrable; with nothing said of it or hanging on it (comment,
// tablespace, storage parameter, included column, CLUSTER, replica identity, extension, a foreign
// key or a view that stands on it); on a plain table of our role. Not where the table has a
// constraint that waits for the end: such a table cannot be altered while rows wait. And not in a
// schema that has triggers: these may write rows of their own.
#pragma once

#include <vector>

#include "db/write/postgresql_constraints_aside.h"
#include "db/write/writer.h"

namespace tieout::db {

class KeysAside : public ConstraintsAside {
public:
    explicit KeysAside(PostgresqlConnection& connection)
        : ConstraintsAside(connection, "two rows were let through that are alike in it") {}

    // Of tables that are empty; after the foreign keys, which may stand on one.
    void set_aside(const std::vector<HeldKey>& keys);
};

}  // namespace tieout::db
