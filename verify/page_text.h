// What people read on a page: money, and the words by which rows and columns are known
// (docs/packs.md, `html_table`).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"

namespace tieout::verify {

// "$1,234.50", "12,50 EUR", "(12.50)". `currency`: words in lower case. nullopt: no money.
std::optional<Decimal> read_money(std::string_view text, const std::vector<std::string>& currency);

// Blanks of all kinds, also U+00A0, as single blanks between words.
std::string single_spaced(std::string_view text);

// The text as it is compared with words of the pack.
std::string as_word(std::string_view text);

// `word` of the pack, "tax" or "tax*", fits `text` as as_word() makes it.
bool fits_word(std::string_view text, std::string_view word);

}  // namespace tieout::verify
