// What a unique index compares, as one SQL expression that its own engine can judge.
#pragma once

#include <string>

#include "db/catalogue.h"
#include "db/url.h"

namespace tieout::verify {

// Over the columns of `table`; its value is one text for the whole key, the same for two rows
// exactly where the index takes them for one: PostgreSQL and SQLite compare bytes, MySQL the
// weights of the collation. NULL where a part is NULL or the index's predicate leaves the row out.
// Generated columns stand in it as what they are generated from.
std::string unique_key(db::Engine engine, const db::Table& table, const db::Constraint& unique);

}  // namespace tieout::verify
