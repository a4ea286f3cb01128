#include "migrate/row_note.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/unicode.h"
#include "migrate/notes.h"

namespace tieout::migrate {
namespace {

bool is_filled(const std::vector<std::string>& columns, const std::string& name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
}

// What follows a literal and leaves it one: nothing, or PostgreSQL's "::type".
bool ends_here(std::string_view rest) {
    return rest.empty() || rest.starts_with("::");
}

// As engines print a literal: 'it''s'::text, 0, -1.5, true, NULL. Anything else may be now() or a
// sequence.
bool is_literal(std::string_view sql) {
    if (sql.starts_with('\'')) {
        std::size_t end = sql.find('\'', 1);
        while (end != std::string_view::npos && sql.substr(end + 1).starts_with('\''))
            end = sql.find('\'', end + 2);
        return end != std::string_view::npos && ends_here(sql.substr(end + 1));
    }
    const std::size_t digits = std::min(sql.find_first_not_of("-.0123456789"), sql.size());
    if (digits > 0) return ends_here(sql.substr(digits));
    const std::string word = to_lower(sql.substr(0, sql.find("::")));
    return word == "true" || word == "false" || word == "null";
}

std::vector<std::size_t> places_of(const std::vector<std::string>& names,
                                   const std::vector<std::string>& columns) {
    std::vector<std::size_t> places;
    for (const std::string& name : names) {
        const auto at = std::find(columns.begin(), columns.end(), name);
        places.push_back(static_cast<std::size_t>(at - columns.begin()));
    }
    return places;
}

template <class Number>
void append_bytes(std::string& out, const Number& number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    out.append(bytes, sizeof bytes);
}

}  // namespace

std::string why_not_noted(const db::Table& table, const std::vector<std::string>& columns) {
    const db::Constraint* const key = table.primary_key();
    if (key == nullptr) return "the target's table " + table.name + " has no primary key";
    for (const std::string& column : key->columns)
        if (!is_filled(columns, column)) return "the target itself makes the key of " + table.name;
    for (const db::TableColumn& column : table.columns) {
        if (column.generated || is_filled(columns, column.name)) continue;
        if (column.identity || !is_literal(column.default_sql.value_or("null")))
            return "the target fills " + table.name + "." + column.name +
                   " otherwise in every row that is written";
    }
    return "";
}

RowNoter::RowNoter(const db::Table& table, const std::vector<std::string>& columns,
                   const std::vector<std::string>& references)
    : key_(places_of(table.primary_key()->columns, columns)),
      parents_(places_of(references, columns)) {
    for (const std::string& column : columns)
        append_note_text(head_, column);
}

std::string_view RowNoter::note(const db::RowBatch& batch, std::size_t row) {
    const db::RowBatch::Row cells = batch.row(row);
    note_.clear();
    for (const std::size_t column : key_)
        append_note_text(note_, cells.at(column));
    append_bytes(note_, digest_.of(batch, row, head_));
    return note_;
}

std::string_view RowNoter::marks(const db::RowBatch& batch, std::size_t row) {
    marks_.clear();
    for (const std::size_t column : parents_) {
        const bool null = batch.is_null(row, column);
        append_bytes(marks_, null ? std::uint64_t{0} : parent_mark(batch.at(row, column)));
    }
    return marks_;
}

}  // namespace tieout::migrate
