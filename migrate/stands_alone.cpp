#include "migrate/stands_alone.h"

#include <algorithm>

namespace tieout::migrate {
namespace {

bool is_whole_key(const db::Table& table, const std::string& column) {
    const db::Constraint* const key = table.primary_key();
    return key != nullptr && key->columns == std::vector<std::string>{column};
}

// Of several sources of one table the last one comes before `table`.
bool is_complete_before(const Plan& plan, const std::string& parent, const TablePlan& table) {
    const auto is_parent = [&](const TablePlan& each) { return each.table == parent; };
    const auto here = std::find_if(plan.tables.begin(), plan.tables.end(),
                                   [&](const TablePlan& each) { return &each == &table; });
    return std::none_of(here, plan.tables.end(), is_parent);
}

// Whoever refers to `table` does so by its key, which the notes know.
bool is_referred_to_by_key(const Plan& plan, const db::Table& target) {
    for (const TablePlan& other : plan.tables)
        for (const Reference& reference : other.references)
            if (reference.table == target.name && !is_whole_key(target, reference.parent))
                return false;
    return true;
}

}  // namespace

bool rows_stand_alone(const Plan& plan, const TablePlan& table, const db::Catalogue& target) {
    const db::Table& own = *target.find(table.table);
    const db::Constraint* const key = own.primary_key();
    const bool is_numbered =
        key == nullptr || !std::all_of(key->columns.begin(), key->columns.end(),
                                       [&](const auto& column) { return table.fills(column); });
    if (table.fixed || is_numbered || !table.unique.empty()) return false;
    return is_referred_to_by_key(plan, own) &&
           std::all_of(table.references.begin(), table.references.end(),
                       [&](const Reference& reference) {
                           const db::Table& parent = *target.find(reference.table);
                           return is_whole_key(parent, reference.parent) &&
                                  is_complete_before(plan, reference.table, table);
                       });
}

}  // namespace tieout::migrate
