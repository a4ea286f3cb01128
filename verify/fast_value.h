// The short way from a cell to its canonical form, for the values that most rows consist of: a
// column as it stands, or seconds since 1970. What the short way does not know it leaves to
// CompiledValue and encode(), which know all: so it can be fast without being complete, and both
// give the same bytes (a test holds them to it).
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "db/row_batch.h"
#include "verify/canonical_number.h"
#include "verify/evaluate.h"

namespace tieout::verify {

class FastValue {
public:
    FastValue() = default;  // knows no short way
    // `column`: where the value's column stands in the result, and what the database says of it.
    FastValue(const Value& value, As as, ColumnRef column);

    // Bytes that put() writes for this cell at most.
    std::size_t room(const db::RowBatch& batch, std::size_t row) const {
        return most_ + (way_ == Way::text ? batch.at(row, column_).size() : 0);
    }
    // Writes the cell's frame and returns its end; nullptr: the long way must be gone.
    char* put(const db::RowBatch& batch, std::size_t row, Zone& zone, char* out);
    // What the long way made of the cell, without anything to be told: to be used again.
    void remember(const db::RowBatch& batch, std::size_t row, std::string_view frame);

private:
    enum class Way {
        none,
        whole,
        number,
        text,
        boolean,
        date,
        instant,
        unix_seconds,
        unix_date,
        remembered
    };

    // A column of few different values (codes, currencies) is worked out once a value.
    struct Known {
        std::array<char, 24> cell{};
        std::array<char, 48> frame{};
        std::uint8_t cell_size = 0, frame_size = 0;
    };
    static constexpr std::size_t known_values = 64;  // a power of two
    static constexpr std::size_t neighbours = 4;     // places in which a value may be
    static constexpr std::uint32_t trial = 4096;  // look-ups after which a bad memory is given up

    Way way_ = Way::none;
    char tag_ = 't';
    std::size_t column_ = 0, most_ = 0;
    std::vector<Known> known_;
    std::uint32_t asked_ = 0, answered_ = 0;

    static Way way_of(const Value& value, As as, db::ValueType type);
    static std::size_t place_of(std::string_view cell);
    char* put_known(std::string_view cell, char* out);
    char* put_text(std::string_view cell, char* out) const;
    static char* put_seconds(Way way, std::int64_t seconds, Zone& zone, char* out);
};

}  // namespace tieout::verify
