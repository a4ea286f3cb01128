// Numbers as the source's billing engine reads them from text, and the one division that it needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/decimal.h"

namespace tieout::verify::forecast::source {

// The number at the front of the text (blanks, sign, digits, fraction, exponent), the rest dropped;
// 0 where there is none. Half up to 12 digits of fraction. nullopt: 10^9 or more, which is no price
// and no quantity.
std::optional<Decimal> leading_number(std::string_view text);

// Half up to 12 digits of fraction: a quotient has no end, and what is beyond the twelfth digit is
// beyond the doubles of the source too. `by` is above 0.
Decimal quotient(const Decimal& number, std::int64_t by);

}  // namespace tieout::verify::forecast::source
