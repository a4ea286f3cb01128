// What one types: for the help of each command and for the man page. A case of
// tests/cases/readme runs each of them.
#pragma once

#include <string>
#include <vector>

namespace tieout::cli {

struct Example {
    const char* line;  // begins with "tieout"; SOURCE and TARGET stand for URLs
    const char* what;
};

// `command`: "gate", "cutover plan". Empty: a command that nobody knows, or that says all by its
// name.
const std::vector<Example>& examples_of(const std::string& command);

}  // namespace tieout::cli
