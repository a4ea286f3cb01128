// A running sum of exact numbers: one addition a number where its digits are few.
#pragma once

#include <array>
#include <cstdint>

#include "base/decimal.h"

namespace tieout::verify {

class ExactSum {
public:
    // coefficient × 10^-scale. Throws Error(Fault::data) beyond 38 digits, as Decimal does.
    void add(std::int64_t coefficient, int scale) {
        const auto up = static_cast<unsigned>(scale_ - scale);
        if (up >= powers || !is_small(coefficient_)) [[unlikely]]
            return add_exactly(Decimal(coefficient, scale));
        coefficient_ += int128{coefficient} * power_of_ten[up];
    }
    void add(const Decimal& number) {
        const auto few = static_cast<std::int64_t>(number.coefficient());
        few == number.coefficient() ? add(few, number.scale()) : add_exactly(number);
    }
    Decimal total() const { return Decimal(coefficient_, scale_).normalized(); }

private:
    static constexpr unsigned powers = 8;
    static constexpr std::array<std::int64_t, powers> power_of_ten = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};
    // Within 2^100: far enough from 10^38 that no single addition gets there.
    static bool is_small(int128 number) {
        constexpr std::int64_t small = std::int64_t{1} << 36;
        const auto upper = static_cast<std::int64_t>(number >> 64);
        return upper < small && upper >= -small;
    }

    int128 coefficient_ = 0;
    int scale_ = 0;

    // Takes over the larger scale, so that a column of amounts settles on its own.
    void add_exactly(const Decimal& number) {
        const Decimal sum = Decimal(coefficient_, scale_) + number;
        coefficient_ = sum.coefficient();
        scale_ = sum.scale();
    }
};

}  // namespace tieout::verify
