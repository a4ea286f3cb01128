// Exact decimal numbers of up to 38 digits. Money is a Decimal and a currency; no double touches
// either.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tieout {

__extension__ typedef __int128 int128;

// half_up goes away from zero at the half, on either side of it; down cuts.
enum class Rounding { half_up, half_even, down };

// coefficient × 10^-scale, with |coefficient| < 10^38 and 0 <= scale <= 38. Equality and order are
// of the number, not of its writing: 1.50 == 1.5. Every operation that would leave 38 digits throws
// Error(Fault::data).
class Decimal {
public:
    static constexpr int max_digits = 38;

    constexpr Decimal() = default;
    Decimal(int128 coefficient, int scale);
    static Decimal of(std::int64_t whole) { return Decimal(whole, 0); }

    // Strict: [+-]digits[.digits], or .digits; no blanks, no exponent, no separators. nullopt: not
    // a decimal, or more than 38 digits (leading zeros, and trailing zeros of the fraction beyond
    // 38, are not counted). Never allocates.
    static std::optional<Decimal> parse(std::string_view text) noexcept;

    constexpr int128 coefficient() const { return coefficient_; }
    constexpr int scale() const { return scale_; }
    bool is_zero() const { return coefficient_ == 0; }
    bool is_negative() const { return coefficient_ < 0; }

    Decimal operator-() const;
    Decimal operator+(const Decimal& other) const;
    Decimal operator-(const Decimal& other) const;
    Decimal operator*(const Decimal& other) const;
    Decimal& operator+=(const Decimal& other) { return *this = *this + other; }
    Decimal& operator-=(const Decimal& other) { return *this = *this - other; }

    // The same number at another scale; the named rounding is applied where digits go.
    Decimal rounded(int scale, Rounding rounding) const;
    // The same number with no trailing zero in its fraction: the canonical form (0 has scale 0).
    Decimal normalized() const;

    std::strong_ordering operator<=>(const Decimal& other) const;
    bool operator==(const Decimal& other) const { return (*this <=> other) == 0; }

    // Digits as held: Decimal(150, 2) is "1.50".
    std::string text() const;

private:
    int128 coefficient_ = 0;
    int scale_ = 0;
};

}  // namespace tieout
