#include "migrate/row_note.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>

#include "migrate/notes.h"

namespace tieout::migrate {
namespace {

constexpr std::uint32_t null_size = ~std::uint32_t{0};

bool is_filled(const std::vector<std::string>& columns, const std::string& name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
}

// As engines print a literal: 'x'::text, 0, -1, true, NULL. Anything else may be now() or a
// sequence.
bool is_literal(const std::string& sql) {
    if (sql.empty()) return true;
    if (sql[0] == '\'' || sql[0] == '-' || (sql[0] >= '0' && sql[0] <= '9')) return true;
    std::string word = sql.substr(0, sql.find(':'));
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return word == "true" || word == "false" || word == "null";
}

void append_size(std::string& out, std::uint32_t size) {
    char bytes[sizeof size];
    std::memcpy(bytes, &size, sizeof size);
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
        if (column.identity || !is_literal(column.default_sql.value_or("")))
            return "the target fills " + table.name + "." + column.name +
                   " otherwise in every row that is written";
    }
    return "";
}

RowNoter::RowNoter(const db::Table& table, const std::vector<std::string>& columns)
    : columns_(columns.size()) {
    for (const std::string& column : table.primary_key()->columns) {
        const auto at = std::find(columns.begin(), columns.end(), column);
        key_.push_back(static_cast<std::size_t>(at - columns.begin()));
    }
    for (const std::string& column : columns)
        append_note_text(head_, column);
}

std::string_view RowNoter::note(const db::RowBatch& batch, std::size_t row) {
    const db::RowBatch::Row cells = batch.row(row);
    cells_ = head_;
    for (std::size_t column = 0; column < columns_; ++column) {
        const bool null = cells.form(column) == db::Form::null;
        const std::string_view cell = cells.at(column);
        append_size(cells_, null ? null_size : static_cast<std::uint32_t>(cell.size()));
        cells_ += cell;
    }
    note_.clear();
    for (const std::size_t column : key_)
        append_note_text(note_, cells.at(column));
    const Digest digest = Digest::of(cells_);
    char bytes[sizeof digest];
    std::memcpy(bytes, &digest, sizeof digest);
    note_.append(bytes, sizeof bytes);
    return note_;
}

}  // namespace tieout::migrate
