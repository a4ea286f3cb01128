// A command of the company while it runs. A tieout that is killed cannot leave one running unseen:
// it starts only when it has been written down who it is, and the next run waits for its end.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tieout::cutover {

// A process, told from another one that later has the same number.
struct Child {
    pid_t pid = 0;
    std::uint64_t started = 0;  // ticks since the machine booted, as /proc has it
};

bool still_runs(const Child& child);
// False: it still ran after `within`.
bool wait_for_end(const Child& child, std::chrono::milliseconds within);

struct CommandOptions {
    std::filesystem::path folder;  // where it runs
    std::filesystem::path log;     // what it prints is added there
    std::chrono::milliseconds within{0};
    // Called when the process is there and before the command runs in it; if it throws, or we die,
    // the command never runs. May be empty.
    std::function<void(const Child&)> before;
};

struct CommandEnd {
    int exit = 0;  // 128 + the signal's number where one ended it
    bool too_late = false;
    std::string last_line;  // that it printed, at most 200 bytes
};

// In a process group of its own: Ctrl-C and a terminal that goes away do not reach it. Beyond its
// time the group is killed. Throws Error(Fault::usage) where the program is not there.
CommandEnd run_command(const std::vector<std::string>& words, const CommandOptions& options);

// "`./freeze on`".
std::string words_for_people(const std::vector<std::string>& words);

}  // namespace tieout::cutover
