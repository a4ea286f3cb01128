#include "verify/spill_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"

namespace tieout::verify {
namespace {

// As it stands before the record's bytes.
struct Header {
    std::uint64_t number = 0;
    std::uint32_t size = 0, key_size = 0;
    std::uint32_t kind = 0, side = 0;
};

[[noreturn]] void fail(const std::string& what, const std::string& folder) {
    const std::string why = std::strerror(errno);
    throw Error(Fault::disk,
                "Rows that wait for their partner do not fit into --memory, and a temporary file "
                "in " +
                    folder + " cannot be " + what + ": " + why +
                    ". Set TMPDIR to a folder with room, or raise --memory.");
}

}  // namespace

SpillFile::SpillFile() {
    const char* const named = std::getenv("TMPDIR");
    folder_ = named != nullptr && *named != '\0' ? named : "/tmp";
    std::string name = folder_ + "/tieout-waiting-XXXXXX";
    file_ = mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) fail("made", folder_);
    unlink(name.c_str());
}

SpillFile::~SpillFile() {
    if (file_ >= 0) close(file_);
}

void SpillFile::append(const SpillRecord& record) {
    Header header;
    header.number = record.number;
    header.size = static_cast<std::uint32_t>(record.bytes.size());
    header.key_size = record.key_size;
    header.kind = static_cast<std::uint32_t>(record.kind);
    header.side = static_cast<std::uint32_t>(record.side);
    buffer_.append(reinterpret_cast<const char*>(&header), sizeof header);
    buffer_.append(record.bytes);
    if (buffer_.size() >= block) write_out();
}

void SpillFile::write_out() {
    for (std::size_t done = 0; done < buffer_.size();) {
        const ssize_t wrote = write(file_, buffer_.data() + done, buffer_.size() - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) fail("written", folder_);
        done += static_cast<std::size_t>(wrote);
    }
    written_ += buffer_.size();
    buffer_.clear();
}

void SpillFile::seal() {
    write_out();
    std::string().swap(buffer_);
    if (lseek(file_, 0, SEEK_SET) < 0) fail("read", folder_);
}

bool SpillFile::next(SpillRecord& record) {
    Header header;
    if (!fetch(sizeof header)) return false;
    std::memcpy(&header, buffer_.data() + at_, sizeof header);
    at_ += sizeof header;
    if (!fetch(header.size)) throw Error(Fault::internal, "a temporary file ends within a record");
    record.kind = static_cast<SpillRecord::Kind>(header.kind);
    record.side = static_cast<SideName>(header.side);
    record.key_size = header.key_size;
    record.number = header.number;
    record.bytes = std::string_view(buffer_).substr(at_, header.size);
    at_ += header.size;
    return true;
}

bool SpillFile::fetch(std::size_t bytes) {
    if (buffer_.size() - at_ >= bytes) return true;
    buffer_.erase(0, at_);
    at_ = 0;
    while (buffer_.size() < bytes) {
        const std::size_t have = buffer_.size();
        buffer_.resize(std::max(bytes, have + block));
        const ssize_t got = read(file_, buffer_.data() + have, buffer_.size() - have);
        buffer_.resize(have + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0 && errno != EINTR) fail("read", folder_);
        if (got == 0) return false;
    }
    return true;
}

}  // namespace tieout::verify
