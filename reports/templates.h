// The files of reports/templates/, as they were when the program was built.
#pragma once

#include <string_view>

namespace tieout::reports {

// Empty where there is no such file.
std::string_view template_text(std::string_view name);

}  // namespace tieout::reports
