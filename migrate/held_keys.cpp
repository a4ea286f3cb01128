#include "migrate/held_keys.h"

#include <algorithm>
#include <set>
#include <string>

#include "migrate/sql_names.h"

namespace tieout::migrate {
namespace {

// The rows of an InnoDB table lie in the tree of its primary key: two that are alike in it have no
// place there. The index of a MyISAM or Aria table may be damaged since a crash, and FEDERATED,
// CONNECT, SPIDER and the like show rows of elsewhere under a key that nobody holds.
bool keeps_its_key(const db::Table& table) {
    return !table.absent && table.primary_key() != nullptr && table.storage == "InnoDB";
}

// nullptr: rows may be alike, for all that we know.
const db::Table* source_of_unlike_rows(const TablePlan& plan, const db::Catalogue& source) {
    const bool row_by_row = !plan.fixed && plan.sql.empty() && plan.joins.empty() &&
                            std::holds_alternative<std::monostate>(plan.explode);
    if (!row_by_row) return nullptr;
    const std::vector<ScopedTable> tables = tables_named(plan.from, source);
    if (tables.size() != 1) return nullptr;
    const db::Table* const table = tables.front().table;
    return keeps_its_key(*table) ? table : nullptr;
}

bool is_filled_by_one(const Plan& plan, const db::Table& table, const db::Catalogue& target) {
    return 1 == std::count_if(plan.tables.begin(), plan.tables.end(), [&](const TablePlan& each) {
               return target.find(each.table) == &table;
           });
}

// The source's column of whole numbers that `column` of the target has as it is; nullptr: there is
// none.
const db::TableColumn* copied(const TablePlan& plan, const std::string& column,
                              const db::Table& source) {
    const auto is_named = [&](const auto& each) { return each.column == column; };
    const auto value = std::find_if(plan.columns.begin(), plan.columns.end(), is_named);
    const bool bare = value != plan.columns.end() && value->value.kind == Value::Kind::column &&
                      value->value.steps.empty() &&
                      std::none_of(plan.defang.begin(), plan.defang.end(), is_named);
    if (!bare) return nullptr;
    const std::string& name = value->value.text;
    const db::TableColumn* const from = source.find(name.substr(name.rfind('.') + 1));
    const bool whole = from != nullptr && !from->absent && from->type == db::ValueType::integer;
    return whole ? from : nullptr;
}

// No number is cut or rounded on its way into such a column, or written in two ways.
bool keeps_numbers_apart(const db::TableColumn& column) {
    return column.type == db::ValueType::integer || column.type == db::ValueType::text;
}

bool holds(const TablePlan& plan, const db::Table& source, const db::Table& target,
           const db::Constraint& key) {
    const bool is_key =
        key.kind == db::ConstraintKind::primary_key || key.kind == db::ConstraintKind::unique;
    if (!is_key || !key.predicate.empty()) return false;
    std::set<const db::TableColumn*> copies;
    for (const std::string& name : key.columns) {
        const db::TableColumn* const column = target.find(name);
        if (column == nullptr || !keeps_numbers_apart(*column)) return false;
        const db::TableColumn* const from = copied(plan, name, source);
        if (from == nullptr) return false;
        copies.insert(from);
    }
    const std::vector<std::string>& needed = source.primary_key()->columns;
    return std::all_of(needed.begin(), needed.end(), [&](const std::string& column) {
        return copies.count(source.find(column)) != 0;
    });
}

}  // namespace

std::vector<db::HeldKey> held_keys(const Plan& plan, db::Session& source,
                                   const db::Catalogue& target) {
    std::vector<db::HeldKey> held;
    if (source.engine() != db::Engine::mysql) return held;
    for (const TablePlan& each : plan.tables) {
        const db::Table& table = *target.find(each.table);
        const db::Table* const from = source_of_unlike_rows(each, source.catalogue());
        if (from == nullptr || !is_filled_by_one(plan, table, target)) continue;
        for (const db::Constraint& key : table.constraints)
            if (holds(each, *from, table, key)) held.push_back({table.name, key.name});
    }
    return held;
}

}  // namespace tieout::migrate
