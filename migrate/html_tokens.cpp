#include "migrate/html_tokens.h"

#include <algorithm>
#include <charconv>

namespace tieout::migrate {
namespace {

constexpr auto npos = std::string_view::npos;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

// Where `word`, in lower case, stands in `text` from `at` on, whatever the case there.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t at) {
    const auto found =
        std::search(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), word.begin(),
                    word.end(), [](char a, char b) { return lower(a) == b; });
    return found == text.end() ? npos : static_cast<std::size_t>(found - text.begin());
}

}  // namespace

int HtmlToken::span(std::string_view attribute) const {
    constexpr int most = 100;  // wider than any invoice; a hostile page must not cost us memory
    std::size_t at = find_word(bytes, attribute, 0);
    if (at == npos) return 1;
    at = bytes.find_first_not_of(" \t\r\n", at + attribute.size());
    if (at == npos || bytes[at] != '=') return 1;
    at = bytes.find_first_not_of(" \t\r\n\\\"'", at + 1);
    if (at == npos) return 1;
    int number = 1;
    const auto [end, error] =
        std::from_chars(bytes.data() + at, bytes.data() + bytes.size(), number);
    if (error == std::errc::result_out_of_range) return most;
    return error == std::errc() && number >= 1 ? std::min(number, most) : 1;
}

bool HtmlTokens::begins_tag(std::size_t at) const {
    if (at + 1 >= bytes_.size()) return false;
    const char next = bytes_[at + 1];
    if (next != '/') return next == '!' || is_letter(next);
    return at + 2 < bytes_.size() && is_letter(bytes_[at + 2]);
}

// The `>` of the tag that begins at `at`; npos: there is none.
std::size_t HtmlTokens::end_of_tag(std::size_t at) const {
    std::size_t next_tag = at;
    for (++at; at < bytes_.size(); ++at) {
        if (bytes_[at] == '>') return at;
        if (bytes_[at] != '"' && bytes_[at] != '\'') continue;
        if (next_tag <= at) next_tag = std::min(bytes_.find('<', at), bytes_.size());
        const std::size_t partner = bytes_.substr(0, next_tag).find(bytes_[at], at + 1);
        if (partner != npos) at = partner;
    }
    return npos;
}

bool HtmlTokens::skip_comment() {
    if (bytes_.substr(at_, 2) != "<!") return false;
    const bool comment = bytes_.substr(at_, 4) == "<!--";
    const std::size_t end = comment ? bytes_.find("-->", at_ + 4) : end_of_tag(at_);
    at_ = end == npos ? bytes_.size() : end + (comment ? 3 : 1);
    return true;
}

void HtmlTokens::skip_content_of(const std::string& name) {
    const std::size_t end = find_word(bytes_, "</" + name, at_);
    at_ = end == npos ? bytes_.size() : end;
}

bool HtmlTokens::read_tag(HtmlToken& token) {
    const std::size_t end = end_of_tag(at_);
    if (end == npos) {
        at_ = bytes_.size();
        return false;
    }
    const bool close = bytes_[at_ + 1] == '/';
    token.kind = close ? HtmlToken::Kind::close : HtmlToken::Kind::open;
    token.name.clear();
    std::size_t at = at_ + (close ? 2 : 1);
    while (is_letter(bytes_[at]) || (bytes_[at] >= '0' && bytes_[at] <= '9'))
        token.name += lower(bytes_[at++]);
    token.bytes = bytes_.substr(at, end - at);
    at_ = end + 1;
    if (!close && (token.name == "script" || token.name == "style")) skip_content_of(token.name);
    return true;
}

bool HtmlTokens::next(HtmlToken& token) {
    while (at_ < bytes_.size()) {
        if (bytes_[at_] == '<' && begins_tag(at_)) {
            if (skip_comment()) continue;
            return read_tag(token);
        }
        std::size_t end = bytes_.find('<', at_ + 1);
        while (end != npos && !begins_tag(end))
            end = bytes_.find('<', end + 1);
        token.kind = HtmlToken::Kind::text;
        token.bytes = bytes_.substr(at_, end == npos ? npos : end - at_);
        at_ = end == npos ? bytes_.size() : end;
        return true;
    }
    return false;
}

}  // namespace tieout::migrate
