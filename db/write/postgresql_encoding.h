// Cells in ValueType's textual form as PostgreSQL takes them in COPY … (FORMAT binary): it spares
// the server most of the work that text would give it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "db/row_batch.h"

namespace tieout::db {

// Bytes that are written in place, at a pointer, so that nothing is made to be copied. Keeps its
// room.
class TupleBuffer {
public:
    const char* data() const { return bytes_.data(); }
    std::size_t size() const { return size_; }
    void clear() { size_ = 0; }
    void append(std::string_view bytes) {
        std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
        size_ += bytes.size();
    }
    // Where at least `bytes` may be written.
    char* room(std::size_t bytes) {
        if (bytes_.size() - size_ < bytes) bytes_.resize(2 * (size_ + bytes));
        return bytes_.data() + size_;
    }
    // What was written until before `end`.
    void take(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.data()); }

private:
    std::vector<char> bytes_;
    std::size_t size_ = 0;
};

class TupleEncoder {
public:
    // One a column: the type's number in pg_type, of a domain that of what it is over. nullopt: of
    // one of them we know no binary form.
    static std::optional<TupleEncoder> of(const std::vector<std::uint32_t>& types);

    // What stands before the first tuple, and after the last.
    static std::string_view header();
    static std::string_view trailer();

    // Appends one tuple. False, and nothing appended: a cell is written otherwise than we know. The
    // server may take it as text all the same.
    bool append(const RowBatch& batch, std::size_t row, TupleBuffer& out) const;

private:
    enum class How : std::uint8_t {
        text,
        jsonb,
        boolean,
        int16,
        int32,
        int64,
        single,
        real,
        numeric,
        date,
        moment,
        time,
        bits,
        uuid
    };
    static std::optional<How> how(std::uint32_t type);
    static char* encode(How how, std::string_view cell, char* to);

    std::vector<How> columns_;
};

}  // namespace tieout::db
