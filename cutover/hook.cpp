// The command is run by a shell that first waits for a line on its standard input: `go`. We write
// it when `before` has returned. A tieout that dies before that closes the pipe, and the shell ends
// without running anything.
#include "cutover/hook.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/error.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds tick{10};
constexpr std::size_t longest_line = 200;
constexpr const char* waits_for_go = R"(read -r go || exit 125; exec "$@" </dev/null)";

// Field 22 of /proc/PID/stat, counted behind the name, which may hold blanks and brackets.
std::uint64_t start_of(pid_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    const std::string line{std::istreambuf_iterator<char>(in), {}};
    const std::size_t name_ends = line.rfind(')');
    if (name_ends == std::string::npos) return 0;
    std::istringstream fields(line.substr(name_ends + 1));
    std::string field, state;
    fields >> state;
    if (state == "Z" || state == "X") return 0;
    for (int i = 4; i <= 22; ++i)
        fields >> field;
    return std::stoull(field);
}

bool is_program(const std::string& word, const fs::path& folder) {
    if (word.find('/') != std::string::npos)
        return ::access((fs::path(word).is_absolute() ? word : (folder / word).string()).c_str(),
                        X_OK) == 0;
    const char* path = std::getenv("PATH");
    std::istringstream places(path == nullptr ? "/usr/bin:/bin" : path);
    for (std::string place; std::getline(places, place, ':');)
        if (::access((fs::path(place) / word).c_str(), X_OK) == 0) return true;
    return false;
}

// What posix_spawn is told: the pipe on standard input, the log for what it prints, no file of
// ours, a group of its own, no signal held back.
class HookStart {
public:
    HookStart(const CommandOptions& options, int go) {
        posix_spawn_file_actions_init(&files);
        posix_spawnattr_init(&attributes);
        posix_spawn_file_actions_adddup2(&files, go, 0);
        posix_spawn_file_actions_addopen(&files, 1, options.log.c_str(),
                                         O_WRONLY | O_CREAT | O_APPEND, 0600);
        posix_spawn_file_actions_adddup2(&files, 1, 2);
        posix_spawn_file_actions_addclosefrom_np(&files, 3);
        posix_spawn_file_actions_addchdir_np(&files, options.folder.c_str());
        sigset_t none, defaults;
        sigemptyset(&none);
        sigemptyset(&defaults);
        sigaddset(&defaults, SIGPIPE);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &defaults);
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~HookStart() {
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
    }
    HookStart(const HookStart&) = delete;
    HookStart& operator=(const HookStart&) = delete;
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
};

pid_t start(const std::vector<std::string>& words, const CommandOptions& options, int go) {
    std::vector<std::string> all{"sh", "-c", waits_for_go, "sh"};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> pointers;
    for (std::string& word : all)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const HookStart how(options, go);
    pid_t child = -1;
    const int fault =
        posix_spawn(&child, "/bin/sh", &how.files, &how.attributes, pointers.data(), environ);
    if (fault != 0)
        throw Error(Fault::usage,
                    words_for_people(words) + " cannot be run: " + std::strerror(fault));
    return child;
}

CommandEnd wait_for(pid_t child, std::chrono::milliseconds within) {
    const auto until = Clock::now() + within;
    CommandEnd end;
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (Clock::now() < until) {
            std::this_thread::sleep_for(tick);
            continue;
        }
        end.too_late = true;
        kill(-child, SIGKILL);
        waitpid(child, &status, 0);
        break;
    }
    end.exit = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return end;
}

std::string last_line_behind(const fs::path& log, std::uintmax_t begin) {
    std::ifstream in(log, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(begin));
    std::string last;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) last = line;
    return last.substr(0, longest_line);
}

std::uintmax_t size_of(const fs::path& file) {
    std::error_code none;
    const auto size = fs::file_size(file, none);
    return none ? 0 : size;
}

}  // namespace

bool still_runs(const Child& child) {
    return child.pid > 0 && child.started != 0 && start_of(child.pid) == child.started;
}

bool wait_for_end(const Child& child, std::chrono::milliseconds within) {
    const auto until = Clock::now() + within;
    while (still_runs(child)) {
        if (Clock::now() >= until) return false;
        std::this_thread::sleep_for(tick);
    }
    return true;
}

CommandEnd run_command(const std::vector<std::string>& words, const CommandOptions& options) {
    if (!is_program(words.front(), options.folder))
        throw Error(Fault::usage, "`" + words.front() + "` is no program that can be run from " +
                                      options.folder.string());
    const std::uintmax_t before = size_of(options.log);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        throw Error(Fault::internal, std::string("no pipe: ") + std::strerror(errno));
    pid_t child = -1;
    try {
        child = start(words, options, ends[0]);
        if (options.before) options.before({child, start_of(child)});
    } catch (...) {
        ::close(ends[0]);
        ::close(ends[1]);
        if (child > 0) waitpid(child, nullptr, 0);
        throw;
    }
    ::close(ends[0]);
    const bool told = ::write(ends[1], "go\n", 3) == 3;
    ::close(ends[1]);
    CommandEnd end = wait_for(child, options.within);
    if (!told && !end.too_late)
        throw Error(Fault::internal, words_for_people(words) + " could not be started");
    end.last_line = last_line_behind(options.log, before);
    return end;
}

std::string words_for_people(const std::vector<std::string>& words) {
    std::string text = "`";
    for (const std::string& word : words)
        text += (text.size() == 1 ? "" : " ") + word;
    return text + "`";
}

}  // namespace tieout::cutover
