#include "reports/utf8.h"

#include <fmt/format.h>

namespace tieout::reports {
namespace {

constexpr char32_t replacement = 0xFFFD;

// Length that the lead byte promises; 0: no lead byte.
std::size_t promised(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

// The character at `at`, or the replacement with length 1.
char32_t decode(std::string_view text, std::size_t at, std::size_t& length) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    length = promised(byte(0));
    const bool cut = length == 0 || at + length > text.size();
    char32_t result = cut ? 0 : (length == 1 ? byte(0) : byte(0) & (0x7FU >> length));
    for (std::size_t i = 1; !cut && i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return length = 1, replacement;
        result = (result << 6U) | (byte(i) & 0x3FU);
    }
    const char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool wrong =
        cut || result < least[length] || result > 0x10FFFF || (result >= 0xD800 && result < 0xE000);
    if (wrong) return length = 1, replacement;
    return result;
}

bool within(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

}  // namespace

std::vector<char32_t> characters(std::string_view text) {
    std::vector<char32_t> result;
    result.reserve(text.size());
    for (std::size_t at = 0, length = 1; at < text.size(); at += length) {
        result.push_back(decode(text, at, length));
    }
    return result;
}

void append(std::string& text, char32_t c) {
    const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
    if (c < 0x80) return put(c);
    if (c < 0x800) return put(0xC0 | (c >> 6U)), put(0x80 | (c & 0x3FU));
    if (c < 0x10000) {
        return put(0xE0 | (c >> 12U)), put(0x80 | ((c >> 6U) & 0x3FU)), put(0x80 | (c & 0x3FU));
    }
    put(0xF0 | (c >> 18U));
    put(0x80 | ((c >> 12U) & 0x3FU));
    put(0x80 | ((c >> 6U) & 0x3FU));
    put(0x80 | (c & 0x3FU));
}

bool is_invisible(char32_t c) {
    return c < 0x20 || within(c, 0x7F, 0xA0) || c == 0xAD || c == 0x034F || c == 0x061C ||
           c == 0x115F || c == 0x1160 || within(c, 0x17B4, 0x17B5) || within(c, 0x180B, 0x180E) ||
           c == 0x1680 || within(c, 0x2000, 0x200F) || within(c, 0x2028, 0x202F) ||
           within(c, 0x205F, 0x206F) || c == 0x3000 || c == 0x3164 || within(c, 0xE000, 0xF8FF) ||
           within(c, 0xFE00, 0xFE0F) || c == 0xFEFF || c == 0xFFA0 || within(c, 0xFFF0, 0xFFFB) ||
           within(c, 0xE0000, 0x10FFFF);
}

std::string shown(char32_t c) {
    if (c == '\n') return "⏎";
    if (c == '\t') return "⇥";
    return fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
}

std::string shortened(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);
    const std::vector<char32_t> all = characters(text);
    if (all.size() <= most) return std::string(text);
    std::string result;
    for (std::size_t i = 0; i < most; ++i)
        append(result, all[i]);
    return result + fmt::format("… {} characters more", all.size() - most);
}

std::string visible(std::string_view text) {
    std::string result;
    for (const char32_t c : characters(text)) {
        if (is_invisible(c)) {
            result += "‹" + shown(c) + "›";
        } else {
            append(result, c);
        }
    }
    return result;
}

}  // namespace tieout::reports
