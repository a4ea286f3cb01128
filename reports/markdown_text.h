// Text in Markdown that is nothing but text.
#pragma once

#include <string>

namespace tieout::reports {

// On one line, fit for a table, invisible characters shown; what is longer than 300 characters is
// cut, and said so.
std::string markdown_text(const std::string& text);

}  // namespace tieout::reports
