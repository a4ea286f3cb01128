#include "cycle/state_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/digest.h"
#include "base/error.h"

namespace tieout::cycle {
namespace fs = std::filesystem;
namespace {

void make_private_folder(const fs::path& folder) {
    if (fs::is_directory(folder)) return;
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw Error(Fault::disk, fmt::format("cannot create the state folder {}: {}",
                                             folder.string(), error.message()));
    ::chmod(folder.c_str(), 0700);
}

}  // namespace

StateFolder::StateFolder(fs::path root) : root_(std::move(root)) {
    make_private_folder(root_);
    const fs::path file = root_ / "lock";
    lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0)
        throw Error(
            Fault::disk,
            fmt::format("cannot write in the state folder {}: {}; name another with --state",
                        root_.string(), std::strerror(errno)));
    if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(lock_);
    throw Error(Fault::usage, fmt::format("another tieout is at work in {}; wait for its end, or "
                                          "name another folder with --state",
                                          root_.string()));
}

StateFolder::~StateFolder() {
    ::close(lock_);
}

fs::path StateFolder::cycle(int number) const {
    const fs::path folder = root_ / "cycles" / fmt::format("{:04}", number);
    make_private_folder(root_ / "cycles");
    make_private_folder(folder);
    return folder;
}

fs::path notes_folder(const fs::path& state, const std::string& target) {
    return state / "notes" / stable_id({target});
}

}  // namespace tieout::cycle
