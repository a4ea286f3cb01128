#include "verify/forecast/source/numbers.h"

#include <algorithm>
#include <string>

namespace tieout::verify::forecast::source {
namespace {

constexpr int fraction_digits = 12, whole_digits = 9;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view take_digits(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && is_digit(text[length]))
        ++length;
    const std::string_view digits = text.substr(0, length);
    text.remove_prefix(length);
    return digits;
}

bool take_sign(std::string_view& text) {
    if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
    const bool negative = text.front() == '-';
    text.remove_prefix(1);
    return negative;
}

// Of what follows the digits: 0 where there is no exponent. Beyond a thousand all are alike.
int exponent(std::string_view text) {
    if (text.empty() || (text.front() != 'e' && text.front() != 'E')) return 0;
    text.remove_prefix(1);
    const bool negative = take_sign(text);
    int value = 0;
    for (const char c : take_digits(text))
        value = std::min(1000, value * 10 + (c - '0'));
    return negative ? -value : value;
}

// 0.digits × 10^point.
std::optional<Decimal> placed(bool negative, std::string digits, int point) {
    const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
    digits.erase(0, zeros);
    point -= static_cast<int>(zeros);
    if (digits.empty() || point < -fraction_digits) return Decimal();
    if (point > whole_digits) return std::nullopt;
    if (point < 0) digits.insert(0, static_cast<std::size_t>(-point), '0');
    const auto whole = static_cast<std::size_t>(std::max(point, 0));
    digits.resize(std::max(std::min(digits.size(), whole + fraction_digits + 1), whole), '0');
    const Decimal exact =
        *Decimal::parse(digits.substr(0, whole) + "." + digits.substr(whole) + "0");
    const Decimal number = exact.rounded(fraction_digits, Rounding::half_up).normalized();
    return negative ? -number : number;
}

}  // namespace

std::optional<Decimal> leading_number(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\n\r\v\f"), text.size()));
    const bool negative = take_sign(text);
    std::string digits(take_digits(text));
    const int point = static_cast<int>(digits.size());
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        digits += take_digits(text);
    }
    if (digits.empty()) return Decimal();
    return placed(negative, std::move(digits), point + exponent(text));
}

Decimal quotient(const Decimal& number, std::int64_t by) {
    const int128 wide =
        number.normalized().rounded(fraction_digits, Rounding::half_up).coefficient();
    const int128 size = wide < 0 ? -wide : wide;
    const int128 rounded = size / by + (size % by * 2 >= by ? 1 : 0);
    return Decimal(wide < 0 ? -rounded : rounded, fraction_digits).normalized();
}

}  // namespace tieout::verify::forecast::source
