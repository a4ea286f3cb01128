#include <algorithm>
#include <array>
#include <charconv>

#include "verify/canonical.h"
#include "verify/decode.h"

namespace tieout::verify {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end]))
        ++end;
    return end - at;
}

// How much of `text`, which has no leading blanks, is a number to PHP; 0: none.
std::size_t number_length(std::string_view text) {
    std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    const std::size_t whole = digits_at(text, at);
    at += whole;
    std::size_t fraction = 0;
    if (at < text.size() && text[at] == '.') {
        fraction = digits_at(text, at + 1);
        if (whole + fraction > 0) at += 1 + fraction;
    }
    if (whole + fraction == 0) return 0;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        const bool sign = at + 1 < text.size() && (text[at + 1] == '-' || text[at + 1] == '+');
        const std::size_t exponent = digits_at(text, at + 1 + (sign ? 1 : 0));
        if (exponent > 0) at += 1 + (sign ? 1 : 0) + exponent;
    }
    return at;
}

// "5." and "5.e3" are numbers to PHP: the point without digits is dropped.
std::string without_bare_point(std::string_view number) {
    std::string text(number);
    const std::size_t point = text.find('.');
    if (point != std::string::npos && digits_at(text, point + 1) == 0) text.erase(point, 1);
    return text;
}

bool well_formed_thousands(std::string_view whole) {
    std::size_t comma = whole.find(',');
    if (comma == 0 || comma > 3) return false;
    while (comma != std::string_view::npos) {
        whole.remove_prefix(comma + 1);
        if (digits_at(whole, 0) != 3 || (whole.size() > 3 && whole[3] != ',')) return false;
        comma = whole.size() > 3 ? 3 : std::string_view::npos;
    }
    return true;
}

}  // namespace

void Code::set(std::string_view raw) {
    text.assign(trim(raw));
    number.clear();
    if (append_number(text, false, number) != nullptr) number.clear();
}

Code Code::of(std::string_view raw) {
    Code code;
    code.set(raw);
    return code;
}

std::optional<Decimal> strict_number(std::string_view text) {
    return Decimal::parse(trim(text));
}

std::optional<Decimal> plain_amount(std::string_view text) {
    text = trim(text);
    if (text.empty()) return Decimal();
    if (text.find(',') == std::string_view::npos) return Decimal::parse(text);
    const std::size_t sign = text.front() == '-' || text.front() == '+' ? 1 : 0;
    const std::size_t point = std::min(text.find('.'), text.size());
    if (point < sign || !well_formed_thousands(text.substr(sign, point - sign)))
        return std::nullopt;
    std::string plain(text);
    plain.erase(std::remove(plain.begin(), plain.end(), ','), plain.end());
    // A comma in the fraction would have been dropped too.
    return plain.size() + std::size_t(std::count(text.begin(), text.begin() + long(point), ',')) ==
                   text.size()
               ? Decimal::parse(plain)
               : std::nullopt;
}

std::optional<Decimal> php_number(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\n\r\v\f");
    text.remove_prefix(std::min(begin, text.size()));
    const std::size_t length = number_length(text);
    if (length == 0) return Decimal();
    std::string normal;
    if (append_number(without_bare_point(text.substr(0, length)), true, normal) != nullptr)
        return std::nullopt;
    return Decimal::parse(normal);
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
    static constexpr std::array<std::string_view, 5> cycles = {"1", "3", "6", "12", "24"};
    std::string number;
    if (append_number(trim(cycle), false, number) != nullptr) number.clear();
    const auto found = std::find(cycles.begin(), cycles.end(), number);
    const auto index = found == cycles.end() ? 0 : static_cast<std::size_t>(found - cycles.begin());
    const auto part = written_part(packed, index);
    if (!part || part->empty() || *part == "0") return *written_part(packed, 0);
    return *part;
}

}  // namespace tieout::verify
