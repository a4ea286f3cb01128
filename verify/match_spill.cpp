// The problem: what waits and what was seen may be more than memory has room for.
//
// The idea: keys are divided into 64 parts by the high bits of their digests. When memory is full
// the part that holds most goes to a file, and from then on all that comes to it: rows that wait,
// rows whose key must be counted, pairs that differ. When the sides have ended, each file is read
// from its beginning into a matcher of its own, which sees the same things in the same order as
// this one would have, and may divide them by the next bits. So a key is judged in one place, by
// all its rows, and what is told is the same. Rows that stand head against head still meet without
// any part, as long as neither's key must be looked up.
//
// What it costs: what goes to disk is written and read once for each time that it is divided, in
// blocks; nothing is sought.
#include <algorithm>
#include <cstring>
#include <utility>

#include "verify/match.h"

namespace tieout::verify {
namespace {

// 64 parts of 64 parts … of the rows that still do not fit are held: they are of few keys.
constexpr unsigned deepest = 5;

void append_seen(const KeyedTable& table, SideName side, SpillFile& file) {
    std::string digests;
    const auto write = [&] {
        file.append({SpillRecord::Kind::seen, side, 0, 0, digests});
        digests.clear();
    };
    constexpr std::size_t in_one_record = 16 << 10;
    table.seen(side).for_each([&](const Digest& key) {
        digests.append(reinterpret_cast<const char*>(&key), sizeof key);
        if (digests.size() >= in_one_record) write();
    });
    if (!digests.empty()) write();
}

void append_row(const KeyedTable::Row& row, SpillFile& file) {
    using State = KeyedTable::State;
    const bool changed = row.state == State::changed;
    const SideName side = row.state == State::target_waits ? SideName::target : SideName::source;
    file.append({changed ? SpillRecord::Kind::changed : SpillRecord::Kind::row, side, row.key_size,
                 row.target_at, row.bytes()});
}

}  // namespace

void Matcher::make_room() {
    const auto smaller = [](const Part& a, const Part& b) {
        return a.table.bytes() < b.table.bytes();
    };
    while (held_ + runs_[0].bytes() + runs_[1].bytes() > memory_ && level_ < deepest) {
        Part& largest = *std::max_element(&parts_[0], &parts_[0] + parts, smaller);
        if (largest.table.bytes() == 0) return;
        spill(largest);
    }
}

void Matcher::spill(Part& part) {
    part.file = std::make_unique<SpillFile>();
    for (const SideName side : {SideName::source, SideName::target}) {
        append_seen(part.table, side, *part.file);
        for (const auto& [key, more] : part.table.copies(side))
            part.file->append({SpillRecord::Kind::copies, side, 0, more, key});
    }
    part.table.for_each([&part](const KeyedTable::Row& row) { append_row(row, *part.file); });
    held_ -= part.table.bytes();
    part.table.clear();
}

void Matcher::take_back(SpillFile& file) {
    Matcher again(keys_[0], keys_[1], differences_, memory_, level_ + 1);
    std::vector<SpillRecord> records;
    while (file.next(records))
        again.take(records);
    counts_ += again.finish();
    spilled_ += file.size() + again.spilled_;
}

void Matcher::take(const std::vector<SpillRecord>& records) {
    std::vector<Digest> digests(records.size());
    for (std::size_t i = 0; i < records.size(); ++i)
        if (records[i].kind == SpillRecord::Kind::row)
            digests[i] = Digest::of(records[i].bytes.substr(0, records[i].key_size));
    for (std::size_t i = 0; i < records.size(); ++i) {
        look_ahead(digests, i);
        take(records[i], digests[i]);
    }
}

// `digest`: the key's, of a row.
void Matcher::take(const SpillRecord& record, const Digest& digest) {
    const std::string_view key = record.bytes.substr(0, record.key_size);
    switch (record.kind) {
        case SpillRecord::Kind::row: {
            const CanonicalRow row{record.bytes, record.key_size};
            if (!meets(record.side, row, digest)) wait(record.side, row, digest);
            return;
        }
        case SpillRecord::Kind::counted:
            return add(record.side, {record.bytes, record.key_size});
        case SpillRecord::Kind::changed:
            keep_changed(Digest::of(key), key,
                         record.bytes.substr(key.size(), record.number - key.size()),
                         record.bytes.substr(record.number));
            return make_room();
        case SpillRecord::Kind::copies:
            return add_copies(record.side, record.bytes, record.number,
                              part_of(Digest::of(record.bytes)));
        case SpillRecord::Kind::seen:
            return see_all(record.side, record.bytes);
    }
}

void Matcher::see_all(SideName side, std::string_view digests) {
    for (; !digests.empty(); digests.remove_prefix(sizeof(Digest))) {
        Digest key;
        std::memcpy(&key, digests.data(), sizeof key);
        Part& part = part_of(key);
        if (part.file)
            part.file->append({SpillRecord::Kind::seen, side, 0, 0, digests.substr(0, sizeof key)});
        else
            change(part, [&](KeyedTable& table) { table.see(side, key); });
    }
    make_room();
}

std::size_t Matcher::bytes() const {
    std::size_t bytes = held_ + runs_[0].bytes() + runs_[1].bytes() + parts * sizeof(Part);
    for (std::size_t i = 0; i < parts; ++i)
        if (parts_[i].file) bytes += parts_[i].file->buffer_bytes();
    return bytes;
}

std::uint64_t Matcher::spilled_bytes() const {
    std::uint64_t bytes = spilled_;
    for (std::size_t i = 0; i < parts; ++i)
        if (parts_[i].file) bytes += parts_[i].file->size();
    return bytes;
}

}  // namespace tieout::verify
