// Rows of two sides meet by key, in whatever order they come.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "verify/canonical_batch.h"
#include "verify/key_runs.h"
#include "verify/key_set.h"
#include "verify/row_store.h"
#include "verify/value.h"

namespace tieout::verify {

// What is done with differences. Views live as long as the call.
class Differences {
public:
    virtual ~Differences() = default;
    // One key, other fields. Called once a key; never for a key that is there twice on a side.
    virtual void changed(std::string_view key, std::string_view source_fields,
                         std::string_view target_fields) = 0;
    // A row that has no partner. Called once a key, and not for a key that is twice on its side and
    // has a partner.
    virtual void alone(SideName side, std::string_view key, std::string_view fields) = 0;
    // A key that `side` has more than once, with how many rows; once a key and side.
    virtual void duplicate(SideName side, std::string_view key, std::uint64_t rows) = 0;
    // One more row of a key that `side` already had: it takes no part in the matching.
    virtual void repeated(SideName side, std::string_view key, std::string_view fields) = 0;
    // A row whose key is NULL in some column.
    virtual void null_key(SideName side, std::string_view key, std::string_view fields) = 0;
    // Every row that is not part of an equal pair, as it is found out: the source's rows with +1,
    // the target's with -1. Summed up they are exactly the difference of the two sides, whatever
    // the order.
    virtual void unequal(SideName side, std::string_view fields) = 0;
};

// Rows are equal where their bytes are, and nothing in them is unreadable: that is equal to
// nothing.
bool equal_fields(std::string_view a, std::string_view b);

struct MatchCounts {
    std::uint64_t equal = 0, changed = 0, source_alone = 0, target_alone = 0, duplicate = 0;
};

class Matcher {
public:
    enum class Keys { proved_unique, to_be_counted };

    Matcher(Keys source, Keys target, Differences& differences);
    ~Matcher();
    Matcher(const Matcher&) = delete;
    Matcher& operator=(const Matcher&) = delete;

    // Each row goes through the three of these, in turn, or pairs with its like (verify/meet.h).
    void add(SideName side, const CanonicalBatch& batch);

    // Asked once of every row, in the order of its side: is it to be matched? Tells rows with a
    // NULL key and further rows of a key, which are not.
    bool admits(SideName side, const CanonicalRow& row) {
        const bool plain = keys_[index_of(side)] == Keys::proved_unique && !row.null_key;
        return plain || admits_slowly(side, row);
    }
    // Two admitted rows of one key, of which none waits.
    void pair(const CanonicalRow& source, const CanonicalRow& target) {
        if (equal_fields(source.fields(), target.fields()))
            ++counts_.equal;
        else
            differ(source.key(), source.fields(), target.fields());
    }
    // True: the partner of this admitted row had waited for it, and they are a pair now.
    bool meets(SideName side, const CanonicalRow& row);
    // An admitted row that met nobody waits for its partner.
    void wait(SideName side, const CanonicalRow& row);

    // After the last row of both sides: tells what is left. Call once.
    MatchCounts finish();

    std::size_t waiting() const { return waiting_; }
    std::size_t bytes() const;  // memory held

private:
    struct Waiting;  // a row in the store
    struct Slot {
        std::uint64_t hash = 0;
        Waiting* row = nullptr;
    };
    // What became of the first row of a key of which there are more: kept only for such keys.
    struct Repeated {
        std::uint64_t rows = 1;
    };
    struct Changed {
        std::string source_fields, target_fields;
    };

    Keys keys_[2];
    Differences& differences_;
    RowStore store_;
    std::vector<Slot> slots_;
    std::size_t waiting_ = 0;
    KeyRuns runs_[2];
    KeySet seen_[2];  // what is in no run
    std::map<std::string, Repeated, std::less<>> repeated_[2];
    std::map<std::string, Changed, std::less<>> changed_;
    MatchCounts counts_;

    static std::size_t index_of(SideName side) { return side == SideName::source ? 0 : 1; }
    bool admits_slowly(SideName side, const CanonicalRow& row);
    bool is_repeated(SideName side, const CanonicalRow& row);
    void count_repeated(SideName side, const CanonicalRow& row);
    void differ(std::string_view key, std::string_view source_fields,
                std::string_view target_fields);
    std::size_t find(const CanonicalRow& row) const;
    void insert(const Slot& slot);
    void erase(std::size_t slot);
    void release(Waiting* row);
    void grow();
    void finish_repeated(SideName side);
};

}  // namespace tieout::verify
