// Money and labels as people read them on a page (docs/packs.md, `html_table`).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"

namespace tieout::migrate {

// "$1,234.50", "€ 12,50", "(12.50)", "12.50 USD". nullopt: not money. `currency` are words in lower
// case.
std::optional<Decimal> money_text(std::string_view text, const std::vector<std::string>& currency);

// Every run of blanks as one, none at the ends. U+00A0 is a blank.
std::string one_line(std::string_view text);

// In lower case, without parentheses, percentages and signs behind: what words are compared with.
std::string label_text(std::string_view text);

}  // namespace tieout::migrate
