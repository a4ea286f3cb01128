#include "migrate/target_guard.h"

#include <algorithm>

#include "base/error.h"

namespace tieout::migrate {
namespace {

bool refers_to(const db::Table& child, const std::string& parent) {
    return std::any_of(child.constraints.begin(), child.constraints.end(), [&](const auto& key) {
        return key.kind == db::ConstraintKind::foreign_key && key.parent_table == parent;
    });
}

std::uint64_t number(const db::SmallResult& result) {
    return std::stoull(result.rows.at(0).at(0).value_or("0"));
}

}  // namespace

void TargetGuard::ask_rights() {
    for (const std::string& table : tables_)
        target_.query("delete from " + quoted(table) + " where 1 = 0");
}

// As the catalogue spells it.
std::string TargetGuard::quoted(const std::string& table) {
    return target_.quote(target_.catalogue().find(table)->name);
}

std::uint64_t TargetGuard::count(const std::string& table) {
    return number(target_.query("select count(*) from " + quoted(table)));
}

const std::map<std::string, std::uint64_t>& TargetGuard::rows() {
    for (const std::string& table : tables_)
        if (rows_.count(table) == 0) rows_[table] = count(table);
    return rows_;
}

// Every row of a moved table carries the source's id: a row without is somebody else's.
bool TargetGuard::has_unmarked_rows(const std::string& table) {
    const db::TableColumn* const mark = target_.catalogue().find(table)->find("source_ref");
    if (mark == nullptr || !mark->nullable || rows().at(table) == 0) return false;
    return number(target_.query("select count(*) from " + quoted(table) +
                                " where source_ref is null")) > 0;
}

void TargetGuard::refuse_foreign_rows() {
    std::string first, unmarked;
    for (const std::string& table : tables_) {
        if (rows().at(table) > 0 && first.empty()) first = table;
        if (has_unmarked_rows(table)) unmarked = table;
    }
    if (first.empty() || (unmarked.empty() && books_.know(rows()))) return;
    const std::string& table = unmarked.empty() ? first : unmarked;
    throw Error(Fault::usage, "the target's table " + table + " holds " +
                                  std::to_string(rows().at(table)) +
                                  " rows, and the tables together are not as a migration of "
                                  "ours left them: empty them, or say that they may be replaced");
}

std::vector<std::string> TargetGuard::others_that_refer() const {
    std::vector<std::string> tables = tables_;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        for (const db::Table& child : target_.catalogue().tables) {
            const bool known = std::find(tables.begin(), tables.end(), child.name) != tables.end();
            if (!known && refers_to(child, tables[i])) tables.push_back(child.name);
        }
    }
    tables.erase(tables.begin(), tables.begin() + static_cast<std::ptrdiff_t>(tables_.size()));
    return tables;
}

void TargetGuard::refuse_referring_rows() {
    for (const std::string& table : others_that_refer()) {
        const std::uint64_t rows = count(table);
        if (rows == 0) continue;
        throw Error(Fault::usage, "the target's table " + table + " holds " + std::to_string(rows) +
                                      " rows that refer to rows which would be replaced: "
                                      "empty it, or say that they may be replaced");
    }
}

}  // namespace tieout::migrate
