// Numbers in canonical form: one byte of scale and the coefficient, 8 or 16 bytes, little end
// first, with no trailing zero in the fraction. Equal numbers have equal bytes.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "db/native.h"
#include "verify/frame.h"

namespace tieout::verify {

// What encode() writes for a number at most: its head, scale and 16 bytes.
inline constexpr std::size_t number_frame = short_head + 1 + 16;

// Writes the whole frame of coefficient × 10^-scale; returns its end. `out` has room for
// number_frame bytes.
inline char* put_number(std::int64_t coefficient, int scale, char* out) {
    while (scale > 0 && coefficient % 10 == 0) {
        coefficient /= 10;
        --scale;
    }
    constexpr std::uint32_t tag_and_length = 'n' | (1 + sizeof coefficient) << 8;
    const std::uint32_t head = tag_and_length | static_cast<std::uint32_t>(scale) << 16;
    std::memcpy(out, &head, sizeof head);  // its last byte lies below the coefficient
    std::memcpy(out + 3, &coefficient, sizeof coefficient);
    return out + 3 + sizeof coefficient;
}
char* put_number(const Decimal& number, char* out);

// A frame of tag 'n', of which the coefficient takes 8 bytes: all but very long numbers.
inline bool is_short_number(const char* frame) {
    return frame[1] == 1 + 8;
}
inline std::int64_t coefficient_of(const char* frame) {
    std::int64_t coefficient = 0;
    std::memcpy(&coefficient, frame + short_head + 1, sizeof coefficient);
    return coefficient;
}
inline int scale_of(const char* frame) {
    return frame[short_head];
}

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

// The number that 1 to 8 digits stand for, all at once; false where some byte is no digit. They are
// the last bytes of a word, of which the last is the highest; what stands before them is ignored.
inline bool digits_of(std::uint64_t word, std::size_t size, std::int64_t& value) {
    constexpr std::uint64_t zeros = 0x3030303030303030, high = 0xF0F0F0F0F0F0F0F0;
    const std::size_t before = 8 * (8 - size);
    word = (word ^ zeros) >> before << before;
    if (((word | (word + 0x0606060606060606)) & high) != 0) return false;
    // Digits to pairs, pairs to fours, fours to eight.
    word = word * 10 + (word >> 8);
    constexpr std::uint64_t pair = 0x000000FF000000FF;
    word = ((word & pair) * 0x000F424000000064 + ((word >> 16) & pair) * 0x0000271000000001) >> 32;
    value = static_cast<std::int64_t>(word);
    return true;
}

inline std::uint64_t word_before(const char* end) {
    std::uint64_t word = 0;
    std::memcpy(&word, end - sizeof word, sizeof word);
    return word;
}

// The number that 1 to 16 digits before `end` stand for, as digits_of() says. Eight bytes before
// the first are read, whatever they are.
inline bool few_digits(const char* end, std::size_t size, std::int64_t& value) {
    if (size <= 8) return digits_of(word_before(end), size, value);
    std::int64_t upper = 0;
    if (!digits_of(word_before(end - 8), size - 8, upper) || !digits_of(word_before(end), 8, value))
        return false;
    value += upper * 100'000'000;
    return true;
}

// [-]digits[.digits] of at most 18 digits: false where it is anything else, which the long way must
// read.
bool read_digits(std::string_view text, std::int64_t& coefficient, int& scale);

// The cents that digits.dd stands for, without a sign.
inline bool cents_of(const char* end, std::size_t size, std::int64_t& cents) {
    const std::uint64_t before_point = word_before(end - 3), last_two = word_before(end) >> 48;
    if (size <= 8 + 1) return digits_of(before_point >> 16 | last_two << 48, size - 1, cents);
    std::int64_t whole = 0;
    if (size > 16 + 3 || !few_digits(end - 3, size - 3, whole) ||
        !digits_of(last_two << 48, 2, cents))
        return false;
    cents += whole * 100;
    return true;
}

// The same of a cell of a batch (RowBatch::readable_before): whole numbers and cents at once.
[[gnu::always_inline]] inline bool small_number(std::string_view cell, std::int64_t& coefficient,
                                                int& scale) {
    const bool negative = !cell.empty() && cell.front() == '-';
    const std::size_t size = cell.size() - negative;
    const char* const end = cell.data() + cell.size();
    const bool cents = size > 3 && end[-3] == '.';
    std::int64_t value = 0;
    if (cents ? !cents_of(end, size, value) : size - 1 >= 16 || !few_digits(end, size, value))
        [[unlikely]] {
        // Into its own variables: those of the caller need no address then.
        std::int64_t read = 0;
        int read_scale = 0;
        const bool is_number = read_digits(cell, read, read_scale);
        coefficient = read;
        scale = read_scale;
        return is_number;
    }
    coefficient = negative ? -value : value;
    scale = cents ? 2 : 0;
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
