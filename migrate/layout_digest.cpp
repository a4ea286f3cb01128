#include "migrate/layout_digest.h"

namespace tieout::migrate {

Digest LayoutDigest::of(const db::RowBatch& batch, std::size_t row) {
    const db::RowBatch::Row cells = batch.row(row);
    const std::string_view bytes = cells.bytes();
    layout_.resize(batch.columns() + 2);
    for (std::size_t column = 0; column < batch.columns(); ++column) {
        constexpr std::uint64_t null = ~std::uint64_t{0};
        const std::string_view cell = cells.at(column);
        const auto begin = static_cast<std::uint64_t>(cell.data() - bytes.data());
        const bool is_null = cells.form(column) == db::Form::null;
        layout_[column] = is_null ? null : begin << 32 | cell.size();
    }
    const Digest digest = Digest::of(bytes);
    layout_[batch.columns()] = digest.high;
    layout_[batch.columns() + 1] = digest.low;
    return Digest::of(
        {reinterpret_cast<const char*>(layout_.data()), layout_.size() * sizeof(std::uint64_t)});
}

}  // namespace tieout::migrate
