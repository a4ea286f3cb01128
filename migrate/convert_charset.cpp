// Text that went through the wrong charset, and bytes that still have to go through theirs.
#include <unicode/ucnv.h>

#include <array>
#include <memory>

#include "base/error.h"
#include "base/unicode.h"
#include "migrate/convert.h"
#include "migrate/utf8.h"

namespace tieout::migrate {
namespace {

// cp1252's 0x80 to 0x9F. The five bytes that it leaves undefined are C1 controls, as in MySQL's
// latin1.
constexpr std::array<char32_t, 32> cp1252_high = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// The next character of well-formed UTF-8.
char32_t next_character(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
    };
    const char32_t first = byte(at);
    const std::size_t more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    char32_t c = more == 0 ? first : first & (0x3FU >> more);
    for (std::size_t i = 1; i <= more; ++i)
        c = (c << 6) | (byte(at + i) & 0x3F);
    at += more + 1;
    return c;
}

// -1: cp1252 has no such character.
int cp1252_byte(char32_t c) {
    if (c < 0x80 || (c >= 0xA0 && c <= 0xFF)) return static_cast<int>(c);
    for (std::size_t i = 0; i < cp1252_high.size(); ++i) {
        if (cp1252_high[i] == c) return static_cast<int>(0x80 + i);
    }
    return -1;
}

// `text` as the cp1252 bytes that it was read from; nullopt: it was not, or they are not UTF-8.
std::optional<std::string> undone(const std::string& text) {
    if (is_ascii(text) || !is_utf8(text)) return std::nullopt;
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        const int byte = cp1252_byte(next_character(text, at));
        if (byte < 0) return std::nullopt;
        bytes += static_cast<char>(byte);
    }
    if (!is_utf8(bytes)) return std::nullopt;
    return bytes;
}

void decode_by_icu(std::string_view bytes, const std::string& charset, std::string& out) {
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size = static_cast<int32_t>(bytes.size());
    std::string utf8(bytes.size() * 4 + 4, '\0');
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
        ucnv_open(charset.c_str(), &status), ucnv_close);
    if (U_FAILURE(status)) {
        throw Error(Fault::schema,
                    "charset " + charset + " is not known: its bytes cannot be read");
    }
    const int32_t length =
        ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), utf8.data(),
                           static_cast<int32_t>(utf8.size()), bytes.data(), size, &status);
    if (U_FAILURE(status))
        throw Error(Fault::data, "bytes of charset " + charset + " cannot be read");
    out.append(utf8, 0, static_cast<std::size_t>(length));
}

}  // namespace

void repair_latin1(std::string_view text, std::string& out) {
    constexpr int levels = 2;  // "doubly encoded" is seen, more is not
    std::string current(text);
    for (int level = 0; level < levels; ++level) {
        auto bytes = undone(current);
        if (!bytes) break;
        current = std::move(*bytes);
    }
    out += current;
}

void decode(std::string_view bytes, const std::string& charset, std::string& out) {
    if (charset.empty() || charset.substr(0, 4) == "utf8" || charset == "ascii" ||
        charset == "binary") {
        out += bytes;
        return;
    }
    if (charset != "latin1") return decode_by_icu(bytes, charset, out);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        append_utf8(byte >= 0x80 && byte < 0xA0 ? cp1252_high[byte - 0x80U] : byte, out);
    }
}

}  // namespace tieout::migrate
