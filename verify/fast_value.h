// The short way from a cell to its canonical form, for the values that most rows consist of: a
// column as it stands, or seconds since 1970. What the short way does not know it leaves to
// CompiledValue and encode(), which know all: so it can be fast without being complete, and both
// give the same bytes (a test holds them to it).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/row_batch.h"
#include "verify/canonical_batch.h"
#include "verify/canonical_number.h"
#include "verify/evaluate.h"

namespace tieout::verify {

class FastValue {
public:
    FastValue() = default;  // knows no short way
    // `column`: where the value's column stands in the result, and what the database says of it.
    FastValue(const Value& value, As as, ColumnRef column);

    // Bytes that put() writes at most, beside those of a copied text.
    std::size_t room() const { return most_; }
    std::optional<std::size_t> copied_column() const {
        return way_ == Way::text ? std::optional(column_) : std::nullopt;
    }
    // What the long way made of the cell, without anything to be told: to be used again.
    void remember(const db::RowBatch::Row& row, std::string_view frame);

private:
    friend class FastRow;
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
    static constexpr unsigned forms = static_cast<unsigned>(db::Form::micros) + 1;  // its last
    static constexpr std::size_t known_values = 64;  // a power of two
    static constexpr std::size_t neighbours = 4;     // places in which a value may be
    static constexpr std::uint32_t trial = 4096;  // look-ups after which a bad memory is given up

    Way way_ = Way::none;
    char tag_ = 't';
    std::size_t column_ = 0, most_ = 0;
    std::vector<Known> known_;
    std::uint32_t asked_ = 0, answered_ = 0;

    // Writes the cell's frame and returns its end; nullptr: the long way must be gone.
    [[gnu::always_inline]] char* put(const db::RowBatch::Row& row, Zone& zone, char* out);
    char* put_day_or_instant(db::Form form, std::string_view cell, Zone& zone, char* out) const;
    static constexpr unsigned way_and_form(Way way, db::Form form);
    static Way way_of(const Value& value, As as, db::ValueType type);
    static std::size_t place_of(std::string_view cell);
    char* put_known(std::string_view cell, char* out);
    char* put_text(std::string_view cell, char* out) const;
    static char* put_seconds(Way way, std::int64_t seconds, Zone& zone, char* out);
};

// The short ways of all keys and fields of a row.
class FastRow {
public:
    // The keys come first.
    void add(FastValue value);
    bool empty() const { return values_.empty(); }
    FastValue& at(std::size_t index) { return values_[index]; }

    // Bytes that put() writes for all rows of a batch at most.
    std::size_t room(const db::RowBatch& batch) const {
        return most_ * batch.rows() + batch.bytes() * texts_of_a_column_;
    }
    // Writes the frames of the values from `from` on, one behind the other, up to the first that
    // must go the long way, whose number it returns. ends[i]: where the frame of value i ended,
    // counted from `begin`, which is where the row's first begins.
    std::size_t put(const db::RowBatch::Row& row, std::size_t from, Zone& zone, char* begin,
                    std::uint32_t* ends);

    // Writes rows from `from` on behind those of `out`, which has room() for them and as many
    // values, the first `keys` of them keys. Returns the number of the first row that must go the
    // long way, begun there but not told of, and how many of its values are written; or rows().
    struct Halt {
        std::size_t row, values;
    };
    Halt put_rows(const db::RowBatch& batch, std::size_t from, std::size_t keys, Zone& zone,
                  CanonicalBatch& out);

private:
    std::vector<FastValue> values_;
    std::size_t most_ = 0;               // of a row, without its texts' own bytes
    std::size_t texts_of_a_column_ = 0;  // how many values copy one column, at most

    [[gnu::always_inline]] std::size_t put_values(db::RowBatch::Row row, std::size_t from,
                                                  Zone& zone, char* begin, std::uint32_t* ends);
};

}  // namespace tieout::verify
