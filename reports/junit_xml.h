// Text as XML takes it.
#pragma once

#include <string>

namespace tieout::reports {

// XML 1.0 has no way to write most controls, not even as an entity: visible() makes words of them.
std::string xml_escaped(const std::string& text);

}  // namespace tieout::reports
