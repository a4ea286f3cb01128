#include "migrate/cells_digest.h"

#include <cstdint>
#include <cstring>

namespace tieout::migrate {
namespace {

constexpr std::uint32_t null_size = ~std::uint32_t{0};

void append_size(std::string& out, std::uint32_t size) {
    char bytes[sizeof size];
    std::memcpy(bytes, &size, sizeof size);
    out.append(bytes, sizeof bytes);
}

}  // namespace

Digest CellsDigest::of(const db::RowBatch& batch, std::size_t row, std::string_view head) {
    const db::RowBatch::Row cells = batch.row(row);
    cells_ = head;
    for (std::size_t column = 0; column < batch.columns(); ++column) {
        const bool null = cells.form(column) == db::Form::null;
        const std::string_view cell = cells.at(column);
        append_size(cells_, null ? null_size : static_cast<std::uint32_t>(cell.size()));
        cells_ += cell;
    }
    return Digest::of(cells_);
}

}  // namespace tieout::migrate
