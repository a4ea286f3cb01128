#include "cutover/archive_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace tieout::cutover {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void fail(const fs::path& path, const char* what) {
    throw Error(Fault::disk, fmt::format("cannot {} {}: {}; make room, or name another folder "
                                         "with --into",
                                         what, path.string(), std::strerror(errno)));
}

// One call for thousands of pages: all that its file system has not yet written.
void all_to_disk(const fs::path& folder) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = opened >= 0 && ::syncfs(opened) == 0;
    const int why = errno;
    if (opened >= 0) ::close(opened);
    errno = why;
    if (!done) fail(folder, "write");
}

}  // namespace

ArchiveFolder::ArchiveFolder(fs::path into) : into_(std::move(into)) {
    if (into_.filename().empty()) into_ = into_.parent_path();
    std::error_code unknown;
    if (fs::exists(fs::symlink_status(into_, unknown)))
        throw Error(Fault::usage, into_.string() +
                                      " is there already: an archive is never written over; name "
                                      "another folder with --into");
    std::string name = into_.string() + ".part-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) fail(into_, "make");
    beside_ = name;
}

ArchiveFolder::~ArchiveFolder() {
    std::error_code ignored;
    if (!beside_.empty()) fs::remove_all(beside_, ignored);
}

void ArchiveFolder::commit() {
    using fs::perms;
    for (const auto& entry : fs::recursive_directory_iterator(beside_))
        if (!entry.is_directory())
            fs::permissions(entry, perms::owner_read, fs::perm_options::replace);
    all_to_disk(beside_);
    if (::rename(beside_.c_str(), into_.c_str()) != 0) fail(into_, "make");
    beside_.clear();
    all_to_disk(into_);
}

}  // namespace tieout::cutover
