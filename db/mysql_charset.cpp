#include "db/mysql_charset.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "base/unicode.h"

namespace tieout::db {
namespace {

struct Name {
    std::string_view mysql;
    const char* icu;
};

// utf16 and ucs2 are big-endian in MySQL, without a mark.
constexpr Name names[] = {
    {"latin2", "ISO-8859-2"},
    {"latin5", "ISO-8859-9"},
    {"latin7", "ISO-8859-13"},
    {"greek", "ISO-8859-7"},
    {"hebrew", "ISO-8859-8"},
    {"cp1250", "windows-1250"},
    {"cp1251", "windows-1251"},
    {"cp1256", "windows-1256"},
    {"cp1257", "windows-1257"},
    {"cp850", "IBM850"},
    {"cp852", "IBM852"},
    {"cp866", "IBM866"},
    {"koi8r", "KOI8-R"},
    {"koi8u", "KOI8-U"},
    {"macroman", "macintosh"},
    {"macce", "x-mac-ce"},
    {"hp8", "hp-roman8"},
    {"tis620", "TIS-620"},
    {"ucs2", "UTF-16BE"},
    {"utf16", "UTF-16BE"},
    {"utf16le", "UTF-16LE"},
    {"utf32", "UTF-32BE"},
    {"sjis", "Shift_JIS"},
    {"cp932", "windows-31j"},
    {"ujis", "EUC-JP"},
    {"eucjpms", "EUC-JP"},
    {"euckr", "windows-949"},
    {"gb2312", "GB2312"},
    {"gbk", "GBK"},
    {"gb18030", "gb18030"},
    {"big5", "Big5"},
};

// Where MySQL's own tables are not ICU's: what a client wrote went through MySQL's.
struct Exception {
    std::string_view charset;
    std::uint8_t byte;
    std::uint16_t code;
};
constexpr Exception exceptions[] = {{"greek", 0xA1, 0x02BD},  {"greek", 0xA2, 0x02BC},
                                    {"hebrew", 0xAF, 0x203E}, {"cp852", 0xAA, 0x00AC},
                                    {"cp866", 0xFC, 0x207F},  {"cp866", 0xFD, 0x00B2},
                                    {"koi8u", 0x95, 0x2022}};

bool is_utf8_already(std::string_view charset) {
    return charset == "utf8mb4" || charset == "utf8mb3" || charset == "utf8" || charset == "ascii";
}

// cp1252's 80 to 9F; the five that it leaves open stand for themselves.
constexpr std::uint16_t cp1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::size_t put_utf8(unsigned code, char* out) {
    if (code < 0x80) {
        out[0] = static_cast<char>(code);
        return 1;
    }
    if (code < 0x800) {
        out[0] = static_cast<char>(0xC0 | (code >> 6));
        out[1] = static_cast<char>(0x80 | (code & 63));
        return 2;
    }
    out[0] = static_cast<char>(0xE0 | (code >> 12));
    out[1] = static_cast<char>(0x80 | ((code >> 6) & 63));
    out[2] = static_cast<char>(0x80 | (code & 63));
    return 3;
}

// Appends what ICU makes of `bytes`; four bytes of UTF-8 are the most that one byte can become.
void convert(UConverter& converter, std::string_view bytes, std::string& out) {
    const std::size_t before = out.size(), room = bytes.size() * 4 + 4;
    out.resize(before + room);
    UErrorCode status = U_ZERO_ERROR;
    ucnv_resetToUnicode(&converter);
    const std::int32_t written = ucnv_toAlgorithmic(
        UCNV_UTF8, &converter, out.data() + before, static_cast<std::int32_t>(room), bytes.data(),
        static_cast<std::int32_t>(bytes.size()), &status);
    if (U_FAILURE(status))
        throw Error(Fault::data,
                    std::string("A text could not be decoded: ") + u_errorName(status));
    out.resize(before + static_cast<std::size_t>(written));
}

}  // namespace

void TextDecoder::Close::operator()(UConverter* converter) const {
    ucnv_close(converter);
}

TextDecoder::Table TextDecoder::latin1() {
    Table table;
    for (unsigned byte = 0; byte < 256; ++byte) {
        const unsigned code = byte >= 0x80 && byte < 0xA0 ? cp1252[byte - 0x80] : byte;
        table[byte] = letter(code);
    }
    return table;
}

TextDecoder::Letter TextDecoder::letter(unsigned code) {
    Letter made;
    made.size = static_cast<std::uint8_t>(put_utf8(code, made.bytes.data()));
    return made;
}

TextDecoder::Table TextDecoder::single_bytes(UConverter& converter, std::string_view charset) {
    Table table;
    std::string text;
    for (unsigned byte = 0; byte < 256; ++byte) {
        const char stored = static_cast<char>(byte);
        text.clear();
        convert(converter, {&stored, 1}, text);
        table[byte].size = static_cast<std::uint8_t>(std::min<std::size_t>(text.size(), 3));
        std::copy_n(text.begin(), table[byte].size, table[byte].bytes.begin());
    }
    for (const Exception& each : exceptions)
        if (each.charset == charset) table[each.byte] = letter(each.code);
    return table;
}

std::optional<TextDecoder> TextDecoder::for_charset(std::string_view charset) {
    TextDecoder decoder;
    if (is_utf8_already(charset)) return decoder;
    if (charset == "latin1") {
        decoder.table_ = std::make_unique<Table>(latin1());
        return decoder;
    }
    const auto* const found = std::find_if(std::begin(names), std::end(names),
                                           [&](const Name& n) { return n.mysql == charset; });
    if (found == std::end(names)) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    decoder.converter_.reset(ucnv_open(found->icu, &status));
    if (U_FAILURE(status)) return std::nullopt;
    decoder.ascii_is_ascii_ = !charset.starts_with("u") || charset == "ujis";
    if (ucnv_getType(decoder.converter_.get()) == UCNV_SBCS)
        decoder.table_ = std::make_unique<Table>(single_bytes(*decoder.converter_, charset));
    return decoder;
}

std::uint64_t TextDecoder::append(std::string_view stored, std::string& out) const {
    if (ascii_is_ascii_ && is_ascii(stored)) {
        out.append(stored);
        return stored.size();
    }
    if (table_) {
        for (const char c : stored) {
            const Letter& letter = (*table_)[static_cast<unsigned char>(c)];
            out.append(letter.bytes.data(), letter.size);
        }
        return stored.size();
    }
    if (converter_) return append_converted(stored, out);
    out.append(stored);
    return count_characters(stored);
}

std::uint64_t TextDecoder::append_converted(std::string_view stored, std::string& out) const {
    const std::size_t before = out.size();
    convert(*converter_, stored, out);
    return count_characters(std::string_view(out).substr(before));
}

}  // namespace tieout::db
