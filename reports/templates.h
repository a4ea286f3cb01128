// The files of reports/templates/, as they were when the program was built.
#pragma once

#include <string_view>

namespace tieout::reports {

// What a page's policy calls a script of that name: 'sha256-…', with its quotes.
std::string_view script_hash(std::string_view name);

// Empty where there is no such file.
std::string_view template_text(std::string_view name);

}  // namespace tieout::reports
