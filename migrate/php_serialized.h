// Reads PHP's serialize() output from its bytes. Strict: lengths are counted in bytes and must fit,
// nothing may follow the value, objects and references are refused. Nothing is guessed: a text
// whose charset was changed after it was written has wrong lengths, and is said to be unreadable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tieout::migrate {

struct PhpValue {
    enum class Kind { null, boolean, integer, real, text, array };

    Kind kind = Kind::null;
    std::string_view text;  // scalars as written (booleans "0" and "1"); a view into the bytes
    std::vector<std::pair<std::string_view, PhpValue>>
        members;  // array: key as written, value; in order

    bool is_array() const { return kind == Kind::array; }
    // The last member of that key, as PHP takes it; nullptr: none, or not an array.
    const PhpValue* find(std::string_view key) const;
};

struct PhpReading {
    std::optional<PhpValue> value;
    std::string trouble;  // where there is no value: what was found, and at which byte
};

// The value holds views into `bytes`.
PhpReading read_php(std::string_view bytes);

}  // namespace tieout::migrate
