#include "verify/page_text.h"

#include <algorithm>

#include "base/unicode.h"

namespace tieout::verify {
namespace {

// The digits of an amount and what parts them: "1.234,50" is {1, 234, 50} by {'.', ','}.
struct Groups {
    std::vector<std::string> digits;
    std::string signs;
};

std::optional<Groups> groups_of(std::string_view text) {
    Groups groups;
    groups.digits.emplace_back();
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            groups.digits.back() += c;
        } else if (c == '.' || c == ',' || c == '\'') {
            groups.signs += c;
            groups.digits.emplace_back();
        } else {
            return std::nullopt;
        }
    }
    for (const std::string& each : groups.digits)
        if (each.empty()) return std::nullopt;
    return groups;
}

// Decimals are two digits behind a point or comma; the rest is whole, or thousands by one sign.
std::optional<Decimal> number_of(Groups groups, bool has_currency) {
    std::string cents;
    char point = '\0';
    if (!groups.signs.empty() && groups.signs.back() != '\'' && groups.digits.back().size() == 2) {
        cents = groups.digits.back();
        point = groups.signs.back();
        groups.digits.pop_back();
        groups.signs.pop_back();
    } else if (!has_currency) {
        return std::nullopt;
    }
    std::string whole = groups.digits.front();
    if (!groups.signs.empty() && whole.size() > 3) return std::nullopt;
    for (std::size_t i = 0; i < groups.signs.size(); ++i) {
        const std::string& thousand = groups.digits[i + 1];
        if (groups.signs[i] != groups.signs[0] || groups.signs[i] == point || thousand.size() != 3)
            return std::nullopt;
        whole += thousand;
    }
    return Decimal::parse(cents.empty() ? whole : whole + "." + cents);
}

// "-", and the two longer dashes that word processors make of it.
constexpr std::string_view minus_signs[] = {"-", "\u2212", "\u2013"};

enum class End { front, back };

bool take(std::string_view& text, std::string_view word, End end) {
    if (word.empty()) return false;
    if (end == End::front ? !text.starts_with(word) : !text.ends_with(word)) return false;
    end == End::front ? text.remove_prefix(word.size()) : text.remove_suffix(word.size());
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return true;
}

bool take_minus(std::string_view& text, End end) {
    return std::any_of(std::begin(minus_signs), std::end(minus_signs),
                       [&](std::string_view sign) { return take(text, sign, end); });
}

// The longest word that stands there: "us$" before "$".
bool take_currency(std::string_view& text, const std::vector<std::string>& currency, End end) {
    std::string_view best;
    for (const std::string& word : currency) {
        std::string_view rest = text;
        if (word.size() > best.size() && take(rest, word, end)) best = word;
    }
    return take(text, best, end);
}

bool counts_percent(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '%' || c == ':';
    });
}

}  // namespace

std::optional<Decimal> read_money(std::string_view given,
                                  const std::vector<std::string>& currency) {
    constexpr std::size_t longest = 60;  // a longer cell is a sentence
    if (given.size() > longest) return std::nullopt;
    const std::string lower = to_lower(single_spaced(given));
    std::string_view text = lower;
    bool negative = text.size() > 1 && text.front() == '(' && text.back() == ')';
    if (negative) {
        take(text, "(", End::front);
        take(text, ")", End::back);
    }
    bool named = false;
    for (const End end : {End::front, End::back}) {
        negative |= take_minus(text, end);
        named |= take_currency(text, currency, end);
        negative |= take_minus(text, end);
    }
    auto groups = groups_of(text);
    if (!groups) return std::nullopt;
    const auto number = number_of(std::move(*groups), named);
    return number && negative ? -*number : number;
}

std::string single_spaced(std::string_view text) {
    std::string words;
    bool apart = false;
    while (!text.empty()) {
        const bool hard = text.starts_with("\u00a0");
        const bool blank =
            hard || text[0] == ' ' || text[0] == '\t' || text[0] == '\r' || text[0] == '\n';
        if (!blank) {
            if (apart && !words.empty()) words += ' ';
            words += text[0];
        }
        apart = blank;
        text.remove_prefix(hard ? 2 : 1);
    }
    return words;
}

std::string as_word(std::string_view given) {
    std::string open_air;  // outside of parentheses
    bool inside = false;
    for (const char c : to_lower(given)) {
        if (c == '(' && !inside) {
            inside = true;
            open_air += ' ';
        }
        if (!inside) open_air += c;
        if (c == ')') inside = false;
    }
    const bool percent = open_air.find('%') != std::string::npos;
    std::string words, word;
    for (const char c : open_air + " ") {
        if (c != ' ') {
            word += c;
            continue;
        }
        if (!word.empty() && !(percent && counts_percent(word)))
            words += (words.empty() ? "" : " ") + word;
        word.clear();
    }
    const std::size_t last = words.find_last_not_of(":.-= ");
    words.resize(last == std::string::npos ? 0 : last + 1);
    return words;
}

bool fits_word(std::string_view text, std::string_view word) {
    if (word.empty() || word.back() != '*') return text == word;
    return text.substr(0, word.size() - 1) == word.substr(0, word.size() - 1);
}

}  // namespace tieout::verify
