#include <cstring>

#include "base/unicode.h"
#include "migrate/convert.h"

namespace tieout::migrate {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool needs_no_slash(char c) {
    return c == '\'' || c == '"' || c == '\\';
}

bool has_slashes(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == '\\' && needs_no_slash(text[i + 1])) return true;
    }
    return false;
}

std::string without_slashes(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && needs_no_slash(text[i + 1])) ++i;
        result += text[i];
    }
    return result;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    for (;;) {
        if (!text.empty() && is_blank(text.front())) {
            text.remove_prefix(1);
        } else if (text.substr(0, 2) == no_break_space) {
            text.remove_prefix(2);
        } else {
            break;
        }
    }
    for (;;) {
        if (!text.empty() && is_blank(text.back())) {
            text.remove_suffix(1);
        } else if (text.size() >= 2 && text.substr(text.size() - 2) == no_break_space) {
            text.remove_suffix(2);
        } else {
            return text;
        }
    }
}

void strip_nul(std::string_view text, std::string& out) {
    for (const char c : text) {
        if (c != '\0') out += c;
    }
}

void fold(std::string_view text, std::string& out) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) {
            out = to_lower(text);
            return;
        }
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
}

void unslash(std::string_view text, std::string& out) {
    constexpr int levels = 2;  // magic_quotes and addslashes: two writers, no more
    std::string current(text);
    for (int level = 0; level < levels && has_slashes(current); ++level)
        current = without_slashes(current);
    out += current;
}

void unix_newlines(std::string_view text, std::string& out) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            out += text[i];
        } else if (i + 1 >= text.size() || text[i + 1] != '\n') {
            out += '\n';
        }
    }
}

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

bool rest_lines(std::string_view text, std::string& out) {
    const std::size_t newline = text.find('\n');
    if (newline == std::string_view::npos) return false;
    for (const char c : text.substr(newline + 1)) {
        if (c == '\n') {
            out += ", ";
        } else {
            out += c;
        }
    }
    return true;
}

std::string_view before(std::string_view text, std::string_view mark) {
    return text.substr(0, text.find(mark));
}

std::optional<std::string_view> after(std::string_view text, std::string_view mark) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    return text.substr(at + mark.size());
}

std::optional<std::string_view> before_last(std::string_view text, std::string_view mark) {
    const std::size_t at = text.rfind(mark);
    if (at == std::string_view::npos) return std::nullopt;
    return text.substr(0, at);
}

std::string_view after_last(std::string_view text, std::string_view mark) {
    const std::size_t at = text.rfind(mark);
    return at == std::string_view::npos ? text : text.substr(at + mark.size());
}

std::string_view left(std::string_view text, std::size_t count) {
    std::size_t end = 0, characters = 0;
    for (; end < text.size(); ++end) {
        const bool starts = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
        if (starts && characters++ == count) break;
    }
    return text.substr(0, end);
}

}  // namespace tieout::migrate
