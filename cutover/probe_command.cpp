#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/error.h"
#include "cutover/question.h"

namespace tieout::cutover {
namespace {

using rules::CommandProbe;

constexpr std::size_t most_output = 1 << 20;  // more of it is read, and not kept
constexpr int tick_ms = 10;

class Descriptor {
public:
    Descriptor() = default;
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    void close() {
        if (number >= 0) ::close(number);
        number = -1;
    }
    int number = -1;
};

// What posix_spawn is told: nothing on standard input, standard output to us, standard error to
// nobody (it may hold a secret), no file of ours, a process group of its own.
class Plan {
public:
    Plan(const std::filesystem::path& folder, int output) {
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, output, 1);
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&actions, 3);
        if (!folder.empty()) posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
        // The thread that watches for Ctrl-C has it blocked in all others; the program shall not.
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes, &none);
        // And what we ignore ends it.
        sigset_t pipe_signal;
        sigemptyset(&pipe_signal);
        sigaddset(&pipe_signal, SIGPIPE);
        posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~Plan() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    Plan(const Plan&) = delete;
    Plan& operator=(const Plan&) = delete;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
};

// A program while it runs. What it started and did not wait for ends with it: it is a probe, and
// leaves nothing behind.
class Running {
public:
    Running(const CommandProbe& probe, const std::filesystem::path& folder) {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
            throw Error(Fault::internal, std::string("no pipe: ") + std::strerror(errno));
        output_.number = ends[0];
        Descriptor theirs;
        theirs.number = ends[1];
        // Only our end shall not block.
        fcntl(theirs.number, F_SETFL, 0);
        std::vector<char*> words;
        for (const std::string& word : probe.run)
            words.push_back(const_cast<char*>(word.c_str()));
        words.push_back(nullptr);
        const Plan plan(folder, theirs.number);
        const int fault =
            posix_spawnp(&child_, words[0], &plan.actions, &plan.attributes, words.data(), environ);
        if (fault != 0) {
            child_ = -1;
            throw Error(Fault::usage,
                        "`" + probe.run.front() + "` cannot be run: " + std::strerror(fault));
        }
    }
    ~Running() { kill_all(); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    // False: its time was over, or we were stopped, and it was killed.
    bool wait(const Question& question) {
        while (!has_ended()) {
            if (question.stopped() || std::chrono::steady_clock::now() >= question.until) {
                kill_all();
                return false;
            }
            pollfd readable{output_.number, POLLIN, 0};
            // Of a pipe that it has closed there is nothing to wait for.
            const bool open = output_.number >= 0;
            poll(&readable, open ? 1 : 0, tick_ms);
            read_some();
        }
        read_some();
        kill_group();
        return true;
    }
    int status() const { return status_; }
    const std::string& output() const { return read_; }

private:
    // Seen, and not yet taken away: until then its group's number belongs to nobody else.
    bool has_ended() const {
        siginfo_t info{};
        return waitid(P_PID, static_cast<id_t>(child_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
               info.si_pid == child_;
    }
    // At most 256 KiB, which is more than a pipe holds: a program that never stops printing shall
    // not keep us from its time limit.
    void read_some() {
        char buffer[4096];
        for (int times = 0; times < 64 && output_.number >= 0; ++times) {
            const ssize_t size = read(output_.number, buffer, sizeof buffer);
            if (size == 0) output_.close();
            if (size <= 0) return;
            const std::size_t room = most_output - read_.size();
            read_.append(buffer, std::min(static_cast<std::size_t>(size), room));
        }
    }
    void kill_group() {
        kill(-child_, SIGKILL);
        waitpid(child_, &status_, 0);
        child_ = -1;
    }
    void kill_all() {
        if (child_ > 0) kill_group();
    }

    pid_t child_ = -1;
    int status_ = 0;
    Descriptor output_;
    std::string read_;
};

}  // namespace

// What it printed is not shown: a program may print a secret.
Answer ask(const CommandProbe& probe, Question& question) {
    Running running(probe, question.folder);
    if (!running.wait(question)) {
        if (question.stopped()) throw Error(Fault::interrupted, "interrupted while it ran");
        return {false, question.too_late().sentence + ", and was killed"};
    }
    if (WIFSIGNALED(running.status()))
        return {false, "was ended by signal " + std::to_string(WTERMSIG(running.status()))};
    const int exit = WEXITSTATUS(running.status());
    if (exit != probe.exit)
        return {false,
                "exits with " + std::to_string(exit) + ", expected " + std::to_string(probe.exit)};
    if (running.output().find(probe.output) == std::string::npos)
        return {false, "exits with " + std::to_string(exit) + ", but its output does not hold " +
                           in_backticks(probe.output)};
    return {true, "exits with " + std::to_string(exit)};
}

}  // namespace tieout::cutover
