// The shape in which a pack knows a database, and a session that speaks in it: tables without the
// prefix that an install gave them, in the pack's spelling, and NULL for columns (no rows for
// tables) that this install does not have. A matter of names: no value is touched.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "db/session.h"

namespace tieout::db {

struct OptionalColumn {
    std::string name;
    ValueType type = ValueType::text;  // integer, decimal or text
};

struct Shape {
    std::string prefix;               // before the name of every table that the pack knows
    std::vector<std::string> tables;  // all that the pack knows, as it spells them
    std::map<std::string, std::vector<OptionalColumn>> optional_tables;   // with their columns
    std::map<std::string, std::vector<OptionalColumn>> optional_columns;  // by table
};

// `stored` as the pack knows it: `Table::stored_as` is the name in the database, and `absent` marks
// what is not there. A table without the prefix that bears a known name gets "(without PREFIX)"
// behind it: it is another program's.
Catalogue in_shape(const Catalogue& stored, const Shape& shape);

// The session itself where the database has all that `shape` speaks of, by those names; else one
// that puts the stored names into each statement that it sends.
std::unique_ptr<Session> in_shape(std::unique_ptr<Session> session, const Shape& shape);

}  // namespace tieout::db
