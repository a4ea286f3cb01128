// The steps of read_postgresql_catalogue, each of which fills what it reads into the tables that
// are there.
#pragma once

#include <cstdint>
#include <optional>

#include "db/catalogue.h"
#include "db/postgresql_connection.h"

namespace tieout::db {

// Keys, unique indexes, foreign keys, CHECK; not NOT NULL, which comes with the columns.
void read_postgresql_constraints(PostgresqlConnection& connection, Catalogue& catalogue);

// Of identity and serial columns, and of defaults that call nextval(): marks the column and adds
// the sequence.
void read_postgresql_sequences(PostgresqlConnection& connection, Catalogue& catalogue);

// What a sequence gives after `last`; none where it is used up.
std::optional<std::int64_t> following(std::int64_t last, std::int64_t increment);

// Disabled triggers, row security, domains' own checks: what a reader of the catalogue would not
// expect.
void read_postgresql_remarks(PostgresqlConnection& connection, Catalogue& catalogue);

// The table of a row that the catalogue sent; Error(Fault::schema) where it came in between two
// questions.
Table& table_of(Catalogue& catalogue, std::string_view name);

}  // namespace tieout::db
