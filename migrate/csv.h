// Reads the small CSV files of fixed rows that a pack carries.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::migrate {

// RFC 4180: commas, quotes doubled inside quotes, LF or CRLF. A field that is empty and not quoted
// is NULL. Throws Error(Fault::usage) naming `file` and the line.
std::vector<std::vector<std::optional<std::string>>> parse_csv(std::string_view text,
                                                               const std::string& file);

}  // namespace tieout::migrate
