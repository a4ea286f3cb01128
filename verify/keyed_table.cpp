#include "verify/keyed_table.h"

#include <algorithm>
#include <cstring>

namespace tieout::verify {
namespace {

// A node of std::map with its key and figure, beside a key too long to stand in it.
constexpr std::size_t node_bytes = 32 + sizeof(std::pair<const std::string, std::uint64_t>) + 16;

}  // namespace

KeyedTable::~KeyedTable() {
    release_rows();
}

KeyedTable::Row* KeyedTable::find(const Digest& digest, std::string_view key) const {
    if (slots_.empty()) return nullptr;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = digest.low & mask; slots_[at].row != nullptr; at = (at + 1) & mask)
        if (slots_[at].hash == digest.low && slots_[at].row->key() == key) return slots_[at].row;
    return nullptr;
}

void KeyedTable::fetch_place(const Digest& digest) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[digest.low & (slots_.size() - 1)]);
}

void KeyedTable::fetch_row(const Digest& digest) const {
    if (slots_.empty()) return;
    constexpr std::size_t line_bytes = 64, slots_a_line = line_bytes / sizeof(Slot);
    constexpr std::size_t row_bytes = 3 * line_bytes;  // of most rows
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = digest.low & mask;
    for (std::size_t step = 0; slots_[at].hash != digest.low; at = (at + 1) & mask)
        if (slots_[at].row == nullptr || ++step == slots_a_line) return;
    const char* const row = reinterpret_cast<const char*>(slots_[at].row);
    for (std::size_t at_byte = 0; at_byte < row_bytes; at_byte += line_bytes)
        __builtin_prefetch(row + at_byte);
}

void KeyedTable::wait(SideName side, const Digest& digest, std::string_view key,
                      std::string_view fields) {
    add(digest, key, fields, {},
        side == SideName::source ? State::source_waits : State::target_waits);
}

void KeyedTable::keep_changed(const Digest& digest, std::string_view key,
                              std::string_view source_fields, std::string_view target_fields) {
    add(digest, key, source_fields, target_fields, State::changed);
}

KeyedTable::Row* KeyedTable::add(const Digest& digest, std::string_view key,
                                 std::string_view fields, std::string_view more_fields,
                                 State state) {
    if (rows_ * 4 >= slots_.size() * 3) grow();
    const std::size_t target_at = key.size() + fields.size();
    const std::size_t size = target_at + more_fields.size();
    char* const place = store_.take(sizeof(Row) + size);
    Row* const row =
        new (place) Row{static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(key.size()),
                        static_cast<std::uint32_t>(target_at), state};
    char* to = place + sizeof(Row);
    for (const std::string_view part : {key, fields, more_fields}) {
        if (!part.empty()) std::memcpy(to, part.data(), part.size());
        to += part.size();
    }
    insert({digest.low, row});
    ++rows_;
    return row;
}

void KeyedTable::remove(const Digest& digest, Row* row) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = digest.low & mask;
    while (slots_[at].row != row)
        at = (at + 1) & mask;
    erase(at);
    store_.give_back(reinterpret_cast<char*>(row), sizeof(Row) + row->size);
}

void KeyedTable::insert(const Slot& slot) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = slot.hash & mask;
    while (slots_[at].row != nullptr)
        at = (at + 1) & mask;
    slots_[at] = slot;
}

// Closes the gap behind, so that no search ends early and no tombstones gather.
void KeyedTable::erase(std::size_t gap) {
    const std::size_t mask = slots_.size() - 1;
    slots_[gap] = {};
    --rows_;
    for (std::size_t at = (gap + 1) & mask; slots_[at].row != nullptr; at = (at + 1) & mask) {
        const std::size_t home = slots_[at].hash & mask;
        if (((at - home) & mask) < ((at - gap) & mask)) continue;
        slots_[gap] = slots_[at];
        slots_[at] = {};
        gap = at;
    }
}

void KeyedTable::grow() {
    PageVector<Slot> old(std::max<std::size_t>(slots_.size() * 2, 16));
    old.swap(slots_);
    for (const Slot& slot : old)
        if (slot.row != nullptr) insert(slot);
}

void KeyedTable::add_copies(SideName side, std::string_view key, std::uint64_t more) {
    Copies& copies = copies_[index_of(side)];
    auto at = copies.find(key);
    if (at == copies.end()) {
        at = copies.emplace(std::string(key), 0).first;
        copies_bytes_ += node_bytes + key.size();
    }
    at->second += more;
}

std::size_t KeyedTable::bytes() const {
    return store_.bytes() + slots_.capacity() * sizeof(Slot) + seen_[0].bytes() + seen_[1].bytes() +
           copies_bytes_;
}

void KeyedTable::release_rows() {
    for (const Slot& slot : slots_)
        if (slot.row != nullptr && RowStore::is_large(sizeof(Row) + slot.row->size))
            store_.give_back(reinterpret_cast<char*>(slot.row), sizeof(Row) + slot.row->size);
}

void KeyedTable::clear() {
    release_rows();
    PageVector<Slot>().swap(slots_);
    rows_ = 0;
    copies_bytes_ = 0;
    store_ = RowStore();
    for (KeySet& seen : seen_)
        seen = KeySet();
    for (Copies& copies : copies_)
        copies.clear();
}

}  // namespace tieout::verify
