// Numbers as PostgreSQL's protocol has them. Internal to db/write/.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace tieout::db {

inline std::uint8_t turned(std::uint8_t word) {
    return word;
}
inline std::uint16_t turned(std::uint16_t word) {
    return __builtin_bswap16(word);
}
inline std::uint32_t turned(std::uint32_t word) {
    return __builtin_bswap32(word);
}
inline std::uint64_t turned(std::uint64_t word) {
    return __builtin_bswap64(word);
}

// Big end first, as all numbers of the protocol.
template <class Word>
char* put(Word word, char* to) {
    auto bits = static_cast<std::make_unsigned_t<Word>>(word);
    if constexpr (std::endian::native == std::endian::little) bits = turned(bits);
    std::memcpy(to, &bits, sizeof bits);
    return to + sizeof bits;
}

// A cell is its length and its bytes.
template <class Word>
char* put_cell(Word word, char* to) {
    return put(word, put(std::int32_t{sizeof(Word)}, to));
}

inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace tieout::db
