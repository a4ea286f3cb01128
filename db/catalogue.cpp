#include "db/catalogue.h"

#include <algorithm>

#include "base/unicode.h"

namespace tieout::db {
namespace {

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

// Whoever looks for a word among all columns of all tables asks a million times: names of ASCII
// differ, as a rule, in their first letters, and need no copy in lower case.
bool same_name(std::string_view a, std::string_view b) {
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        if (!is_ascii(a[i]) || !is_ascii(b[i])) return to_lower(a) == to_lower(b);
        if (small(a[i]) != small(b[i])) return false;
    }
    return a.size() == b.size();
}

template <typename Item>
const Item* find_by_name(const std::vector<Item>& items, std::string_view wanted) {
    const auto exact = [&](const Item& item) { return item.name == wanted; };
    const auto folded = [&](const Item& item) { return same_name(item.name, wanted); };
    auto found = std::find_if(items.begin(), items.end(), exact);
    if (found == items.end()) found = std::find_if(items.begin(), items.end(), folded);
    return found == items.end() ? nullptr : &*found;
}

std::string_view unquoted(std::string_view expression) {
    if (expression.size() >= 2 && (expression.front() == '"' || expression.front() == '`'))
        return expression.substr(1, expression.size() - 2);
    return expression;
}

// Over the columns themselves, not over something computed of them.
bool is_of_plain_columns(const Constraint& unique) {
    if (unique.expressions.empty()) return !unique.columns.empty();
    return std::equal(unique.expressions.begin(), unique.expressions.end(), unique.columns.begin(),
                      unique.columns.end(), [](const auto& expression, const auto& column) {
                          return same_name(unquoted(expression), column);
                      });
}

bool is_key(const Constraint& constraint) {
    if (constraint.kind == ConstraintKind::primary_key) return constraint.enforced;
    return constraint.kind == ConstraintKind::unique && constraint.enforced &&
           constraint.predicate.empty() && is_of_plain_columns(constraint);
}

}  // namespace

std::string_view name(ConstraintKind kind) {
    switch (kind) {
        case ConstraintKind::primary_key:
            return "primary key";
        case ConstraintKind::unique:
            return "unique";
        case ConstraintKind::foreign_key:
            return "foreign key";
        case ConstraintKind::check:
            return "check";
        case ConstraintKind::not_null:
            return "not null";
    }
    return "?";
}

const TableColumn* Table::find(std::string_view column) const {
    return find_by_name(columns, column);
}

const Constraint* Table::primary_key() const {
    const auto found = std::find_if(constraints.begin(), constraints.end(), [](const auto& each) {
        return each.kind == ConstraintKind::primary_key;
    });
    return found == constraints.end() ? nullptr : &*found;
}

bool Table::proves_unique(const std::vector<std::string>& wanted) const {
    const auto is_wanted_and_filled = [&](const std::string& column) {
        const TableColumn* const here = find(column);
        return here != nullptr && !here->nullable &&
               std::any_of(wanted.begin(), wanted.end(),
                           [&](const std::string& each) { return same_name(each, column); });
    };
    return std::any_of(constraints.begin(), constraints.end(), [&](const Constraint& each) {
        return is_key(each) &&
               std::all_of(each.columns.begin(), each.columns.end(), is_wanted_and_filled);
    });
}

const Table* Catalogue::find(std::string_view table) const {
    return find_by_name(tables, table);
}

}  // namespace tieout::db
