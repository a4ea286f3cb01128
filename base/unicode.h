// UTF-8: is it, how long is it, and its composed form.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace tieout {

// True where no byte has its high bit set.
inline bool is_ascii(std::string_view bytes) noexcept;

// The same, and copies it to `out` on the way; where it is false, some of it.
inline bool copy_ascii(std::string_view bytes, char* out) noexcept;

// True where `bytes` is well-formed UTF-8 (no overlong forms, no surrogates, at most U+10FFFF). NUL
// is a character.
inline bool is_utf8(std::string_view bytes) noexcept;

// Code points; a byte that is not part of a well-formed sequence counts as one.
inline std::uint64_t count_characters(std::string_view bytes) noexcept;

// Canonical composition. ASCII is returned as it is. `text` must be UTF-8; throws
// Error(Fault::data) otherwise.
std::string to_nfc(std::string_view text);

// Lower case by Unicode's full mapping (ICU, root locale: "İ" becomes "i" and a dot above, "ß"
// stays). Where `text` is not UTF-8 only its ASCII letters change, so that no byte is lost.
std::string to_lower(std::string_view text);

// For people: every byte that is not part of a well-formed sequence becomes "\xHH", controls become
// "\u00HH".
std::string printable(std::string_view bytes);

// ---- nearly every text is ASCII, and every text is asked ----

namespace unicode {

template <class Word>
Word word_at(const char* bytes) noexcept {
    Word word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

// The same of any text.
bool is_utf8(std::string_view bytes) noexcept;
std::uint64_t count_characters(std::string_view bytes) noexcept;

}  // namespace unicode

// A word at a time; the last one may cover bytes that were seen already.
inline bool is_ascii(std::string_view bytes) noexcept {
    using unicode::word_at;
    constexpr std::uint64_t high = 0x8080808080808080;
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    if (bytes.size() >= 8) {
        for (const char* const last = end - 8; at < last; at += 8)
            if ((word_at<std::uint64_t>(at) & high) != 0) return false;
        return (word_at<std::uint64_t>(end - 8) & high) == 0;
    }
    if (bytes.size() >= 4)
        return ((word_at<std::uint32_t>(at) | word_at<std::uint32_t>(end - 4)) & high) == 0;
    for (; at < end; ++at)
        if ((*at & 0x80) != 0) return false;
    return true;
}

inline bool copy_ascii(std::string_view bytes, char* out) noexcept {
    using unicode::word_at;
    constexpr std::uint64_t high = 0x8080808080808080;
    if (bytes.size() < 8) {
        std::memcpy(out, bytes.data(), bytes.size());
        return is_ascii(bytes);
    }
    std::uint64_t seen = 0;
    const auto copy_word = [&](std::size_t at) {
        const auto word = word_at<std::uint64_t>(bytes.data() + at);
        std::memcpy(out + at, &word, sizeof word);
        seen |= word;
    };
    const std::size_t last = bytes.size() - 8;
    for (std::size_t at = 0; at < last; at += 8)
        copy_word(at);
    copy_word(last);
    return (seen & high) == 0;
}

inline bool is_utf8(std::string_view bytes) noexcept {
    return is_ascii(bytes) || unicode::is_utf8(bytes);
}

inline std::uint64_t count_characters(std::string_view bytes) noexcept {
    return is_ascii(bytes) ? bytes.size() : unicode::count_characters(bytes);
}

}  // namespace tieout
