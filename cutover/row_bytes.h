// A row as bytes that no other row has: each cell with its length in front, NULL as a length that
// no cell has.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "db/row_batch.h"

namespace tieout::cutover {

constexpr std::uint64_t length_of_null = ~std::uint64_t{0};

inline void append_cell(const db::RowBatch::Row& row, std::size_t column, std::string& into) {
    const bool null = row.form(column) == db::Form::null;
    const std::string_view cell = null ? std::string_view() : row.at(column);
    const std::uint64_t length = null ? length_of_null : cell.size();
    into.append(reinterpret_cast<const char*>(&length), sizeof length);
    into.append(cell);
}

}  // namespace tieout::cutover
