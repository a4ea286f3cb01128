// Numbers in canonical form: one byte of scale and the coefficient, 8 or 16 bytes, little end
// first, with no trailing zero in the fraction. Equal numbers have equal bytes.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "db/native.h"

namespace tieout::verify {

// What encode() writes for a number at most: tag, length, scale and 16 bytes.
inline constexpr std::size_t number_frame = 1 + 4 + 1 + 16;

// Writes the whole frame of coefficient × 10^-scale; returns its end. `out` has room for
// number_frame bytes.
inline char* put_number(std::int64_t coefficient, int scale, char* out) {
    while (scale > 0 && coefficient % 10 == 0) {
        coefficient /= 10;
        --scale;
    }
    constexpr std::uint32_t length = 1 + 8;
    out[0] = 'n';
    std::memcpy(out + 1, &length, 4);
    out[5] = static_cast<char>(scale);
    std::memcpy(out + 6, &coefficient, 8);
    return out + 6 + 8;
}
char* put_number(const Decimal& number, char* out);

// The number that the bytes of a value of tag 'n' stand for.
inline Decimal number_in(std::string_view bytes) {
    if (bytes.size() == 1 + 8) {
        std::int64_t coefficient = 0;
        std::memcpy(&coefficient, bytes.data() + 1, 8);
        return Decimal(coefficient, bytes[0]);
    }
    int128 coefficient = 0;
    std::memcpy(&coefficient, bytes.data() + 1, sizeof coefficient);
    return Decimal(coefficient, bytes[0]);
}

// [-]digits[.digits] of at most 18 digits: false where it is anything else, which the long way must
// read.
inline bool small_number(std::string_view text, std::int64_t& coefficient, int& scale) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.size() > 18) return false;
    std::int64_t value = 0;
    std::size_t point = text.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned digit = static_cast<unsigned char>(text[i]) - unsigned{'0'};
        if (digit <= 9) {
            value = value * 10 + digit;
        } else if (text[i] == '.' && point == text.size() && i > 0 && i + 1 < text.size()) {
            point = i;
        } else {
            return false;
        }
    }
    coefficient = negative ? -value : value;
    scale = point == text.size() ? 0 : static_cast<int>(text.size() - point - 1);
    return true;
}

// The same of a cell in any form. Beyond few digits, and for what is no number: false.
inline bool small_number(db::Form form, std::string_view cell, std::int64_t& coefficient,
                         int& scale) {
    if (form == db::Form::text) return small_number(cell, coefficient, scale);
    if (form == db::Form::numeric) return db::native::small_number(cell, coefficient, scale);
    if (!db::native::is_integer(form)) return false;
    coefficient = db::native::integer(form, cell);
    scale = 0;
    return true;
}

}  // namespace tieout::verify
