// Rows of v4 and of v5 written by hand, as README.md of this folder says they are written.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tieout::tests {

using Cell = std::optional<std::string>;  // bytes in v4, UTF-8 in v5; nullopt is NULL

struct HandRow {
    std::string table, id;
    std::vector<std::pair<std::string, Cell>> cells;  // the id first
    std::string where;                                // file:line
};

struct Sheet {
    std::vector<HandRow> source, target;                     // in the order of writing
    std::set<std::string> refused;                           // "subscription 305"
    std::set<std::string> found;                             // "broken_rule odd_override 306"
    std::vector<std::pair<std::string, std::string>> wrong;  // SQL, and the finding it must cause
};

// Reads all *.txt of the folder in order of their names, after ../usual.txt and
// ../fixed.txt. Throws
// std::runtime_error naming file and line.
Sheet read_sheet(const std::string& folder);

}  // namespace tieout::tests
