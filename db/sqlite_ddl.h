// What SQLite's catalogue does not tell and only its CREATE statements say: names of constraints,
// CHECK expressions, expressions and predicates of indexes. Reads the text that sqlite_schema
// keeps; SQLite has already accepted it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/catalogue.h"

namespace tieout::db {

struct SqliteDdlConstraint {
    ConstraintKind kind = ConstraintKind::check;  // primary_key, unique, foreign_key or check
    std::string name;                             // empty where it was given none
    std::vector<std::string> columns;             // CHECK: every name within it, of columns or not
    std::string expression;                       // CHECK
};

struct SqliteTableDdl {
    std::vector<SqliteDdlConstraint> constraints;
    std::vector<std::pair<std::string, std::string>> generated;  // column, the expression behind AS
    std::string autoincrement;                                   // the column; empty: none
};

struct SqliteIndexDdl {
    std::vector<std::string> expressions;  // one a position, without COLLATE, ASC and DESC
    std::string predicate;                 // what follows WHERE
};

SqliteTableDdl read_create_table(std::string_view sql);
SqliteIndexDdl read_create_index(std::string_view sql);

}  // namespace tieout::db
