// A few thousand rows in flat buffers: one buffer of bytes, one of offsets. Filled by a RowStream,
// read by everybody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::db {

class RowBatch {
public:
    // A target for readers: they stop a batch at whichever comes first.
    static constexpr std::size_t target_rows = 2048;
    static constexpr std::size_t target_bytes = 1 << 20;

    std::size_t columns() const { return columns_; }
    std::size_t rows() const { return columns_ == 0 ? 0 : ends_.size() / columns_; }
    std::size_t bytes() const { return bytes_.size(); }
    bool full() const { return rows() >= target_rows || bytes_.size() >= target_bytes; }

    bool is_null(std::size_t row, std::size_t column) const {
        return nulls_[row * columns_ + column] != 0;
    }
    // Empty for NULL. The view dies when the batch is cleared or grows.
    std::string_view at(std::size_t row, std::size_t column) const {
        const std::size_t cell = row * columns_ + column;
        const std::size_t begin = cell == 0 ? 0 : ends_[cell - 1];
        return {bytes_.data() + begin, ends_[cell] - begin};
    }

    // For readers: cells in order, row after row. Capacity is kept by clear(), so that a running
    // stream allocates nothing.
    void clear(std::size_t columns) {
        columns_ = columns;
        bytes_.clear();
        ends_.clear();
        nulls_.clear();
    }
    void add(std::string_view cell) {
        bytes_.append(cell);
        ends_.push_back(bytes_.size());
        nulls_.push_back(0);
    }
    void add_null() {
        ends_.push_back(bytes_.size());
        nulls_.push_back(1);
    }
    // Decoders write straight into the buffer: append to buffer(), then end_cell().
    std::string& buffer() { return bytes_; }
    void end_cell() {
        ends_.push_back(bytes_.size());
        nulls_.push_back(0);
    }

private:
    std::size_t columns_ = 0;
    std::string bytes_;
    std::vector<std::size_t> ends_;
    std::vector<std::uint8_t> nulls_;
};

}  // namespace tieout::db
