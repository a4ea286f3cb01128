// What a matcher must remember of some keys: rows that wait for their partner, keys that were seen,
// and rows that met and differ while copies of their key may still come.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "verify/canonical_batch.h"
#include "verify/key_set.h"
#include "verify/pages.h"
#include "verify/row_store.h"
#include "verify/value.h"

namespace tieout::verify {

inline std::size_t index_of(SideName side) {
    return side == SideName::source ? 0 : 1;
}

class KeyedTable {
public:
    enum class State : std::uint8_t { source_waits, target_waits, changed };
    // Good until it is removed. Its bytes follow it in memory.
    struct Row {
        std::uint32_t size, key_size, target_at;  // `changed`: where the target's fields begin
        State state;
        std::string_view bytes() const { return {reinterpret_cast<const char*>(this + 1), size}; }
        std::string_view key() const { return bytes().substr(0, key_size); }
        std::string_view fields() const { return bytes().substr(key_size); }
        std::string_view source_fields() const {
            return bytes().substr(key_size, target_at - key_size);
        }
        std::string_view target_fields() const { return bytes().substr(target_at); }
    };
    using Copies = std::map<std::string, std::uint64_t, std::less<>>;

    KeyedTable() = default;
    ~KeyedTable();
    KeyedTable(const KeyedTable&) = delete;
    KeyedTable& operator=(const KeyedTable&) = delete;

    // nullptr: no row of this key is here.
    Row* find(const Digest& digest, std::string_view key) const;
    // Hints that find() will soon be asked for this: first where it may stand, then what stands
    // there.
    void fetch_place(const Digest& digest) const;
    void fetch_row(const Digest& digest) const;
    // A key that is not here yet.
    void wait(SideName side, const Digest& digest, std::string_view key, std::string_view fields);
    void keep_changed(const Digest& digest, std::string_view key, std::string_view source_fields,
                      std::string_view target_fields);
    // A row that is here, found by `digest`.
    void remove(const Digest& digest, Row* row);

    // False: this side's key was seen before.
    bool see(SideName side, const Digest& digest) { return seen_[index_of(side)].add(digest); }
    const KeySet& seen(SideName side) const { return seen_[index_of(side)]; }
    // So many more rows of a key than one.
    void add_copies(SideName side, std::string_view key, std::uint64_t more);
    const Copies& copies(SideName side) const { return copies_[index_of(side)]; }

    // In no order.
    template <class Visit>
    void for_each(const Visit& visit) const {
        for (const Slot& slot : slots_)
            if (slot.row != nullptr) visit(*slot.row);
    }
    std::size_t rows() const { return rows_; }
    // Memory held, all of it.
    std::size_t bytes() const;
    // Forgets everything and gives its memory back.
    void clear();

private:
    struct Slot {
        std::uint64_t hash = 0;
        Row* row = nullptr;
    };
    PageVector<Slot> slots_;
    std::size_t rows_ = 0, copies_bytes_ = 0;
    RowStore store_;
    KeySet seen_[2];
    Copies copies_[2];

    Row* add(const Digest& digest, std::string_view key, std::string_view fields,
             std::string_view more_fields, State state);
    void insert(const Slot& slot);
    void erase(std::size_t slot);
    void grow();
    void release_rows();
};

}  // namespace tieout::verify
