#include "verify/spill_file.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"

namespace tieout::verify {
namespace {

// As it stands before the record's bytes.
struct Header {
    std::uint64_t number = 0;
    std::uint32_t size = 0, key_size = 0;
    std::uint32_t kind = 0, side = 0;
};

}  // namespace

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
    file_.write(buffer_);
    buffer_.clear();
}

void SpillFile::seal() {
    write_out();
    std::string().swap(buffer_);
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
        const std::size_t got = file_.read(buffer_.data() + have, buffer_.size() - have);
        buffer_.resize(have + got);
        if (got == 0) return false;
    }
    return true;
}

}  // namespace tieout::verify
