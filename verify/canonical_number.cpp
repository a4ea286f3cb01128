#include "verify/canonical_number.h"

#include <charconv>
#include <limits>

#include "verify/canonical.h"

namespace tieout::verify {
namespace {

constexpr const char* not_a_number = "is not a number";
constexpr const char* unrepresentable = "has more than 38 digits, which cannot be compared exactly";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

struct Parts {
    bool negative = false;
    std::string_view whole, fraction;
    int exponent = 0;
};

std::string_view take_digits(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && is_digit(text[length]))
        ++length;
    const std::string_view digits = text.substr(0, length);
    text.remove_prefix(length);
    return digits;
}

bool take_exponent(std::string_view& text, int& exponent) {
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return error == std::errc() && exponent > -1000 && exponent < 1000;
}

bool split(std::string_view text, bool exponent_allowed, Parts& parts) {
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        parts.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    parts.whole = take_digits(text);
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        parts.fraction = take_digits(text);
        if (parts.fraction.empty()) return false;
    }
    if (parts.whole.empty() && parts.fraction.empty()) return false;
    if (exponent_allowed && !text.empty() && (text.front() == 'e' || text.front() == 'E'))
        if (!take_exponent(text, parts.exponent)) return false;
    return text.empty();
}

void drop_zeros(std::string_view& whole, std::string_view& fraction) {
    while (!whole.empty() && whole.front() == '0')
        whole.remove_prefix(1);
    while (!fraction.empty() && fraction.back() == '0')
        fraction.remove_suffix(1);
}

const char* append_parts(bool negative, std::string_view whole, std::string_view fraction,
                         std::string& out) {
    drop_zeros(whole, fraction);
    if (whole.empty() && fraction.empty()) {
        out.push_back('0');
        return nullptr;
    }
    // Zeros between the point and the first digit count too: the scale is held to 38 as well.
    if (whole.size() + fraction.size() > Decimal::max_digits) return unrepresentable;
    if (negative) out.push_back('-');
    out.append(whole.empty() ? std::string_view("0") : whole);
    if (!fraction.empty()) {
        out.push_back('.');
        out.append(fraction);
    }
    return nullptr;
}

const char* append_shifted(const Parts& parts, std::string& out) {
    std::string digits(parts.whole);
    digits.append(parts.fraction);
    long point = static_cast<long>(parts.whole.size()) + parts.exponent;
    if (point < 0) {
        digits.insert(0, static_cast<std::size_t>(-point), '0');
        point = 0;
    }
    if (point > static_cast<long>(digits.size()))
        digits.append(static_cast<std::size_t>(point) - digits.size(), '0');
    const auto at = static_cast<std::size_t>(point);
    return append_parts(parts.negative, std::string_view(digits).substr(0, at),
                        std::string_view(digits).substr(at), out);
}

}  // namespace

const char* append_number(std::string_view raw, bool exponent_allowed, std::string& out) {
    Parts parts;
    if (!split(raw, exponent_allowed, parts)) return not_a_number;
    if (parts.exponent != 0) return append_shifted(parts, out);
    return append_parts(parts.negative, parts.whole, parts.fraction, out);
}

const char* read_number(std::string_view raw, bool exponent_allowed, Decimal& number) {
    std::int64_t coefficient = 0;
    int scale = 0;
    if (read_digits(raw, coefficient, scale)) {
        number = Decimal(coefficient, scale).normalized();
        return nullptr;
    }
    std::string digits;
    if (const char* why = append_number(raw, exponent_allowed, digits)) return why;
    const auto read = Decimal::parse(digits);
    if (!read) return unrepresentable;
    number = *read;
    return nullptr;
}

bool read_digits(std::string_view text, std::int64_t& coefficient, int& scale) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.size() > 18) return false;
    std::int64_t value = 0;
    scale = 0;
    bool has_point = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned digit = static_cast<unsigned char>(text[i]) - unsigned{'0'};
        if (digit <= 9) {
            value = value * 10 + digit;
            scale += has_point ? 1 : 0;
        } else if (text[i] == '.' && !has_point && i > 0 && i + 1 < text.size()) {
            has_point = true;
        } else {
            return false;
        }
    }
    coefficient = negative ? -value : value;
    return true;
}

char* put_number(const Decimal& number, char* out) {
    const Decimal normal = number.normalized();
    const int128 coefficient = normal.coefficient();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    if (coefficient <= most && coefficient >= -most)
        return put_number(static_cast<std::int64_t>(coefficient), normal.scale(), out);
    out = put_head('n', 1 + sizeof coefficient, out);
    out[0] = static_cast<char>(normal.scale());
    std::memcpy(out + 1, &coefficient, sizeof coefficient);
    return out + 1 + sizeof coefficient;
}

Decimal number_of(const Canonical& value) {
    return number_in(value.bytes);
}

}  // namespace tieout::verify
