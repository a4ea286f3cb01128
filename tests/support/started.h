// A program while it runs. Its standard error is read line by line, so that a signal can be sent at
// a moment that the program itself named.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "tests/support/process.h"

namespace tieout::tests {

class Started {
public:
    explicit Started(const Command& command);  // throws std::runtime_error
    ~Started();                                // kills what still runs
    Started(const Started&) = delete;
    Started& operator=(const Started&) = delete;

    // Reads on until a line begins so; false where the program ended, or its limit was over,
    // before.
    bool wait_for(std::string_view beginning);
    void send(int signal) const;
    bool runs() const;
    // Waits for its end; killed at the limit.
    Outcome end();

private:
    bool read_some();

    Command command_;
    std::filesystem::path out_;
    pid_t child_ = -1;
    int err_ = -1;
    std::string read_;
    std::size_t looked_at_ = 0;
    std::chrono::steady_clock::time_point limit_;
};

}  // namespace tieout::tests
