// Digits of cells that lie in a RowBatch, read a word at a time from their end: eight bytes before
// it may be read there, whatever is in them. Internal to db/write/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tieout::db {

// The number that the 1 to 8 bytes before `end` write; false where one of them is no digit.
inline bool read_eight_digits(const char* end, std::size_t count, std::uint64_t& number) {
    constexpr std::uint64_t zeros = 0x3030303030303030, tops = 0x8080808080808080;
    constexpr std::uint64_t beyond_nine = 0x7676767676767676;  // what makes 10 reach the top bit
    std::uint64_t word = 0;
    std::memcpy(&word, end - 8, sizeof word);
    // The last digit is in the highest byte; what stands before the first counts nothing.
    const std::size_t before = 64 - 8 * count;
    word = (word ^ zeros) >> before << before;
    if ((((word + beyond_nine) | word) & tops) != 0) return false;
    // Digits to pairs, pairs to fours, fours to eight.
    word = word * 10 + (word >> 8);
    constexpr std::uint64_t pair = 0x000000FF000000FF;
    number =
        ((word & pair) * 0x000F424000000064 + ((word >> 16) & pair) * 0x0000271000000001) >> 32;
    return true;
}

// The same of 1 to 16.
inline bool read_digits(const char* end, std::size_t count, std::uint64_t& number) {
    if (count <= 8) return read_eight_digits(end, count, number);
    std::uint64_t upper = 0;
    if (!read_eight_digits(end - 8, count - 8, upper) || !read_eight_digits(end, 8, number))
        return false;
    number += upper * 100'000'000;
    return true;
}

// The number that two bytes write; -1 where one of them is no digit.
inline int two_digits(const char* bytes) {
    const unsigned tens = static_cast<unsigned char>(bytes[0]) - unsigned{'0'};
    const unsigned ones = static_cast<unsigned char>(bytes[1]) - unsigned{'0'};
    return tens <= 9 && ones <= 9 ? static_cast<int>(tens * 10 + ones) : -1;
}

}  // namespace tieout::db
