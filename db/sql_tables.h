// Where a statement names its tables, and other SQL put in their place. It reads words, not
// grammar: enough for the portable SQL of packs.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tieout::db {

// `sql` with each table that follows FROM, JOIN or a comma of a FROM list replaced by what `place`
// gives for its name (as written, without quotes); nullopt: it stays. The table keeps the name by
// which the rest of the statement knows it: its alias, or where it has none its own name becomes
// one. Literals, comments and names with a schema before them stay as they are; a common table
// expression must not have a table's name.
std::string with_tables(
    std::string_view sql,
    const std::function<std::optional<std::string>(std::string_view name)>& place);

}  // namespace tieout::db
