#include "tests/support/started.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;

fs::path new_file() {
    std::string name = (fs::temp_directory_path() / "tieout-out-XXXXXX").string();
    const int file = mkstemp(name.data());
    if (file < 0) throw std::runtime_error("no temporary file at " + name);
    close(file);
    return name;
}

// A test that runs in a shell's background would hand on an ignored Ctrl-C.
void take_signals_again() {
    signal(SIGINT, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become(const Command& command, const fs::path& out, int err) {
    take_signals_again();
    const int nothing = open("/dev/null", O_RDONLY), file = open(out.c_str(), O_WRONLY);
    if (dup2(nothing, 0) < 0 || dup2(file, 1) < 0 || dup2(err, 2) < 0) _exit(126);
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

}  // namespace

Started::Started(const Command& command)
    : command_(command),
      out_(new_file()),
      limit_(std::chrono::steady_clock::now() + command.limit) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    child_ = fork();
    if (child_ < 0) throw std::runtime_error("cannot fork");
    if (child_ == 0) become(command_, out_, ends[1]);
    close(ends[1]);
    err_ = ends[0];
}

Started::~Started() {
    if (child_ > 0) {
        kill(child_, SIGKILL);
        waitpid(child_, nullptr, 0);
    }
    close(err_);
    fs::remove(out_);
}

// False at the end of what it writes. Past its limit the program is killed, which ends that too.
bool Started::read_some() {
    pollfd wanted{err_, POLLIN, 0};
    while (poll(&wanted, 1, 100) == 0)
        if (std::chrono::steady_clock::now() > limit_) send(SIGKILL);
    char bytes[4096];
    const ssize_t got = read(err_, bytes, sizeof bytes);
    if (got > 0) read_.append(bytes, static_cast<std::size_t>(got));
    return got > 0;
}

bool Started::wait_for(std::string_view beginning) {
    while (true) {
        const std::size_t end = read_.find('\n', looked_at_);
        if (end == std::string::npos) {
            if (!read_some()) return false;
            continue;
        }
        const std::string_view line(read_.data() + looked_at_, end - looked_at_);
        looked_at_ = end + 1;
        if (line.substr(0, beginning.size()) == beginning) return true;
    }
}

bool Started::runs() const {
    siginfo_t ended{};
    return waitid(P_PID, static_cast<id_t>(child_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           ended.si_pid == 0;
}

void Started::send(int signal) const {
    kill(child_, signal);
}

Outcome Started::end() {
    while (read_some()) {
    }
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = -1;
    std::ifstream out(out_, std::ios::binary);
    return {WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status),
            {std::istreambuf_iterator<char>(out), {}},
            read_};
}

}  // namespace tieout::tests
