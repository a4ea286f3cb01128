// A program made of commands: parses, runs one, turns an error into one line and an exit code.
#pragma once

#include <functional>
#include <string>

#include "cli/commands.h"

namespace CLI {
class App;
}

namespace tieout::cli {

int run_program(int argc, char** argv, const std::string& description,
                const std::function<void(CLI::App&, Outcome&)>& add_commands);

}  // namespace tieout::cli
