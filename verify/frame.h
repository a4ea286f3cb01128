// The head of a value's encoding (canonical.h): its tag and the length of the bytes behind it. A
// short length takes one byte, for most of a row are short values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tieout::verify {

inline constexpr std::size_t short_head = 2, long_head = 6;
inline constexpr std::size_t first_long = 255;  // as a length: four bytes follow that say it

// Writes tag and length; returns where the bytes are to be put. `out` has room for long_head.
inline char* put_head(char tag, std::size_t length, char* out) {
    out[0] = tag;
    out[1] = static_cast<char>(std::min(length, first_long));
    if (length < first_long) return out + short_head;
    const auto word = static_cast<std::uint32_t>(length);
    std::memcpy(out + short_head, &word, sizeof word);
    return out + long_head;
}

// NULL is its tag alone.
inline bool is_null(const char* frame) {
    return *frame == '0';
}

// The bytes behind the head of the frame that begins there; empty for NULL.
inline std::string_view bytes_behind_head(const char* frame) {
    if (is_null(frame)) return {frame + 1, 0};
    const auto length = static_cast<unsigned char>(frame[1]);
    if (length < first_long) return {frame + short_head, length};
    std::uint32_t word = 0;
    std::memcpy(&word, frame + short_head, sizeof word);
    return {frame + long_head, word};
}

}  // namespace tieout::verify
