// Which of two keys comes first, where that is plain to see: a guess at the order in which servers
// send rows, on which nothing but speed rests.
#pragma once

#include <compare>
#include <string_view>

namespace tieout::verify {

// Of two canonical keys of one tie, column by column: whole numbers, days and moments by value,
// texts by their bytes. Unordered where a column is of another kind, NULL, or cannot be read.
std::partial_ordering compare_keys(std::string_view a, std::string_view b);

}  // namespace tieout::verify
