// UTF-8: is it, how long is it, and its composed form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tieout {

// True where no byte has its high bit set.
bool is_ascii(std::string_view bytes) noexcept;

// True where `bytes` is well-formed UTF-8 (no overlong forms, no surrogates, at most U+10FFFF). NUL
// is a character.
bool is_utf8(std::string_view bytes) noexcept;

// Code points; a byte that is not part of a well-formed sequence counts as one.
std::uint64_t count_characters(std::string_view bytes) noexcept;

// Canonical composition. ASCII is returned as it is. `text` must be UTF-8; throws
// Error(Fault::data) otherwise.
std::string to_nfc(std::string_view text);

// Lower case by Unicode's full mapping (ICU, root locale: "İ" becomes "i" and a dot above, "ß"
// stays). Where `text` is not UTF-8 only its ASCII letters change, so that no byte is lost.
std::string to_lower(std::string_view text);

// For people: every byte that is not part of a well-formed sequence becomes "\xHH", controls become
// "\u00HH".
std::string printable(std::string_view bytes);

}  // namespace tieout
