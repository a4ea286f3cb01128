// Cells as PostgreSQL sends them in binary: for readers on the hot path, who would otherwise parse
// what the server has printed. Only of columns that a query asks for so; what has no finite value
// (NaN, infinity, a day before year 1) always comes as text.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

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
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < sizeof(Word); ++i)
        word = word << 8 | static_cast<unsigned char>(bytes[i]);
    return static_cast<Word>(word);
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
};
inline Numeric numeric(std::string_view cell) {
    return {word_at<std::int16_t>(cell.data()), word_at<std::int16_t>(cell.data() + 2),
            word_at<std::uint16_t>(cell.data() + 6),
            word_at<std::uint16_t>(cell.data() + 4) == 0x4000, cell.data() + 8};
}
// The number without its point, where it fits: coefficient × 10^-scale. False where it does not.
inline bool small_number(std::string_view cell, std::int64_t& coefficient, int& scale) {
    const Numeric number = numeric(cell);
    if (number.groups > 4) return false;
    std::int64_t value = 0;
    for (int i = 0; i < number.groups; ++i)
        value = value * 10'000 + number.group(i);
    int exponent = number.groups == 0 ? 0 : 4 * (number.weight - number.groups + 1);
    for (; exponent > 0; exponent -= 4) {
        if (value > 900'000'000'000'000 / 10'000) return false;
        value *= 10'000;
    }
    if (-exponent > Decimal::max_digits) return false;
    // Cents: their group of four digits is filled up with zeros.
    if (-exponent == number.scale + 2 && value % 100 == 0) {
        value /= 100;
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
