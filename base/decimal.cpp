#include "base/decimal.h"

#include <array>
#include <cstddef>

#include "base/error.h"

namespace tieout {
namespace {

__extension__ typedef unsigned __int128 uint128;

constexpr auto powers_of_ten = [] {
    std::array<uint128, Decimal::max_digits + 1> powers{};
    powers[0] = 1;
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();

constexpr uint128 ten_to(int exponent) {
    return powers_of_ten[static_cast<std::size_t>(exponent)];
}

constexpr uint128 limit = ten_to(Decimal::max_digits);

uint128 magnitude(int128 value) {
    return value < 0 ? uint128{0} - static_cast<uint128>(value) : static_cast<uint128>(value);
}

int128 with_sign(bool negative, uint128 size) {
    const auto value = static_cast<int128>(size);
    return negative ? -value : value;
}

[[noreturn]] void throw_too_long(const char* what) {
    throw Error(Fault::data, std::string("The ") + what +
                                 " has more than 38 digits, which no amount here can hold; look "
                                 "at the values that went into it.");
}

// A magnitude on its way to becoming a coefficient: it may still shed zeros of its fraction.
Decimal fitted(bool negative, uint128 size, int scale, const char* what) {
    while (size >= limit && scale > 0 && size % 10 == 0) {
        size /= 10;
        --scale;
    }
    if (size >= limit) throw_too_long(what);
    return Decimal(with_sign(negative, size), scale);
}

// Both at the scale of `finer`; false where the coarser one leaves 128 bits on the way.
bool align(uint128& coarser, int from, int to) {
    return !__builtin_mul_overflow(coarser, ten_to(to - from), &coarser);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Up to 18 characters: nothing can overflow a machine word.
std::optional<Decimal> parse_short(const char* at, const char* end, bool negative) noexcept {
    std::uint64_t digits = 0;
    const char* const begin = at;
    for (; at != end && is_digit(*at); ++at)
        digits = digits * 10 + std::uint64_t(*at - '0');
    int scale = 0;
    if (at != end && *at == '.') {
        const char* const fraction = ++at;
        for (; at != end && is_digit(*at); ++at)
            digits = digits * 10 + std::uint64_t(*at - '0');
        scale = static_cast<int>(at - fraction);
        if (scale == 0) return std::nullopt;
    }
    if (at != end || at == begin) return std::nullopt;
    return Decimal(with_sign(negative, digits), scale);
}

std::optional<Decimal> parse_long(const char* at, const char* end, bool negative) noexcept {
    uint128 digits = 0;
    const char* const begin = at;
    for (; at != end && is_digit(*at); ++at) {
        if (digits >= ten_to(Decimal::max_digits - 1)) return std::nullopt;
        digits = digits * 10 + static_cast<unsigned>(*at - '0');
    }
    int scale = 0;
    if (at != end && *at == '.') {
        const char* const fraction = ++at;
        bool full = false;
        for (; at != end && is_digit(*at); ++at) {
            full =
                full || digits >= ten_to(Decimal::max_digits - 1) || scale == Decimal::max_digits;
            if (full) {
                if (*at != '0') return std::nullopt;
                continue;
            }
            digits = digits * 10 + static_cast<unsigned>(*at - '0');
            ++scale;
        }
        if (at == fraction) return std::nullopt;
    }
    if (at != end || at == begin) return std::nullopt;
    return Decimal(with_sign(negative, digits), scale);
}

bool rounds_away(uint128 quotient, uint128 rest, uint128 divisor, Rounding rounding) {
    if (rounding == Rounding::down) return false;
    const uint128 half = divisor / 2;
    if (rest != half) return rest > half;
    return rounding == Rounding::half_up || quotient % 2 == 1;
}

}  // namespace

Decimal::Decimal(int128 coefficient, int scale) : coefficient_(coefficient), scale_(scale) {
    if (scale < 0 || scale > max_digits || magnitude(coefficient) >= limit)
        throw_too_long("number");
}

std::optional<Decimal> Decimal::parse(std::string_view text) noexcept {
    const char* at = text.data();
    const char* const end = at + text.size();
    const bool negative = at != end && *at == '-';
    if (at != end && (*at == '-' || *at == '+')) ++at;
    return end - at <= 18 ? parse_short(at, end, negative) : parse_long(at, end, negative);
}

Decimal Decimal::operator-() const {
    Decimal result = *this;
    result.coefficient_ = -coefficient_;
    return result;
}

Decimal Decimal::operator+(const Decimal& other) const {
    Decimal a = *this, b = other;
    uint128 x = magnitude(a.coefficient_), y = magnitude(b.coefficient_);
    const auto aligned = [&] {
        return a.scale_ <= b.scale_ ? align(x, a.scale_, b.scale_) : align(y, b.scale_, a.scale_);
    };
    if (!aligned()) {  // zeros of a fraction may be all that was too long
        a = normalized();
        b = other.normalized();
        x = magnitude(a.coefficient_);
        y = magnitude(b.coefficient_);
        if (!aligned()) throw_too_long("sum");
    }
    const int scale = a.scale_ > b.scale_ ? a.scale_ : b.scale_;
    if (a.is_negative() != b.is_negative())
        return x >= y ? fitted(a.is_negative(), x - y, scale, "sum")
                      : fitted(b.is_negative(), y - x, scale, "sum");
    uint128 sum = 0;
    if (__builtin_add_overflow(x, y, &sum)) throw_too_long("sum");
    return fitted(a.is_negative(), sum, scale, "sum");
}

Decimal Decimal::operator-(const Decimal& other) const {
    return *this + -other;
}

Decimal Decimal::operator*(const Decimal& other) const {
    uint128 x = magnitude(coefficient_), y = magnitude(other.coefficient_), product = 0;
    int scale = scale_ + other.scale_;
    // Where it does not fit, a factor of ten is taken out of the two factors, wherever its 2 and
    // its 5 are.
    while (__builtin_mul_overflow(x, y, &product) || product >= limit || scale > max_digits) {
        if (scale == 0) throw_too_long("product");
        const unsigned from_x = x % 10 == 0                ? 10
                                : x % 5 == 0 && y % 2 == 0 ? 5
                                : x % 2 == 0               ? 2
                                                           : 1;
        if (x % from_x != 0 || y % (10 / from_x) != 0) throw_too_long("product");
        x /= from_x;
        y /= 10 / from_x;
        --scale;
    }
    return Decimal(with_sign(is_negative() != other.is_negative(), product), scale);
}

Decimal Decimal::rounded(int scale, Rounding rounding) const {
    if (scale < 0 || scale > max_digits) throw_too_long("number at the scale asked for");
    const uint128 size = magnitude(coefficient_);
    if (scale >= scale_) {
        uint128 wider = size;
        if (!align(wider, scale_, scale) || wider >= limit)
            throw_too_long("number at the scale asked for");
        return Decimal(with_sign(is_negative(), wider), scale);
    }
    const uint128 divisor = ten_to(scale_ - scale);
    uint128 quotient = size / divisor;
    if (rounds_away(quotient, size % divisor, divisor, rounding)) ++quotient;
    return Decimal(with_sign(is_negative(), quotient), scale);
}

Decimal Decimal::normalized() const {
    Decimal result = *this;
    while (result.scale_ > 0 && result.coefficient_ % 10 == 0) {
        result.coefficient_ /= 10;
        --result.scale_;
    }
    return result;
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
    const auto order = [](int128 a, int128 b) {
        if (a == b) return std::strong_ordering::equal;
        return a < b ? std::strong_ordering::less : std::strong_ordering::greater;
    };
    if (scale_ == other.scale_) return order(coefficient_, other.coefficient_);
    const auto unit = static_cast<int128>(ten_to(scale_));
    const auto other_unit = static_cast<int128>(ten_to(other.scale_));
    const auto wholes = order(coefficient_ / unit, other.coefficient_ / other_unit);
    if (wholes != 0) return wholes;
    // Fractions are below one, so they fit at either scale.
    const int wider = scale_ > other.scale_ ? scale_ : other.scale_;
    return order(
        coefficient_ % unit * static_cast<int128>(ten_to(wider - scale_)),
        other.coefficient_ % other_unit * static_cast<int128>(ten_to(wider - other.scale_)));
}

std::string Decimal::text() const {
    char buffer[max_digits + 4];
    char* const end = buffer + sizeof buffer;
    char* at = end;
    uint128 rest = magnitude(coefficient_);
    for (int written = 0; rest != 0 || written <= scale_; ++written) {
        if (written == scale_ && scale_ > 0) *--at = '.';
        *--at = static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    }
    if (is_negative()) *--at = '-';
    return std::string(at, end);
}

}  // namespace tieout
