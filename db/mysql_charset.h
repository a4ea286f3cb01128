// Text as MySQL stored it, in any of its charsets, made UTF-8 here: no connection charset can turn
// it into question marks.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct UConverter;

namespace tieout::db {

// Decodes one column; opened once a column, not thread-safe.
//
// latin1 is MySQL's: cp1252, with the five bytes that cp1252 leaves open (81 8D 8F 90 9D) as U+0081
// …, so that every byte is a character and no two are the same. utf8, utf8mb3, utf8mb4 and ascii
// are handed on as they are, valid or not. All others go through ICU; what cannot be a character
// there becomes U+FFFD.
class TextDecoder {
public:
    // nullopt: a charset that this program cannot read (armscii8, geostd8, dec8, swe7, keybcs2).
    static std::optional<TextDecoder> for_charset(std::string_view charset);

    // What is stored is UTF-8 already and is handed on as it is.
    bool changes_nothing() const { return !table_ && !converter_; }
    // Appends `stored` as UTF-8; returns its count of characters.
    std::uint64_t append(std::string_view stored, std::string& out) const;

private:
    struct Letter {
        std::uint8_t size = 0;
        std::array<char, 3> bytes{};
    };
    using Table = std::array<Letter, 256>;
    struct Close {
        void operator()(UConverter* converter) const;
    };
    using Converter = std::unique_ptr<UConverter, Close>;

    static Letter letter(unsigned code);
    static Table latin1();
    static Table single_bytes(UConverter& converter, std::string_view charset);
    std::uint64_t append_converted(std::string_view stored, std::string& out) const;

    bool ascii_is_ascii_ = true;
    std::unique_ptr<Table> table_;  // a charset of single bytes
    Converter converter_;           // any other; neither: UTF-8 as it is
};

}  // namespace tieout::db
