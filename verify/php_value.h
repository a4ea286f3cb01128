// PHP's serialize() format, read from stored bytes. Strings are counted in bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tieout::verify {

struct PhpValue {
    enum class Kind { null, scalar, array };
    Kind kind = Kind::null;
    std::string_view text;  // scalar: its bytes in the input; true is "1", false is "0"
    std::vector<std::pair<std::string_view, PhpValue>> elements;

    const PhpValue* find(std::string_view key) const;
};

struct PhpReading {
    std::optional<PhpValue> value;  // nullopt: not readable
    std::string why;                // "at byte 120: the string is longer than what is left"
};

// Views point into `bytes`. Objects and references are not read. What follows the value is an
// error.
PhpReading read_php(std::string_view bytes);

}  // namespace tieout::verify
