// The man page, of the commands and flags that there are.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace tieout::cli {

// roff, with the macros of man(7).
std::string man_page(const CLI::App& program);

}  // namespace tieout::cli
