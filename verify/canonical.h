// The one neutral form of a value: a type tag, a length and bytes, appended to a flat buffer. Two
// values are equal exactly where their encodings are; no two different rows print alike, for
// nothing is joined without its length.
//
//   NULL          tag '0', no more
//   all others    tag, length (frame.h), bytes:
//     'n' number  scale and coefficient (canonical_number.h): integer, decimal, money
//     'd' date    days since 1970-01-01, 4 bytes
//     'i' instant microseconds since then, 8 bytes
//     'b' boolean "0" or "1"
//     'l' label   the word
//     't' text    the bytes as they are: NFC and NFD are two values, and only a step that is asked
//                 for on the source's route makes them one
//     'y' bytes   as they are
//     's' secret  a digest under the key of this run, never shown
//     'r' real    shortest decimal that reads back
//     'h' time    microseconds, 8 bytes, signed
//     'j' json    keys sorted, no blanks
//     'u' uuid    lower case
//     '!'         what the type cannot hold: the raw text. Equal to nothing, not even itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/column.h"
#include "verify/cell.h"
#include "verify/frame.h"
#include "verify/value.h"

namespace tieout::verify {

struct Canonical {
    char tag = '0';
    std::string_view bytes;
    bool is_null() const { return tag == '0'; }
    bool is_unreadable() const { return tag == '!'; }
    bool operator==(const Canonical& other) const {
        return tag == other.tag && tag != '!' && bytes == other.bytes;
    }
};

// Appends the encoding of `cell` as an `as`. `from` is what the database said of the column: only a
// REAL may have an exponent. Returns why the value cannot be held (a literal; its raw text was
// appended under tag '!'), or nullptr.
const char* encode(As as, const Cell& cell, db::ValueType from, std::string_view secret_key,
                   std::string& out);

// Takes the encoding at the front of `bytes` off. `bytes` must have been made by encode().
inline Canonical take(std::string_view& bytes) {
    const Canonical value{bytes.front(), bytes_behind_head(bytes.data())};
    bytes.remove_prefix(static_cast<std::size_t>(value.bytes.end() - bytes.begin()));
    return value;
}

// As people read it; nullopt for NULL. Money has at least two digits after the point; secrets are
// never shown.
std::optional<std::string> shown(const Canonical& value, As as);

// The exact number of a 'n' value.
Decimal number_of(const Canonical& value);

// Reads a number exactly; nullptr, or why it is none.
const char* read_number(std::string_view raw, bool exponent_allowed, Decimal& number);
// Appends the normal digits of `raw` ("-0012.50" is "-12.5"); nullptr, or why it is none.
const char* append_number(std::string_view raw, bool exponent_allowed, std::string& out);

// JSON with sorted keys and exact numbers; nullopt: not JSON, or a number of more than 38 digits.
std::optional<std::string> normal_json(std::string_view raw);

}  // namespace tieout::verify
