#include "migrate/money_text.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "migrate/convert.h"

namespace tieout::migrate {
namespace {

constexpr std::size_t longest_money = 60;  // longer cells are prose
constexpr auto npos = std::string_view::npos;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The text under way, from which signs and words are taken off at both ends.
class MoneyReader {
public:
    MoneyReader(std::string_view text, const std::vector<std::string>& currency)
        : currency_(currency), text_(to_lower(trimmed(text))), rest_(text_) {}

    std::optional<Decimal> read() {
        if (rest_.starts_with('(') && rest_.ends_with(')')) {
            rest_ = trimmed(rest_.substr(1, rest_.size() - 2));
            negative_ = true;
        }
        take_minus_at_front();
        take_currency(true);
        take_minus_at_front();
        take_minus_at_back();
        take_currency(false);
        take_minus_at_back();
        std::string digits;
        if (!read_digits(digits)) return std::nullopt;
        const auto number = Decimal::parse(digits);
        return number && negative_ ? -*number : number;
    }

private:
    static constexpr std::array<std::string_view, 3> minus_signs = {"-", "\xE2\x88\x92",
                                                                    "\xE2\x80\x93"};

    void take_minus_at_front() {
        for (const std::string_view sign : minus_signs) {
            if (!rest_.starts_with(sign)) continue;
            rest_ = trimmed(rest_.substr(sign.size()));
            negative_ = true;
            return;
        }
    }

    void take_minus_at_back() {
        for (const std::string_view sign : minus_signs) {
            if (!rest_.ends_with(sign)) continue;
            rest_ = trimmed(rest_.substr(0, rest_.size() - sign.size()));
            negative_ = true;
            return;
        }
    }

    void take_currency(bool at_front) {
        std::size_t longest = 0;
        for (const std::string& word : currency_) {
            const bool stands = at_front ? rest_.starts_with(word) : rest_.ends_with(word);
            if (stands) longest = std::max(longest, word.size());
        }
        if (longest == 0) return;
        named_ = true;
        const std::size_t left = rest_.size() - longest;
        rest_ = trimmed(at_front ? rest_.substr(longest) : rest_.substr(0, left));
    }

    // Digits and a point, as Decimal reads them.
    bool read_digits(std::string& digits) const {
        if (rest_.empty() || !is_digit(rest_.front()) || !is_digit(rest_.back())) return false;
        std::string_view whole = rest_, cents;
        const std::size_t last = rest_.find_last_of(".,'");
        if (last != npos && rest_.size() - last == 3 && rest_[last] != '\'') {
            whole = rest_.substr(0, last);
            cents = rest_.substr(last + 1);
        } else if (!named_) {
            return false;
        }
        const char point = cents.empty() ? '\0' : rest_[last];
        if (!add_thousands(whole, point, digits)) return false;
        if (!cents.empty()) digits.append(".").append(cents);
        return std::all_of(cents.begin(), cents.end(), is_digit);
    }

    // "1234", or "1.234.567" with one sign that is not the decimal one.
    static bool add_thousands(std::string_view whole, char point, std::string& digits) {
        const std::size_t first = whole.find_first_not_of("0123456789");
        const char sign = first == npos ? '\0' : whole[first];
        if (first != npos && (first > 3 || sign == point)) return false;
        if (sign != '\0' && sign != '.' && sign != ',' && sign != '\'') return false;
        digits.append(whole.substr(0, first));
        for (std::size_t at = first; at != npos && at < whole.size(); at += 4) {
            const std::string_view group = whole.substr(at + 1, 3);
            if (whole[at] != sign || group.size() != 3) return false;
            if (!std::all_of(group.begin(), group.end(), is_digit)) return false;
            digits.append(group);
        }
        return true;
    }

    const std::vector<std::string>& currency_;
    std::string text_;
    std::string_view rest_;
    bool negative_ = false, named_ = false;
};

// "19%", "8.25", ":" — but only where the label speaks of percent at all.
bool is_percentage(std::string_view word) {
    return word.find_first_not_of("0123456789.,%:") == npos;
}

}  // namespace

std::optional<Decimal> money_text(std::string_view text, const std::vector<std::string>& currency) {
    if (text.size() > longest_money) return std::nullopt;
    return MoneyReader(text, currency).read();
}

std::string one_line(std::string_view text) {
    std::string out;
    bool blank = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool hard = text.substr(at, 2) == "\xC2\xA0";
        if (hard || std::string_view(" \t\r\n").find(text[at]) != npos) {
            blank = true;
            at += hard ? 1 : 0;
            continue;
        }
        if (blank && !out.empty()) out += ' ';
        blank = false;
        out += text[at];
    }
    return out;
}

std::string label_text(std::string_view text) {
    std::string lower = to_lower(text);
    for (std::size_t open = lower.find('('); open != std::string::npos; open = lower.find('(')) {
        const std::size_t close = lower.find(')', open);
        lower.replace(open, close == std::string::npos ? close : close - open + 1, " ");
    }
    const bool percent = lower.find('%') != std::string::npos;
    std::string out;
    std::string_view rest = lower;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view word = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (word.empty() || (percent && is_percentage(word))) continue;
        out.append(out.empty() ? "" : " ").append(word);
    }
    while (!out.empty() && std::string_view(":.-= ").find(out.back()) != npos)
        out.pop_back();
    return out;
}

}  // namespace tieout::migrate
