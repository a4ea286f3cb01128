// Rows and keys that found no room in memory, on disk until the sides have ended.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "verify/unnamed_file.h"
#include "verify/value.h"

namespace tieout::verify {

struct SpillRecord {
    enum class Kind : std::uint8_t {
        row,      // the first row of its key on its side
        counted,  // a row of whose key it is not known whether it is the first
        changed,  // key, source's fields, target's fields: they met and differ
        copies,   // `number` more rows of the key in `bytes`
        seen      // digests of keys that were seen, as they lie in memory
    };
    Kind kind = Kind::row;
    SideName side = SideName::source;
    std::uint32_t key_size = 0;
    std::uint64_t number = 0;  // changed: where the target's fields begin
    std::string_view bytes;    // read: good until the next are
};

class SpillFile {
public:
    // All of these throw Error(Fault::disk).
    void append(const SpillRecord& record);
    std::uint64_t size() const { return file_.size() + buffer_.size(); }
    std::size_t buffer_bytes() const { return buffer_.capacity(); }

    // After the last append: writes what is left and gives the buffer back.
    void seal();
    // After seal(): the next records, in the order in which they came; false at the end.
    bool next(std::vector<SpillRecord>& records);

private:
    static constexpr std::size_t block = 64 << 10;  // larger ones are written no faster

    UnnamedFile file_{"Rows that wait for their partner do not fit into --memory",
                      ", or raise --memory"};
    std::string buffer_;
    std::size_t at_ = 0;  // of what is read, in the buffer

    void write_out();
    bool read_block();
    // The record at at_, where all of it is in the buffer.
    bool parse(SpillRecord& record);
};

}  // namespace tieout::verify
