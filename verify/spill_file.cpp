#include "verify/spill_file.h"

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

bool SpillFile::next(std::vector<SpillRecord>& records) {
    records.clear();
    buffer_.erase(0, at_);
    at_ = 0;
    for (SpillRecord record; records.empty() && read_block();)
        while (parse(record))
            records.push_back(record);
    if (records.empty() && !buffer_.empty())
        throw Error(Fault::internal, "a temporary file ends within a record");
    return !records.empty();
}

bool SpillFile::read_block() {
    const std::size_t have = buffer_.size();
    buffer_.resize(have + block);
    const std::size_t got = file_.read(buffer_.data() + have, block);
    buffer_.resize(have + got);
    return got > 0;
}

bool SpillFile::parse(SpillRecord& record) {
    const std::string_view rest = std::string_view(buffer_).substr(at_);
    Header header;
    if (rest.size() < sizeof header) return false;
    std::memcpy(&header, rest.data(), sizeof header);
    if (rest.size() - sizeof header < header.size) return false;
    record.kind = static_cast<SpillRecord::Kind>(header.kind);
    record.side = static_cast<SideName>(header.side);
    record.key_size = header.key_size;
    record.number = header.number;
    record.bytes = rest.substr(sizeof header, header.size);
    at_ += sizeof header + header.size;
    return true;
}

}  // namespace tieout::verify
