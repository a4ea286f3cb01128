#include <algorithm>
#include <array>

#include "base/error.h"
#include "migrate/convert.h"

namespace tieout::migrate {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t digits_from(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at]))
        ++at;
    return at - begin;
}

// "1,234,567": one to three digits, then groups of three, to the end of the whole part.
bool well_parted(std::string_view whole) {
    const std::size_t first = whole.find(',');
    if (first == 0 || first > 3) return false;
    for (std::size_t at = first; at < whole.size(); at += 4) {
        if (whole[at] != ',' || digits_from(whole, at + 1) < 3) return false;
        if (whole.size() - at > 4 && whole[at + 4] != ',') return false;
    }
    return true;
}

std::optional<Decimal> shifted(const Decimal& number, int exponent) {
    if (number.is_zero()) return number;
    try {
        const int scale = number.scale() - exponent;
        if (scale >= 0 && scale <= Decimal::max_digits) return Decimal(number.coefficient(), scale);
        if (scale > Decimal::max_digits || -scale >= Decimal::max_digits) return std::nullopt;
        Decimal result(number.coefficient(), 0);
        for (int i = 0; i < -scale; ++i)
            result = result * Decimal::of(10);
        return result;
    } catch (const Error&) {
        return std::nullopt;
    }
}

// The exponent that stands at `at` ("e+3"), 0 where none does. Far ones are cut to ±9999: they are
// beyond 38 digits all the same.
int exponent_at(std::string_view text, std::size_t at) {
    if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return 0;
    ++at;
    const bool negative = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    int result = 0;
    for (; at < text.size() && is_digit(text[at]); ++at)
        result = std::min(9999, result * 10 + (text[at] - '0'));
    return negative ? -result : result;
}

std::size_t part_index(std::string_view cycle) {
    const auto months = Decimal::parse(trimmed(cycle));
    if (!months) return 0;
    constexpr std::array<int, 5> standard = {1, 3, 6, 12, 24};
    for (std::size_t i = 0; i < standard.size(); ++i) {
        if (*months == Decimal::of(standard[i])) return i;
    }
    return 0;
}

}  // namespace

std::optional<Decimal> plain_amount(std::string_view raw) {
    const std::string_view text = trimmed(raw);
    if (text.empty()) return Decimal();
    if (text.find(',') == std::string_view::npos) return Decimal::parse(text);
    const std::size_t sign = text.front() == '-' || text.front() == '+' ? 1 : 0;
    const std::string_view whole = text.substr(sign, text.find('.') - sign);
    if (!well_parted(whole)) return std::nullopt;
    std::string digits(text);
    digits.erase(
        std::remove(digits.begin(),
                    digits.begin() + static_cast<std::ptrdiff_t>(sign + whole.size()), ','),
        digits.begin() + static_cast<std::ptrdiff_t>(sign + whole.size()));
    return Decimal::parse(digits);
}

std::optional<Decimal> php_number(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\n\r\v\f");
    if (begin == std::string_view::npos) return Decimal();
    std::size_t at = begin;
    if (text[at] == '-' || text[at] == '+') ++at;
    std::size_t digits = digits_from(text, at);
    at += digits;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = digits_from(text, at + 1);
        digits += fraction;
        if (fraction > 0) at += fraction + 1;
    }
    if (digits == 0) return Decimal();
    const auto number = Decimal::parse(text.substr(begin, at - begin));
    if (!number) return std::nullopt;
    if (at < text.size() && text[at] == '.') ++at;  // "5.e3"
    return shifted(*number, exponent_at(text, at));
}

std::optional<std::string_view> written_part(std::string_view packed, std::size_t index) {
    for (; index > 0; --index) {
        const std::size_t bar = packed.find('|');
        if (bar == std::string_view::npos) return std::nullopt;
        packed.remove_prefix(bar + 1);
    }
    return packed.substr(0, packed.find('|'));
}

std::string_view packed_part(std::string_view packed, std::string_view cycle) {
    const auto part = written_part(packed, part_index(cycle));
    if (part && !part->empty() && *part != "0") return *part;
    return packed.substr(0, packed.find('|'));
}

}  // namespace tieout::migrate
