#include <array>
#include <charconv>

#include "verify/decode.h"

namespace tieout::verify {
namespace {

// U+00A0 to U+00FF in order, as HTML 4 names them.
constexpr std::array<std::string_view, 96> latin1_names = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

void append_utf8(std::uint32_t point, std::string& out) {
    const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (point < 0x80) return put(point);
    if (point < 0x800) {
        put(0xC0 | (point >> 6));
    } else {
        if (point < 0x10000) {
            put(0xE0 | (point >> 12));
        } else {
            put(0xF0 | (point >> 18));
            put(0x80 | ((point >> 12) & 0x3F));
        }
        put(0x80 | ((point >> 6) & 0x3F));
    }
    put(0x80 | (point & 0x3F));
}

std::optional<std::uint32_t> numeric(std::string_view digits) {
    int base = 10;
    if (!digits.empty() && (digits.front() == 'x' || digits.front() == 'X')) {
        base = 16;
        digits.remove_prefix(1);
    }
    std::uint32_t point = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), point, base);
    const bool character = point != 0 && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    if (error != std::errc() || end != digits.data() + digits.size() || !character)
        return std::nullopt;
    return point;
}

// `name` without "&" and ";".
std::optional<std::uint32_t> entity(std::string_view name) {
    if (!name.empty() && name.front() == '#') return numeric(name.substr(1));
    if (name == "quot") return '"';
    if (name == "amp") return '&';
    if (name == "apos") return '\'';
    if (name == "lt") return '<';
    if (name == "gt") return '>';
    for (std::size_t i = 0; i < latin1_names.size(); ++i)
        if (latin1_names[i] == name) return static_cast<std::uint32_t>(0xA0 + i);
    return std::nullopt;
}

}  // namespace

void unescape_html(std::string_view text, std::string& out) {
    constexpr std::size_t longest_name =
        10;  // "&#x10FFFF;" without its ends, and some leading zeros
    out.clear();
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t end =
            text[i] == '&' ? text.substr(i, longest_name + 2).find(';') : std::string_view::npos;
        const auto point =
            end == std::string_view::npos ? std::nullopt : entity(text.substr(i + 1, end - 1));
        if (point) {
            append_utf8(*point, out);
            i += end + 1;
        } else {
            out.push_back(text[i++]);
        }
    }
}

}  // namespace tieout::verify
