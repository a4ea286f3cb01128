// Fixed rows that a pack writes down itself: a list of maps, or a file with a header line,
// comma-separated.
#pragma once

#include "verify/tie.h"

namespace tieout::verify {

// `node`: [{code: EUR, name: Euro}, …] (a key that a row lacks is NULL), or the name of a CSV file
// of the pack (an empty unquoted cell is NULL).
LiteralRows read_literal_rows(const rules::Yaml& node, const rules::Pack& pack);

LiteralRows parse_csv(const std::string& text);

}  // namespace tieout::verify
