// A program run as a user would run it: words in, exit code and both outputs out.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tieout::tests {

struct Outcome {
    int exit = 0;  // 128 + the signal's number where one ended it, as a shell says
    std::string out, err;
};

struct Command {
    std::vector<std::string> words;             // the program first; found by PATH
    std::filesystem::path folder{};             // where it runs; empty: here
    std::map<std::string, std::string> with{};  // put into its environment; all else is inherited
    std::chrono::seconds limit{300};            // then it is killed: exit 137
};

// Throws std::runtime_error where the program could not be started.
Outcome run(const Command& command);

// What a shell would need to run it again: for the messages of failed tests.
std::string text(const Command& command);

}  // namespace tieout::tests
