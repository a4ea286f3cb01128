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
    constexpr std::uint64_t tag_and_length = 'n' | (1 + 8) << 8;
    const std::uint64_t head = tag_and_length | static_cast<std::uint64_t>(scale) << 40;
    std::memcpy(out, &head, sizeof head);  // its last two bytes lie below the coefficient
    std::memcpy(out + 6, &coefficient, sizeof coefficient);
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

// The number that 1 to 8 digits stand for, all at once; false where some byte is no digit.
inline bool eight_digits(const char* text, std::size_t size, std::int64_t& value) {
    // The last digit into the highest byte, zeros before the first.
    std::uint64_t word = 0;
    if (size >= 4) {
        std::uint32_t first = 0, last = 0;
        std::memcpy(&first, text, 4);
        std::memcpy(&last, text + size - 4, 4);
        word = std::uint64_t{last} << 32 | std::uint64_t{first} << 8 * (8 - size);
    } else {
        const auto at = [&](std::size_t i) {
            return std::uint64_t{static_cast<unsigned char>(text[i])} << 8 * (8 - size + i);
        };
        word = at(0) | at(size / 2) | at(size - 1);
    }
    constexpr std::uint64_t zeros = 0x3030303030303030, high = 0xF0F0F0F0F0F0F0F0;
    if (size < 8) word |= zeros >> 8 * size;
    if (((word & high) ^ zeros) != 0 || (((word + 0x0606060606060606) & high) ^ zeros) != 0)
        return false;
    // Digits to pairs, pairs to fours, fours to eight.
    word -= zeros;
    word = word * 10 + (word >> 8);
    constexpr std::uint64_t pair = 0x000000FF000000FF;
    word = ((word & pair) * 0x000F424000000064 + ((word >> 16) & pair) * 0x0000271000000001) >> 32;
    value = static_cast<std::int64_t>(word);
    return true;
}

// The same of 1 to 16.
inline bool few_digits(const char* text, std::size_t size, std::int64_t& value) {
    if (size <= 8) return eight_digits(text, size, value);
    std::int64_t upper = 0, lower = 0;
    if (!eight_digits(text, size - 8, upper) || !eight_digits(text + size - 8, 8, lower))
        return false;
    value = upper * 100'000'000 + lower;
    return true;
}

// [-]digits[.digits] of at most 18 digits: false where it is anything else, which the long way must
// read.
inline bool small_number(std::string_view text, std::int64_t& coefficient, int& scale) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    const std::size_t size = text.size();
    if (size == 0 || size > 18) return false;
    std::int64_t value = 0, cents = 0;
    std::size_t point = size;
    const bool has_cents = size > 3 && text[size - 3] == '.';
    if (has_cents && size <= 16 + 3 && few_digits(text.data(), size - 3, value) &&
        eight_digits(text.data() + size - 2, 2, cents)) {
        value = value * 100 + cents;
        point = size - 3;
    } else if (has_cents || size > 16 || !few_digits(text.data(), size, value)) {
        value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const unsigned digit = static_cast<unsigned char>(text[i]) - unsigned{'0'};
            if (digit <= 9) {
                value = value * 10 + digit;
            } else if (text[i] == '.' && point == size && i > 0 && i + 1 < size) {
                point = i;
            } else {
                return false;
            }
        }
    }
    coefficient = negative ? -value : value;
    scale = point == size ? 0 : static_cast<int>(size - point - 1);
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
