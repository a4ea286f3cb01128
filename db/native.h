// Cells as PostgreSQL sends them in binary: for readers on the hot path, who would otherwise parse
// what the server has printed. Only of columns that a query asks for so; what has no finite value
// (NaN, infinity, a day before year 1) always comes as text.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/decimal.h"

namespace tieout::db {

enum class Form : std::uint8_t {
    text,  // as db/column.h says
    null,
    int16,  // big end first, as all of them
    int32,
    int64,
    numeric,  // groups of four digits, as PostgreSQL's numeric_send writes them
    days,     // int32, from 2000-01-01
    micros    // int64, from 2000-01-01T00:00:00Z, or by a clock without zone
};

namespace native {

template <class Word>
Word word_at(const char* bytes) {
    std::make_unsigned_t<Word> word;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big) return static_cast<Word>(word);
    if constexpr (sizeof word == 2) return static_cast<Word>(__builtin_bswap16(word));
    if constexpr (sizeof word == 4) return static_cast<Word>(__builtin_bswap32(word));
    return static_cast<Word>(__builtin_bswap64(word));
}

inline constexpr std::int32_t days_to_2000 = 10'957;
inline constexpr std::int64_t micros_to_2000 = 946'684'800'000'000;

inline bool is_integer(Form form) {
    return form == Form::int16 || form == Form::int32 || form == Form::int64;
}
inline std::int64_t integer(Form form, std::string_view cell) {
    if (form == Form::int16) return word_at<std::int16_t>(cell.data());
    if (form == Form::int32) return word_at<std::int32_t>(cell.data());
    return word_at<std::int64_t>(cell.data());
}
// From 1970-01-01.
inline std::int32_t days(std::string_view cell) {
    return word_at<std::int32_t>(cell.data()) + days_to_2000;
}
inline std::int64_t micros(std::string_view cell) {
    return word_at<std::int64_t>(cell.data()) + micros_to_2000;
}

// The header of a numeric and its groups of four digits.
struct Numeric {
    int groups, weight, scale;  // value = sum of group[i] * 10000^(weight - i)
    bool negative;
    const char* digits;
    int group(int index) const { return word_at<std::uint16_t>(digits + 2 * index); }
    // The number that all of them stand for, of at most four: read at once, with as many bytes of
    // the header before them as fill a word.
    std::int64_t all_groups() const {
        const std::uint64_t word = word_at<std::uint64_t>(digits + 2 * groups - 8);
        const std::uint64_t all =
            groups == 0 ? 0 : word << (64 - 16 * groups) >> (64 - 16 * groups);
        return static_cast<std::int64_t>((all >> 48) * 1'000'000'000'000 +
                                         (all >> 32 & 0xFFFF) * 100'000'000 +
                                         (all >> 16 & 0xFFFF) * 10'000 + (all & 0xFFFF));
    }
};
inline Numeric numeric(std::string_view cell) {
    const auto header = word_at<std::uint64_t>(cell.data());
    return {static_cast<std::int16_t>(header >> 48), static_cast<std::int16_t>(header >> 32),
            static_cast<std::uint16_t>(header), (header >> 16 & 0xFFFF) == 0x4000, cell.data() + 8};
}
// The number without its point, where it fits: coefficient × 10^-scale. False where it does not.
inline bool small_number(std::string_view cell, std::int64_t& coefficient, int& scale) {
    const Numeric number = numeric(cell);
    if (number.groups > 4) return false;
    std::int64_t value = number.all_groups();
    int exponent = number.groups == 0 ? 0 : 4 * (number.weight - number.groups + 1);
    for (; exponent > 0; exponent -= 4) {
        if (value > 900'000'000'000'000 / 10'000) return false;
        value *= 10'000;
    }
    if (-exponent > Decimal::max_digits) return false;
    // Cents: their group of four digits is filled up with zeros.
    const std::int64_t hundredth = value / 100;
    if (-exponent == number.scale + 2 && hundredth * 100 == value) [[likely]] {
        value = hundredth;
        exponent += 2;
    }
    coefficient = number.negative ? -value : value;
    scale = -exponent;
    return true;
}
// nullopt: more than 38 digits.
std::optional<Decimal> decimal(std::string_view cell);
// As PostgreSQL prints it, with as many digits after the point as it was declared or given.
void append_digits(const Numeric& number, std::string& out);

}  // namespace native
}  // namespace tieout::db
