// Completion for bash: commands, then the flags of the command; anything else is a file.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace tieout::cli {

std::string bash_completion(const CLI::App& program);

}  // namespace tieout::cli
