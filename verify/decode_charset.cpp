#include <unicode/ucnv.h>

#include <array>
#include <memory>

#include "base/unicode.h"
#include "verify/decode.h"

namespace tieout::verify {
namespace {

// What the bytes 0x80 to 0x9F are in cp1252, which MySQL calls latin1. The five that cp1252 leaves
// open are the control characters of the same number, as in MySQL.
constexpr std::array<char16_t, 32> high_half = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

void append_bmp(unsigned point, std::string& out) {
    const auto put = [&out](unsigned byte) { out.push_back(static_cast<char>(byte)); };
    if (point < 0x80) return put(point);
    if (point < 0x800) {
        put(0xC0 | (point >> 6));
    } else {
        put(0xE0 | (point >> 12));
        put(0x80 | ((point >> 6) & 0x3F));
    }
    put(0x80 | (point & 0x3F));
}

void decode_cp1252(std::string_view bytes, std::string& out) {
    out.clear();
    for (const char c : bytes) {
        const unsigned byte = static_cast<unsigned char>(c);
        append_bmp(byte >= 0x80 && byte < 0xA0 ? high_half[byte - 0x80] : byte, out);
    }
}

// The next character of well-formed UTF-8; `at` moves behind it.
unsigned next_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return unsigned{static_cast<unsigned char>(text[i])}; };
    const unsigned lead = byte(at++);
    if (lead < 0x80) return lead;
    const unsigned more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    unsigned point = lead & (0x3FU >> more);
    for (unsigned i = 0; i < more; ++i)
        point = (point << 6) | (byte(at++) & 0x3F);
    return point;
}

// The byte that cp1252 has for a character; -1: none.
int cp1252_byte(unsigned point) {
    if (point < 0x80 || (point >= 0xA0 && point <= 0xFF)) return static_cast<int>(point);
    for (std::size_t i = 0; i < high_half.size(); ++i)
        if (high_half[i] == point) return static_cast<int>(0x80 + i);
    return -1;
}

bool repair_once(std::string_view text, std::string& out) {
    out.clear();
    bool accents = false;
    for (std::size_t at = 0; at < text.size();) {
        const int byte = cp1252_byte(next_point(text, at));
        if (byte < 0) return false;
        accents |= byte >= 0x80;
        out.push_back(static_cast<char>(byte));
    }
    return accents && is_utf8(out);
}

bool decode_by_icu(std::string_view bytes, std::string_view charset, std::string& out) {
    UErrorCode status = U_ZERO_ERROR;
    const std::string name(charset);
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
        ucnv_open(name.c_str(), &status), &ucnv_close);
    if (U_FAILURE(status)) return false;
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &status);
    out.resize(bytes.size() * 4 + 8);
    const int32_t length =
        ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), out.data(), static_cast<int32_t>(out.size()),
                           bytes.data(), static_cast<int32_t>(bytes.size()), &status);
    if (U_FAILURE(status)) return false;
    out.resize(static_cast<std::size_t>(length));
    return true;
}

}  // namespace

void repair_latin1(std::string_view text, std::string& out) {
    std::string once;
    if (!is_utf8(text) || !repair_once(text, once)) {
        out.assign(text);
        return;
    }
    if (!repair_once(once, out)) out = once;
}

bool decode_charset(std::string_view bytes, std::string_view charset, std::string& out) {
    if (charset == "latin1") {
        decode_cp1252(bytes, out);
        return true;
    }
    if (charset.empty() || charset.starts_with("utf8") || charset == "ascii" ||
        charset == "binary") {
        out.assign(bytes);
        return is_utf8(bytes);
    }
    return decode_by_icu(bytes, charset, out);
}

}  // namespace tieout::verify
