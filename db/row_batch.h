// A few thousand rows in flat buffers: one buffer of bytes, one of where each cell lies in it.
// Filled by a RowStream, read by everybody.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
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

    // Memory before each cell that may be read, whatever is in it: so digits can be read a word at
    // a time from their end.
    static constexpr std::size_t readable_before = 8;

    RowBatch() = default;
    RowBatch(const RowBatch&) = default;
    RowBatch& operator=(const RowBatch&) = default;
    // What was moved from is a batch without rows.
    RowBatch(RowBatch&& other) noexcept { swap(other); }
    RowBatch& operator=(RowBatch&& other) noexcept {
        RowBatch taken(std::move(other));
        swap(taken);
        return *this;
    }
    void swap(RowBatch& other) noexcept {
        std::swap(columns_, other.columns_);
        std::swap(open_, other.open_);
        std::swap(placed_, other.placed_);
        bytes_.swap(other.bytes_);
        cells_.swap(other.cells_);
    }

    std::size_t columns() const { return columns_; }
    std::size_t rows() const { return columns_ == 0 ? 0 : placed_ / columns_; }
    bool is_empty() const { return placed_ == 0; }
    std::size_t bytes() const { return bytes_.size() - readable_before; }
    // Bytes, and where the cells lie in them.
    std::size_t memory() const { return bytes() + placed_ * sizeof(Place); }
    bool full() const { return placed_ >= target_rows * columns_ || bytes() >= target_bytes; }

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

        // To the next row of the batch, which must be there.
        void go_on() { places_ += columns_; }

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
        bytes_.resize(readable_before);
        placed_ = 0;
        open_ = bytes_.size();
    }
    void add(std::string_view cell) {
        bytes_.append(cell);
        end_cell();
    }
    void add_null() { place(open_, 0, Form::null); }
    // Decoders write straight into the buffer: append to buffer(), then end_cell().
    std::string& buffer() { return bytes_; }
    void end_cell() {
        place(open_, bytes_.size() - open_);
        open_ = bytes_.size();
    }
    // All rows of `other`, which has as many columns, in one copy.
    void add_rows(const RowBatch& other) {
        const std::size_t shift = bytes();
        bytes_.append(other.bytes_, readable_before);
        for (std::size_t i = 0; i < other.placed_; ++i)
            place(other.cells_[i].begin + shift, other.cells_[i].size, other.cells_[i].form);
        open_ = bytes_.size();
    }
    // Takes back what was added behind the first `rows` rows, an unfinished row or cell too. Of
    // rows whose cells were added one after another.
    void cut(std::size_t rows) {
        const std::size_t first = rows * columns_;
        open_ = first < placed_ ? cells_[first].begin : open_;
        bytes_.resize(open_);
        placed_ = std::min(first, placed_);
    }
    // One row of `other`, which has as many columns, with its bytes() as they lie there.
    void add_row(const RowBatch& other, std::size_t row) {
        const std::string_view bytes = other.row(row).bytes();
        const std::size_t from = static_cast<std::size_t>(bytes.data() - other.bytes_.data());
        const std::size_t to = add_block(bytes.data(), bytes.size());
        for (std::size_t i = row * columns_; i < (row + 1) * columns_; ++i) {
            const Place& theirs = other.cells_[i];
            place(theirs.begin - from + to, theirs.size, theirs.form);
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
        make_room(1);
        cells_[placed_++] = {begin, static_cast<std::uint32_t>(size), form};
    }

    // The cells of a whole row, set one after the other, all of them. Meanwhile only the batch's
    // buffer() may change.
    class NewRow {
    public:
        void null() { *next_++ = {batch_.open_, 0, Form::null}; }
        void place(std::size_t begin, std::size_t size, Form form = Form::text) {
            *next_++ = {begin, static_cast<std::uint32_t>(size), form};
        }
        // What was appended to buffer() for this cell.
        void end_cell() {
            place(batch_.open_, batch_.bytes_.size() - batch_.open_);
            batch_.open_ = batch_.bytes_.size();
        }

    private:
        friend class RowBatch;
        NewRow(RowBatch& batch, Place* next) : batch_(batch), next_(next) {}
        RowBatch& batch_;
        Place* next_;
    };
    NewRow new_row() {
        make_room(columns_);
        placed_ += columns_;
        return {*this, cells_.data() + placed_ - columns_};
    }

private:
    std::size_t columns_ = 0, open_ = readable_before, placed_ = 0;
    std::string bytes_ = std::string(readable_before, '\0');
    std::vector<Place> cells_;  // as long as it ever was: those behind placed_ are nothing

    void make_room(std::size_t cells) {
        if (cells_.size() < placed_ + cells) cells_.resize(2 * (placed_ + cells));
    }
};

}  // namespace tieout::db
