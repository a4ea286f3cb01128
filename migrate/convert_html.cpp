#include <array>
#include <charconv>

#include "migrate/convert.h"
#include "migrate/utf8.h"

namespace tieout::migrate {
namespace {

// HTML's names of U+00A0 to U+00FF, in order.
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

char32_t named(std::string_view name) {
    if (name == "amp") return '&';
    if (name == "lt") return '<';
    if (name == "gt") return '>';
    if (name == "quot") return '"';
    if (name == "apos") return '\'';
    for (std::size_t i = 0; i < latin1_names.size(); ++i) {
        if (latin1_names[i] == name) return static_cast<char32_t>(0xA0 + i);
    }
    return 0;
}

char32_t numbered(std::string_view digits) {
    const bool hex = !digits.empty() && (digits.front() == 'x' || digits.front() == 'X');
    if (hex) digits.remove_prefix(1);
    std::uint32_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stopped, error] = std::from_chars(digits.data(), end, value, hex ? 16 : 10);
    if (error != std::errc() || stopped != end) return 0;
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value > 0x10FFFF || surrogate ? 0 : value;
}

}  // namespace

void unescape_html(std::string_view text, std::string& out) {
    constexpr std::size_t longest = 10;  // "#x10FFFF" and a leading zero or two
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t end = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
        char32_t c = 0;
        if (end != std::string_view::npos && end - at <= longest + 1) {
            const std::string_view name = text.substr(at + 1, end - at - 1);
            c = name.substr(0, 1) == "#" ? numbered(name.substr(1)) : named(name);
        }
        if (c == 0) {
            out += text[at];
        } else {
            append_utf8(c, out);
            at = end;
        }
    }
}

}  // namespace tieout::migrate
