// A few thousand rows in flat buffers: one buffer of bytes, one of where each cell lies in it.
// Filled by a RowStream, read by everybody.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/native.h"

namespace tieout::db {

class RowBatch {
    struct Place {
        std::size_t begin;
        std::uint32_t size;
        Form form;
    };

public:
    // A target for readers: they stop a batch at whichever comes first. Few rows: what one thread
    // writes here and reads again should still be in its core's nearest cache.
    static constexpr std::size_t target_rows = 128;
    static constexpr std::size_t target_bytes = 1 << 20;

    std::size_t columns() const { return columns_; }
    std::size_t rows() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
    std::size_t bytes() const { return bytes_.size(); }
    // Bytes, and where the cells lie in them.
    std::size_t memory() const { return bytes_.size() + cells_.size() * sizeof(Place); }
    bool full() const { return rows() >= target_rows || bytes_.size() >= target_bytes; }

    bool is_null(std::size_t row, std::size_t column) const {
        return cells_[row * columns_ + column].form == Form::null;
    }
    // Form::text, but for columns that a query asked for in native form (Query::native_columns).
    Form form(std::size_t row, std::size_t column) const {
        return cells_[row * columns_ + column].form;
    }
    // Empty for NULL. The view dies when the batch is cleared or grows.
    std::string_view at(std::size_t row, std::size_t column) const {
        const Place& place = cells_[row * columns_ + column];
        return {bytes_.data() + place.begin, place.size};
    }

    // One row, looked up once for all of its cells. Dies with the batch's next change.
    class Row {
    public:
        Form form(std::size_t column) const { return places_[column].form; }
        std::string_view at(std::size_t column) const {
            const Place& place = places_[column];
            return {bytes_ + place.begin, place.size};
        }

        // From the first byte of its cells to the last, with what lies between them.
        std::string_view bytes() const {
            std::size_t begin = ~std::size_t{0}, end = 0;
            for (const Place* place = places_; place != places_ + columns_; ++place) {
                begin = std::min(begin, place->begin);
                end = std::max(end, place->begin + place->size);
            }
            return {bytes_ + begin, end - begin};
        }

    private:
        friend class RowBatch;
        Row(const Place* places, std::size_t columns, const char* bytes)
            : places_(places), columns_(columns), bytes_(bytes) {}
        const Place* places_;
        std::size_t columns_;
        const char* bytes_;
    };
    Row row(std::size_t index) const {
        return {cells_.data() + index * columns_, columns_, bytes_.data()};
    }

    // For readers: cells in order, row after row. Capacity is kept by clear(), so that a running
    // stream allocates nothing.
    void clear(std::size_t columns) {
        columns_ = columns;
        bytes_.clear();
        cells_.clear();
        open_ = 0;
    }
    void add(std::string_view cell) {
        bytes_.append(cell);
        end_cell();
    }
    void add_null() { cells_.push_back({open_, 0, Form::null}); }
    // Decoders write straight into the buffer: append to buffer(), then end_cell().
    std::string& buffer() { return bytes_; }
    void end_cell() {
        cells_.push_back({open_, static_cast<std::uint32_t>(bytes_.size() - open_), Form::text});
        open_ = bytes_.size();
    }
    // All rows of `other`, which has as many columns, in one copy.
    void add_rows(const RowBatch& other) {
        const std::size_t shift = bytes_.size(), first = cells_.size();
        bytes_.append(other.bytes_);
        cells_.insert(cells_.end(), other.cells_.begin(), other.cells_.end());
        for (std::size_t i = first; i < cells_.size(); ++i)
            cells_[i].begin += shift;
        open_ = bytes_.size();
    }
    // Takes back what was added behind the first `rows` rows, an unfinished row or cell too. Of
    // rows whose cells were added one after another.
    void cut(std::size_t rows) {
        const std::size_t first = rows * columns_;
        open_ = first < cells_.size() ? cells_[first].begin : open_;
        bytes_.resize(open_);
        cells_.resize(std::min(first, cells_.size()));
    }
    // One row of `other`, which has as many columns, with its bytes() as they lie there.
    void add_row(const RowBatch& other, std::size_t row) {
        const std::string_view bytes = other.row(row).bytes();
        const std::size_t from = static_cast<std::size_t>(bytes.data() - other.bytes_.data());
        const std::size_t to = add_block(bytes.data(), bytes.size());
        for (std::size_t i = row * columns_; i < (row + 1) * columns_; ++i) {
            const Place& place = other.cells_[i];
            cells_.push_back({place.begin - from + to, place.size, place.form});
        }
    }
    // A whole row as the server sent it, in one copy; its cells are then placed in it. Returns
    // where it begins.
    std::size_t add_block(const char* data, std::size_t size) {
        const std::size_t begin = bytes_.size();
        bytes_.append(data, size);
        open_ = bytes_.size();
        return begin;
    }
    void place(std::size_t begin, std::size_t size, Form form = Form::text) {
        cells_.push_back({begin, static_cast<std::uint32_t>(size), form});
    }

private:
    std::size_t columns_ = 0, open_ = 0;
    std::string bytes_;
    std::vector<Place> cells_;
};

}  // namespace tieout::db
