// Which tables and columns a piece of SQL names: the witness of what the migrator reads, and the
// scope in which a pack's columns are looked up. It reads words, not grammar: enough for the
// portable SQL of packs.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "db/catalogue.h"

namespace tieout::migrate {

struct ScopedTable {
    std::string alias;  // as written; the table's name where there is none
    const db::Table* table = nullptr;
};

// Tables of the catalogue that `sql` names, each with its alias, in order.
std::vector<ScopedTable> tables_named(std::string_view sql, const db::Catalogue& catalogue);

// "table.column" of every column of `scope` that `sql` names, with or without its alias.
std::set<std::string> columns_named(std::string_view sql, const std::vector<ScopedTable>& scope);

}  // namespace tieout::migrate
