// The problem: two servers send the rows of one set of things, each in its own order, and we want
// every row that has no equal partner, without asking either server to sort and without holding a
// side in memory.
//
// The idea: a hash table of the rows that wait. A row that arrives looks for a row of the other
// side with its key. If there is one, both leave: equal or not, nothing more can be learned of
// them. If there is none, the row waits. What still waits when both sides have ended has no
// partner. The sides are read together (meet.cpp), so that what waits is how far the two orders
// drift apart: two tables in key order keep nobody waiting, two in opposite orders keep half of
// each.
//
// Equal means that the canonical bytes are equal. The digest of the key only finds the slot; keys
// are compared byte by byte, and so are fields, so that no collision can hide a difference or
// invent one.
//
// Why keys must be proved unique. The pair leaves as soon as it is there, and with it the memory
// that this key was seen. Were a row twice on both sides, its second copies would meet like the
// first, unseen; twice on one side, the second copy would look like a row without partner. So where
// the catalogue proves nothing, a set of key digests (16 bytes a key) remembers each side's keys.
// The second row of a key is then reported as a duplicate and takes no part in the matching. Which
// of the copies came first must not matter: for a key with copies neither "equal" nor "changed" is
// said, only "duplicate", and that there is no row at all on the other side, where that is so.
//
// What it costs: one probe a row, one copy of each row that waits, and memory for the drift. Where
// memory is to have a budget, rows that wait would be spilled in partitions by the high bits of the
// key's digest: `bytes()` is where a caller looks, and RowStore where it would begin.
#include "verify/match.h"

#include <cstring>

namespace tieout::verify {

struct Matcher::Waiting {
    std::uint32_t size, key_size;
    SideName side;
    // The row's bytes follow.
    char* data() { return reinterpret_cast<char*>(this + 1); }
    std::string_view bytes() { return {data(), size}; }
    std::string_view key() { return bytes().substr(0, key_size); }
    std::string_view fields() { return bytes().substr(key_size); }
};

namespace {

// Ids with as many gaps are remembered by their digests.
constexpr std::size_t most_runs = 16 << 20;

constexpr std::size_t nowhere = ~std::size_t{0};

}  // namespace

bool equal_fields(std::string_view a, std::string_view b) {
    if (a != b) return false;
    if (a.find('!') == std::string_view::npos) return true;
    while (!a.empty())
        if (take(a).is_unreadable()) return false;
    return true;
}

Matcher::Matcher(Keys source, Keys target, Differences& differences)
    : keys_{source, target},
      differences_(differences),
      slots_(1024),
      runs_{KeyRuns(most_runs), KeyRuns(most_runs)} {}

Matcher::~Matcher() {
    for (const Slot& slot : slots_)
        if (slot.row != nullptr) release(slot.row);
}

void Matcher::add(SideName side, const CanonicalBatch& batch) {
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const CanonicalRow row = batch.row(i);
        if (admits(side, row) && !meets(side, row)) wait(side, row);
    }
}

bool Matcher::admits_slowly(SideName side, const CanonicalRow& row) {
    if (row.null_key) {
        differences_.null_key(side, row.key(), row.fields());
        differences_.unequal(side, row.fields());
        return false;
    }
    if (!is_repeated(side, row)) return true;
    count_repeated(side, row);
    return false;
}

bool Matcher::is_repeated(SideName side, const CanonicalRow& row) {
    const std::size_t at = index_of(side);
    if (keys_[at] == Keys::proved_unique) return false;
    const KeyRuns::Seen seen = runs_[at].add(row.key());
    return seen == KeyRuns::Seen::unknown ? !seen_[at].add(row.key_digest)
                                          : seen == KeyRuns::Seen::again;
}

void Matcher::count_repeated(SideName side, const CanonicalRow& row) {
    auto& repeated = repeated_[index_of(side)];
    auto at = repeated.find(row.key());
    if (at == repeated.end()) at = repeated.emplace(std::string(row.key()), Repeated{}).first;
    ++at->second.rows;
    differences_.repeated(side, row.key(), row.fields());
    differences_.unequal(side, row.fields());
}

bool Matcher::meets(SideName side, const CanonicalRow& row) {
    const std::size_t slot = find(row);
    if (slot == nowhere) return false;
    Waiting* const partner = slots_[slot].row;
    if (partner->side == side) {
        // The catalogue promised that this cannot be; it is said all the same.
        count_repeated(side, row);
        return true;
    }
    if (equal_fields(partner->fields(), row.fields()))
        ++counts_.equal;
    else if (side == SideName::target)
        differ(row.key(), partner->fields(), row.fields());
    else
        differ(row.key(), row.fields(), partner->fields());
    erase(slot);
    release(partner);
    return true;
}

void Matcher::differ(std::string_view key, std::string_view source_fields,
                     std::string_view target_fields) {
    ++counts_.changed;
    differences_.unequal(SideName::source, source_fields);
    differences_.unequal(SideName::target, target_fields);
    const bool both_unique = keys_[0] == Keys::proved_unique && keys_[1] == Keys::proved_unique;
    if (both_unique)
        differences_.changed(key, source_fields, target_fields);
    else
        changed_.emplace(key, Changed{std::string(source_fields), std::string(target_fields)});
}

void Matcher::wait(SideName side, const CanonicalRow& row) {
    if (waiting_ * 4 >= slots_.size() * 3) grow();
    char* const place = store_.take(sizeof(Waiting) + row.bytes.size());
    auto* const waiting = new (place) Waiting{static_cast<std::uint32_t>(row.bytes.size()),
                                              static_cast<std::uint32_t>(row.key_size), side};
    std::memcpy(waiting->data(), row.bytes.data(), row.bytes.size());
    insert({row.key_digest.low, waiting});
    ++waiting_;
}

std::size_t Matcher::find(const CanonicalRow& row) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = row.key_digest.low & mask; slots_[at].row != nullptr;
         at = (at + 1) & mask)
        if (slots_[at].hash == row.key_digest.low && slots_[at].row->key() == row.key()) return at;
    return nowhere;
}

void Matcher::insert(const Slot& slot) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = slot.hash & mask;
    while (slots_[at].row != nullptr)
        at = (at + 1) & mask;
    slots_[at] = slot;
}

// Closes the gap behind, so that no search ends early and no tombstones gather.
void Matcher::erase(std::size_t gap) {
    const std::size_t mask = slots_.size() - 1;
    slots_[gap] = {};
    --waiting_;
    for (std::size_t at = (gap + 1) & mask; slots_[at].row != nullptr; at = (at + 1) & mask) {
        const std::size_t home = slots_[at].hash & mask;
        if (((at - home) & mask) < ((at - gap) & mask)) continue;
        slots_[gap] = slots_[at];
        slots_[at] = {};
        gap = at;
    }
}

void Matcher::release(Waiting* row) {
    store_.give_back(reinterpret_cast<char*>(row), sizeof(Waiting) + row->size);
}

void Matcher::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old)
        if (slot.row != nullptr) insert(slot);
}

// For a key with copies neither "equal" nor "changed" is said: which copy met the partner was
// chance.
void Matcher::finish_repeated(SideName side) {
    for (const auto& [key, repeated] : repeated_[index_of(side)]) {
        differences_.duplicate(side, key, repeated.rows);
        counts_.duplicate += repeated.rows - 1;
    }
}

MatchCounts Matcher::finish() {
    std::map<std::string_view, Waiting*>
        left;  // in key order: what is told must not follow the hash
    for (const Slot& slot : slots_)
        if (slot.row != nullptr) left.emplace(slot.row->key(), slot.row);
    std::map<std::string_view, int> copies;
    for (const auto& repeated : repeated_)
        for (const auto& [key, unused] : repeated)
            ++copies[key];
    for (const auto& [key, unused] : copies) {
        const auto changed = changed_.find(key);
        if (changed != changed_.end()) {
            changed_.erase(changed);
            --counts_.changed;
        } else if (left.find(key) == left.end()) {
            --counts_.equal;
        }
    }
    for (const auto& [key, fields] : changed_)
        differences_.changed(key, fields.source_fields, fields.target_fields);
    for (const auto& [key, row] : left) {
        ++(row->side == SideName::source ? counts_.source_alone : counts_.target_alone);
        differences_.unequal(row->side, row->fields());
        differences_.alone(row->side, key, row->fields());
    }
    finish_repeated(SideName::source);
    finish_repeated(SideName::target);
    return counts_;
}

std::size_t Matcher::bytes() const {
    return store_.bytes() + slots_.size() * sizeof(Slot);
}

}  // namespace tieout::verify
