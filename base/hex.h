// Bytes as people and other programs write them.
#pragma once

#include <string>
#include <string_view>

namespace tieout {

// Two lower-case hexadecimal digits a byte.
std::string hex(std::string_view bytes);

}  // namespace tieout
