#include "base/unicode.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>

#include <algorithm>

#include "base/error.h"

namespace tieout {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

bool continues(std::string_view bytes, std::size_t at) {
    return at < bytes.size() && (byte_at(bytes, at) & 0xC0) == 0x80;
}

// Length of the well-formed sequence at `at`, 0 where there is none (Unicode 15, table 3-7).
std::size_t sequence_at(std::string_view bytes, std::size_t at) {
    const unsigned lead = byte_at(bytes, at);
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4 || !continues(bytes, at + 1)) return 0;
    if (lead < 0xE0) return 2;
    const unsigned second = byte_at(bytes, at + 1);
    if (!continues(bytes, at + 2)) return 0;
    if (lead == 0xE0 && second < 0xA0) return 0;   // overlong
    if (lead == 0xED && second >= 0xA0) return 0;  // surrogates
    if (lead < 0xF0) return 3;
    if (!continues(bytes, at + 3)) return 0;
    if (lead == 0xF0 && second < 0x90) return 0;   // overlong
    if (lead == 0xF4 && second >= 0x90) return 0;  // beyond U+10FFFF
    return 4;
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

void check(UErrorCode status, const char* doing) {
    if (U_FAILURE(status))
        throw Error(Fault::internal,
                    std::string("ICU could not ") + doing + ": " + u_errorName(status) + ".");
}

void put_hex(std::string& out, const char* prefix, unsigned value) {
    constexpr char hex[] = "0123456789ABCDEF";
    out += prefix;
    out += hex[value >> 4 & 15];
    out += hex[value & 15];
}

}  // namespace

namespace unicode {

bool is_utf8(std::string_view bytes) noexcept {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = sequence_at(bytes, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::uint64_t count_characters(std::string_view bytes) noexcept {
    std::uint64_t count = 0;
    for (std::size_t at = 0; at < bytes.size(); ++count)
        at += std::max<std::size_t>(sequence_at(bytes, at), 1);
    return count;
}

}  // namespace unicode

std::string to_nfc(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    if (!is_utf8(text))
        throw Error(Fault::data, "Text that is not UTF-8 has no composed form: " + printable(text));
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
    check(status, "load its normalization data");
    if (nfc->isNormalizedUTF8(piece(text), status) != 0) return std::string(text);
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    nfc->normalizeUTF8(0, piece(text), sink, nullptr, status);
    check(status, "compose a text");
    return out;
}

std::string to_lower(std::string_view text) {
    if (is_ascii(text) || !is_utf8(text)) return lower_ascii(text);
    UErrorCode status = U_ZERO_ERROR;
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    icu::CaseMap::utf8ToLower("", 0, piece(text), sink, nullptr, status);
    check(status, "lower the case of a text");
    return out;
}

std::string printable(std::string_view bytes) {
    std::string out;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = sequence_at(bytes, at);
        const unsigned lead = byte_at(bytes, at);
        if (length == 0)
            put_hex(out, "\\x", lead);
        else if (length == 1 && (lead < 0x20 || lead == 0x7F))
            put_hex(out, "\\u00", lead);
        else if (length == 2 && lead == 0xC2 && byte_at(bytes, at + 1) < 0xA0)
            put_hex(out, "\\u00", byte_at(bytes, at + 1));
        else
            out.append(bytes.substr(at, length));
        at += std::max<std::size_t>(length, 1);
    }
    return out;
}

}  // namespace tieout
