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
// What it costs: one probe a row that is out of step, one copy of each row that waits, and memory
// for the drift.
#include "verify/match.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "verify/canonical.h"

namespace tieout::verify {
namespace {

SpillRecord row_record(SpillRecord::Kind kind, SideName side, const CanonicalRow& row) {
    return {kind, side, static_cast<std::uint32_t>(row.key_size), 0, row.bytes};
}

std::vector<const KeyedTable::Row*> in_key_order(const KeyedTable& table) {
    std::vector<const KeyedTable::Row*> rows;
    table.for_each([&rows](const KeyedTable::Row& row) { rows.push_back(&row); });
    std::sort(rows.begin(), rows.end(),
              [](const auto* a, const auto* b) { return a->key() < b->key(); });
    return rows;
}

}  // namespace

bool equal_fields(std::string_view a, std::string_view b) {
    if (a != b) return false;
    if (a.find('!') == std::string_view::npos) return true;
    while (!a.empty())
        if (take(a).is_unreadable()) return false;
    return true;
}

MatchCounts& MatchCounts::operator+=(const MatchCounts& other) {
    equal += other.equal;
    changed += other.changed;
    source_alone += other.source_alone;
    target_alone += other.target_alone;
    duplicate += other.duplicate;
    return *this;
}

Matcher::Matcher(Keys source, Keys target, Differences& differences, std::size_t memory)
    : Matcher(source, target, differences, memory, 0) {}

// Runs are of no use to rows that are read back: of them it is known that no run has their key.
Matcher::Matcher(Keys source, Keys target, Differences& differences, std::size_t memory,
                 unsigned level)
    : keys_{source, target},
      differences_(differences),
      memory_(memory),
      level_(level),
      runs_{KeyRuns(level == 0 ? memory / 8 : 0), KeyRuns(level == 0 ? memory / 8 : 0)},
      parts_(new Part[parts]) {}

Matcher::~Matcher() = default;

Matcher::Part& Matcher::part_of(const Digest& key) const {
    const unsigned shift = 64 - part_bits * (level_ + 1);
    return parts_[(key.high >> shift) % parts];
}

void Matcher::add(SideName side, const CanonicalBatch& batch) {
    for (std::size_t i = 0; i < batch.size(); ++i)
        add(side, batch.row(i));
}

void Matcher::add(SideName side, const CanonicalRow& row) {
    if (!admits(side, row)) return;
    const Digest digest = row.key_digest();
    if (!meets(side, row, digest)) wait(side, row, digest);
}

// Many rows at once: their bytes lie one behind the other, and bytes that are equal from the
// beginning of a row on have their rows' ends at the same places.
std::size_t Matcher::pair_while_equal(const CanonicalBatch& source, std::size_t from_source,
                                      const CanonicalBatch& target, std::size_t from_target) {
    constexpr std::size_t at_once = 64;
    const bool unique = keys_[0] == Keys::proved_unique && keys_[1] == Keys::proved_unique;
    if (!unique || !source.is_plain() || !target.is_plain()) return 0;
    const std::size_t most = std::min(source.size() - from_source, target.size() - from_target);
    std::size_t pairs = 0;
    for (std::size_t more = 0; pairs < most; pairs += more) {
        more = std::min(at_once, most - pairs);
        const std::size_t i = from_source + pairs, j = from_target + pairs;
        if (source.bytes_of(i, more) != target.bytes_of(j, more)) break;
    }
    const auto equal = [&] {
        return source.row(from_source + pairs).bytes == target.row(from_target + pairs).bytes;
    };
    while (pairs < most && equal())
        ++pairs;
    counts_.equal += pairs;
    return pairs;
}

bool Matcher::admits_slowly(SideName side, const CanonicalRow& row) {
    if (row.null_key) {
        differences_.null_key(side, row.key(), row.fields());
        differences_.unequal(side, row.fields());
        return false;
    }
    const KeyRuns::Seen seen = runs_[index_of(side)].add(row.key());
    if (seen == KeyRuns::Seen::first) return true;
    const Digest digest = row.key_digest();
    Part& part = part_of(digest);
    if (seen == KeyRuns::Seen::unknown) {
        if (part.file) {
            part.file->append(row_record(SpillRecord::Kind::counted, side, row));
            return false;
        }
        if (is_first(side, digest, part)) return true;
    }
    repeat(side, row, part);
    return false;
}

bool Matcher::is_first(SideName side, const Digest& digest, Part& part) {
    bool is_first = false;
    change(part, [&](KeyedTable& table) { is_first = table.see(side, digest); });
    if (is_first) make_room();
    return is_first;
}

void Matcher::repeat(SideName side, const CanonicalRow& row, Part& part) {
    add_copies(side, row.key(), 1, part);
    differences_.repeated(side, row.key(), row.fields());
    differences_.unequal(side, row.fields());
}

void Matcher::add_copies(SideName side, std::string_view key, std::uint64_t more, Part& part) {
    if (part.file) return part.file->append({SpillRecord::Kind::copies, side, 0, more, key});
    change(part, [&](KeyedTable& table) { table.add_copies(side, key, more); });
    make_room();
}

bool Matcher::meets(SideName side, const CanonicalRow& row, const Digest& digest) {
    using State = KeyedTable::State;
    Part& part = part_of(digest);
    if (part.file) return false;  // whoever waits there is met when it is read back
    KeyedTable::Row* const partner = part.table.find(digest, row.key());
    if (partner == nullptr) return false;
    const bool is_source = side == SideName::source;
    if (partner->state != (is_source ? State::target_waits : State::source_waits)) {
        // The catalogue promised that this cannot be; it is said all the same.
        repeat(side, row, part);
        return true;
    }
    if (equal_fields(partner->fields(), row.fields()))
        ++counts_.equal;
    else
        differ(digest, row.key(), is_source ? row.fields() : partner->fields(),
               is_source ? partner->fields() : row.fields());
    change(part, [&](KeyedTable& table) { table.remove(digest, partner); });
    make_room();
    return true;
}

void Matcher::look_ahead(std::span<const Digest> keys, std::size_t at) const {
    constexpr std::size_t place = 16, row = 8;
    if (at + place < keys.size()) part_of(keys[at + place]).table.fetch_place(keys[at + place]);
    if (at + row < keys.size()) part_of(keys[at + row]).table.fetch_row(keys[at + row]);
}

void Matcher::wait(SideName side, const CanonicalRow& row, const Digest& digest) {
    Part& part = part_of(digest);
    if (part.file) return part.file->append(row_record(SpillRecord::Kind::row, side, row));
    change(part, [&](KeyedTable& table) { table.wait(side, digest, row.key(), row.fields()); });
    make_room();
}

void Matcher::differ(const CanonicalRow& source, const CanonicalRow& target) {
    differ(source.key_digest(), source.key(), source.fields(), target.fields());
    make_room();
}

// Without make_room(): what differs may stand in the table.
void Matcher::differ(const Digest& digest, std::string_view key, std::string_view source_fields,
                     std::string_view target_fields) {
    ++counts_.changed;
    differences_.unequal(SideName::source, source_fields);
    differences_.unequal(SideName::target, target_fields);
    const bool both_unique = keys_[0] == Keys::proved_unique && keys_[1] == Keys::proved_unique;
    if (both_unique)
        differences_.changed(key, source_fields, target_fields);
    else
        keep_changed(digest, key, source_fields, target_fields);
}

void Matcher::keep_changed(const Digest& digest, std::string_view key,
                           std::string_view source_fields, std::string_view target_fields) {
    Part& part = part_of(digest);
    if (!part.file)
        return change(part, [&](KeyedTable& table) {
            table.keep_changed(digest, key, source_fields, target_fields);
        });
    scratch_.assign(key).append(source_fields).append(target_fields);
    part.file->append({SpillRecord::Kind::changed, SideName::source,
                       static_cast<std::uint32_t>(key.size()), key.size() + source_fields.size(),
                       scratch_});
}

// For a key with copies neither "equal" nor "changed" is said: which copy met the partner was
// chance. Where the pair was equal, another matcher may have counted it: the figures of all of them
// together are right.
void Matcher::finish(const KeyedTable& table) {
    std::set<std::string_view> copied;
    for (const SideName side : {SideName::source, SideName::target})
        if (keys_[index_of(side)] == Keys::to_be_counted)
            for (const auto& [key, unused] : table.copies(side))
                copied.insert(key);
    counts_.equal -= copied.size();
    for (const KeyedTable::Row* row : in_key_order(table)) {
        const bool has_copies = copied.count(row->key()) > 0;
        if (has_copies) ++counts_.equal;  // it was none
        if (row->state == KeyedTable::State::changed) {
            if (has_copies)
                --counts_.changed;
            else
                differences_.changed(row->key(), row->source_fields(), row->target_fields());
            continue;
        }
        const bool is_source = row->state == KeyedTable::State::source_waits;
        const SideName side = is_source ? SideName::source : SideName::target;
        ++(is_source ? counts_.source_alone : counts_.target_alone);
        differences_.unequal(side, row->fields());
        differences_.alone(side, row->key(), row->fields());
    }
    finish_copies(table, SideName::source);
    finish_copies(table, SideName::target);
}

void Matcher::finish_copies(const KeyedTable& table, SideName side) {
    for (const auto& [key, more] : table.copies(side)) {
        differences_.duplicate(side, key, more + 1);
        counts_.duplicate += more;
    }
}

MatchCounts Matcher::finish() {
    for (KeyRuns& runs : runs_)
        runs = KeyRuns(0);
    for (std::size_t i = 0; i < parts; ++i) {
        finish(parts_[i].table);
        parts_[i].table.clear();
        if (parts_[i].file) parts_[i].file->seal();
    }
    held_ = 0;
    for (std::size_t i = 0; i < parts; ++i)
        if (parts_[i].file) take_back(*std::exchange(parts_[i].file, nullptr));
    return counts_;
}

std::size_t Matcher::waiting() const {
    std::size_t rows = 0;
    for (std::size_t i = 0; i < parts; ++i)
        rows += parts_[i].table.rows();
    return rows;
}

}  // namespace tieout::verify
