// Numbers as PostgreSQL's protocol has them. Internal to db/write/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace tieout::db {

// Big end first, as all numbers of the protocol.
template <class Word>
char* put(Word word, char* to) {
    const auto bits = static_cast<std::make_unsigned_t<Word>>(word);
    for (std::size_t i = 0; i < sizeof(Word); ++i)
        to[i] = static_cast<char>(bits >> (8 * (sizeof(Word) - 1 - i)));
    return to + sizeof(Word);
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
