#include <algorithm>

#include "base/unicode.h"
#include "verify/decode.h"

namespace tieout::verify {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool unslash_once(std::string_view text, std::string& out) {
    out.clear();
    bool changed = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '\\' && i + 1 < text.size() &&
                            (text[i + 1] == '\'' || text[i + 1] == '"' || text[i + 1] == '\\');
        if (escape) ++i;
        changed |= escape;
        out.push_back(text[i]);
    }
    return changed;
}

}  // namespace

std::string_view trim(std::string_view text) {
    for (;;) {
        if (!text.empty() && is_blank(text.front()))
            text.remove_prefix(1);
        else if (text.starts_with(no_break_space))
            text.remove_prefix(2);
        else
            break;
    }
    for (;;) {
        if (!text.empty() && is_blank(text.back()))
            text.remove_suffix(1);
        else if (text.ends_with(no_break_space))
            text.remove_suffix(2);
        else
            return text;
    }
}

void strip_nul(std::string_view text, std::string& out) {
    out.assign(text);
    out.erase(std::remove(out.begin(), out.end(), '\0'), out.end());
}

void unslash(std::string_view text, std::string& out) {
    if (!unslash_once(text, out)) return;
    const std::string once = out;
    unslash_once(once, out);
}

void unix_newlines(std::string_view text, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            out.push_back(text[i]);
        } else {
            out.push_back('\n');
            if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
        }
    }
}

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

bool rest_lines(std::string_view text, std::string& out) {
    const std::size_t newline = text.find('\n');
    out.clear();
    if (newline == std::string_view::npos) return false;
    for (const char c : text.substr(newline + 1)) {
        if (c == '\n')
            out.append(", ");
        else
            out.push_back(c);
    }
    return true;
}

Cut cut_at_first(std::string_view text, std::string_view mark) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return {text, std::nullopt};
    return {text.substr(0, at), text.substr(at + mark.size())};
}

Cut cut_at_last(std::string_view text, std::string_view mark) {
    const std::size_t at = text.rfind(mark);
    if (at == std::string_view::npos) return {std::nullopt, text};
    return {text.substr(0, at), text.substr(at + mark.size())};
}

std::string_view left(std::string_view text, int characters) {
    std::size_t at = 0;
    while (at < text.size()) {
        const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
        if (starts && characters-- == 0) break;
        ++at;
    }
    return text.substr(0, at);
}

}  // namespace tieout::verify
