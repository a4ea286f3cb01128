// One cell of a CSV file (RFC 4180) that a spreadsheet may open: what it would take for a formula
// (= + - @, tab, carriage return in front) gets an apostrophe in front, unless it is a number in a
// column that is no text.
#pragma once

#include <iosfwd>
#include <string_view>

namespace tieout::reports {

enum class Content { text, number };

void write_cell(std::ostream& out, std::string_view cell, Content content);

}  // namespace tieout::reports
