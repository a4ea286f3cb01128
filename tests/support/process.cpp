#include "tests/support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace tieout::tests {
namespace {

std::string take(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void redirect(int to, const std::string& file, int flags) {
    const int opened = open(file.c_str(), flags, 0600);
    if (opened < 0 || dup2(opened, to) < 0) _exit(126);
}

[[noreturn]] void become(const Command& command, const std::string& outputs) {
    redirect(0, "/dev/null", O_RDONLY);
    redirect(1, outputs + "/out", O_WRONLY | O_CREAT);
    redirect(2, outputs + "/err", O_WRONLY | O_CREAT);
    for (const auto& [name, value] : command.with)
        setenv(name.c_str(), value.c_str(), 1);
    if (!command.folder.empty() && chdir(command.folder.c_str()) != 0) _exit(126);
    std::vector<char*> words;
    for (const auto& word : command.words)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    execvp(words[0], words.data());
    _exit(127);
}

// Killed at the limit.
int wait_for(pid_t child, std::chrono::milliseconds limit) {
    pollfd end{static_cast<int>(syscall(SYS_pidfd_open, child, 0)), POLLIN, 0};
    if (end.fd < 0) throw std::runtime_error("cannot wait: " + std::string(std::strerror(errno)));
    int ended = 0;
    do
        ended = poll(&end, 1, static_cast<int>(limit.count()));
    while (ended < 0 && errno == EINTR);
    if (ended == 0) kill(child, SIGKILL);
    close(end.fd);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Outcome run(const Command& command) {
    std::string outputs = (std::filesystem::temp_directory_path() / "tieout-run-XXXXXX").string();
    if (mkdtemp(outputs.data()) == nullptr)
        throw std::runtime_error("no temporary folder at " + outputs);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("cannot fork: " + std::string(std::strerror(errno)));
    if (child == 0) become(command, outputs);
    Outcome outcome;
    outcome.exit = wait_for(child, command.limit);
    outcome.out = take(outputs + "/out");
    outcome.err = take(outputs + "/err");
    std::filesystem::remove_all(outputs);
    if (outcome.exit == 127 && outcome.out.empty() && outcome.err.empty())
        throw std::runtime_error("no program '" + command.words.at(0) + "'");
    return outcome;
}

std::string text(const Command& command) {
    std::string line;
    for (const auto& word : command.words) {
        const bool plain =
            !word.empty() && word.find_first_of(" \t\n'\"$\\*?;|&<>()") == std::string::npos;
        line += (line.empty() ? "" : " ") + (plain ? word : "'" + word + "'");
    }
    return line;
}

}  // namespace tieout::tests
