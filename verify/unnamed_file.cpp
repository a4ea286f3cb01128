#include "verify/unnamed_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace tieout::verify {

UnnamedFile::UnnamedFile(std::string why, std::string or_else)
    : why_(std::move(why)), or_else_(std::move(or_else)) {
    const char* const named = std::getenv("TMPDIR");
    folder_ = named != nullptr && *named != '\0' ? named : "/tmp";
    std::string name = folder_ + "/tieout-XXXXXX";
    file_ = mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) fail("made");
    unlink(name.c_str());
}

UnnamedFile::~UnnamedFile() {
    unmap();
    if (file_ >= 0) close(file_);
}

void UnnamedFile::write(std::string_view bytes) {
    unmap();
    while (!bytes.empty()) {
        const ssize_t wrote = pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) fail("written");
        size_ += static_cast<std::uint64_t>(wrote);
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
}

std::size_t UnnamedFile::read(char* into, std::size_t most) {
    ssize_t got = 0;
    do
        got = pread(file_, into, most, static_cast<off_t>(read_));
    while (got < 0 && errno == EINTR);
    if (got < 0) fail("read");
    read_ += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
}

std::string_view UnnamedFile::mapped() {
    if (map_ == nullptr && size_ > 0) {
        mapped_size_ = static_cast<std::size_t>(size_);
        map_ = mmap(nullptr, mapped_size_, PROT_READ, MAP_PRIVATE, file_, 0);
        if (map_ == MAP_FAILED) {
            map_ = nullptr;
            fail("read");
        }
    }
    return {static_cast<const char*>(map_), map_ == nullptr ? 0 : mapped_size_};
}

void UnnamedFile::unmap() {
    if (map_ != nullptr) munmap(map_, mapped_size_);
    map_ = nullptr;
}

void UnnamedFile::fail(const char* how) const {
    const std::string trouble = std::strerror(errno);
    throw Error(Fault::disk, why_ + ", and a temporary file in " + folder_ + " cannot be " + how +
                                 ": " + trouble + ". Set TMPDIR to a folder with room" + or_else_ +
                                 ".");
}

}  // namespace tieout::verify
