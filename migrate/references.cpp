#include "migrate/references.h"

#include <algorithm>
#include <set>

#include "base/error.h"

namespace tieout::migrate {
namespace {

// The column of `parent` that `column` of `child` refers to: as the target declares it, else its
// primary key.
std::string parent_column(const db::Table& child, const std::string& column,
                          const db::Table& parent) {
    const db::Constraint* wider = nullptr;
    for (const db::Constraint& key : child.constraints) {
        if (key.kind != db::ConstraintKind::foreign_key || key.parent_table != parent.name)
            continue;
        const auto at = std::find(key.columns.begin(), key.columns.end(), column);
        if (at == key.columns.end()) continue;
        if (key.columns.size() == 1) return key.parent_columns.front();
        wider = &key;
    }
    if (wider != nullptr) {
        const auto at = std::find(wider->columns.begin(), wider->columns.end(), column);
        return wider->parent_columns[static_cast<std::size_t>(at - wider->columns.begin())];
    }
    const db::Constraint* key = parent.primary_key();
    return key != nullptr && key->columns.size() == 1 ? key->columns.front() : "";
}

void resolve(const TablePlan& table, Reference& reference, const db::Catalogue& target) {
    const db::Table& child = target_table(target, table.table, table.where_in_file);
    const db::Table& parent = target_table(target, reference.table, reference.where);
    if (reference.parent.empty()) {
        reference.parent = parent_column(child, reference.column, parent);
    }
    if (reference.parent.empty()) {
        throw Error(Fault::usage, reference.where + ": " + reference.table +
                                      " has no primary key of one column: say which column, as "
                                      "{table: " +
                                      reference.table + ", column: …}");
    }
}

// The plan holds back a child until the row of the same table that alone can be its parent is
// written.
bool holds_back(const TablePlan& plan, const db::Table& table, const db::Constraint& key) {
    return std::any_of(plan.references.begin(), plan.references.end(), [&](const auto& reference) {
        const auto at = std::find(key.columns.begin(), key.columns.end(), reference.column);
        return at != key.columns.end() && reference.table == plan.table &&
               reference.parent ==
                   key.parent_columns[static_cast<std::size_t>(at - key.columns.begin())] &&
               table.proves_unique({reference.parent});
    });
}

bool is_filled(const Plan& plan, const std::string& table) {
    return std::any_of(plan.tables.begin(), plan.tables.end(),
                       [&](const TablePlan& each) { return each.table == table; });
}

bool has(const TablePlan& table, const Reference& reference) {
    return std::any_of(table.references.begin(), table.references.end(), [&](const auto& each) {
        return each.column == reference.column && each.table == reference.table &&
               each.parent == reference.parent;
    });
}

bool holds_everywhere(const Plan& plan, const TablePlan& table, const Reference& reference,
                      const db::Catalogue& target) {
    const db::TableColumn* const column = target.find(table.table)->find(reference.column);
    const bool stays_null = column != nullptr && column->nullable && !column->default_sql;
    return std::all_of(plan.tables.begin(), plan.tables.end(), [&](const TablePlan& each) {
        if (each.table != table.table || has(each, reference)) return true;
        return stays_null && !each.fills(reference.column);
    });
}

}  // namespace

const db::Table& target_table(const db::Catalogue& target, const std::string& name,
                              const std::string& where) {
    if (const db::Table* table = target.find(name)) return *table;
    throw Error(Fault::schema, where + ": the target has no table `" + name +
                                   "`; create its tables first, or ask for them to be created");
}

void resolve_references(Plan& plan, const db::Catalogue& target) {
    std::set<std::string> before;
    for (TablePlan& table : plan.tables) {
        before.insert(table.table);
        for (Reference& reference : table.references) {
            if (before.count(reference.table) == 0) {
                throw Error(Fault::usage, reference.where + ": `" + reference.table +
                                              "` is not filled before `" + table.table +
                                              "`: put it further up");
            }
            resolve(table, reference, target);
        }
    }
}

std::vector<db::HeldReference> held_references(const Plan& plan, const db::Catalogue& target) {
    std::vector<db::HeldReference> held;
    std::set<std::string> seen;
    for (const TablePlan& table : plan.tables)
        for (const Reference& reference : table.references)
            if (seen.insert(table.table + "." + reference.column).second &&
                holds_everywhere(plan, table, reference, target))
                held.push_back({table.table, reference.column, reference.table, reference.parent});
    return held;
}

std::string out_of_order(const Plan& plan, const db::Catalogue& target) {
    std::set<std::string> before;
    for (const TablePlan& table : plan.tables) {
        const db::Table& own_table = *target.find(table.table);
        for (const db::Constraint& key : own_table.constraints) {
            if (key.kind != db::ConstraintKind::foreign_key) continue;
            const bool own = key.parent_table == table.table;
            const bool comes_later =
                !own && before.count(key.parent_table) == 0 && is_filled(plan, key.parent_table);
            if (comes_later || (own && !holds_back(table, own_table, key)))
                return "rows of the target's table " + table.table + " may refer to rows of " +
                       key.parent_table + " that are written after them";
        }
        before.insert(table.table);
    }
    return "";
}

}  // namespace tieout::migrate
