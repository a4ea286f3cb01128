// Rows of two sides meet by key, in whatever order they come.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verify/canonical_batch.h"
#include "verify/key_runs.h"
#include "verify/keyed_table.h"
#include "verify/spill_file.h"
#include "verify/strategy.h"
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
    MatchCounts& operator+=(const MatchCounts& other);
};

class Matcher {
public:
    enum class Keys { proved_unique, to_be_counted };

    // `memory`: bytes that rows and keys may take before parts of them go to disk.
    Matcher(Keys source, Keys target, Differences& differences,
            std::size_t memory = default_memory);
    ~Matcher();
    Matcher(const Matcher&) = delete;
    Matcher& operator=(const Matcher&) = delete;

    // Each row goes through the three of these, in turn, or pairs with its like (verify/meet.h).
    // They throw Error(Fault::disk) where the memory is full and the disk too.
    void add(SideName side, const CanonicalBatch& batch);

    // Asked once of every row, in the order of its side: is it to be matched now? Tells rows with a
    // NULL key and further rows of a key, which are not, and sets rows aside of whose key only the
    // disk knows.
    bool admits(SideName side, const CanonicalRow& row) {
        const bool plain = keys_[index_of(side)] == Keys::proved_unique && !row.null_key;
        return plain || admits_slowly(side, row);
    }
    // Two admitted rows of which none waits: are they one row? Then they are a pair.
    bool pair_if_equal(const CanonicalRow& source, const CanonicalRow& target) {
        const bool equal = source.bytes == target.bytes && !source.unreadable;
        counts_.equal += equal ? 1U : 0U;
        return equal;
    }
    // The same of the rows of two batches from these on, as long as each is admitted and equal to
    // its like: returns how many.
    std::size_t pair_while_equal(const CanonicalBatch& source, std::size_t from_source,
                                 const CanonicalBatch& target, std::size_t from_target);
    // The same of rows that have one key and are not equal.
    void differ(const CanonicalRow& source, const CanonicalRow& target);
    // True: the partner of this admitted row had waited for it, and they are a pair now.
    // `digest`: its key_digest().
    bool meets(SideName side, const CanonicalRow& row, const Digest& digest);
    // An admitted row that met nobody waits for its partner.
    void wait(SideName side, const CanonicalRow& row, const Digest& digest);

    // A hint: rows of these keys come now, from number `at` on. To find one in a large table is to
    // wait for memory twice, for its place and for the row that stands there.
    void look_ahead(std::span<const Digest> keys, std::size_t at) const;

    // After the last row of both sides: tells what is left. Call once.
    MatchCounts finish();

    std::size_t waiting() const;          // rows in memory
    std::size_t bytes() const;            // memory held
    std::uint64_t spilled_bytes() const;  // written to disk so far

private:
    // The rows and keys of one range of key digests.
    struct Part {
        KeyedTable table;
        std::unique_ptr<SpillFile> file;  // there: the table is empty, and all goes here
    };
    static constexpr unsigned part_bits = 6;
    static constexpr std::size_t parts = std::size_t{1} << part_bits;

    Keys keys_[2];
    Differences& differences_;
    std::size_t memory_;
    unsigned level_;  // how often the rows were divided before
    std::size_t held_ = 0;
    std::uint64_t spilled_ = 0;
    KeyRuns runs_[2];
    std::unique_ptr<Part[]> parts_;
    MatchCounts counts_;
    std::string scratch_;

    Matcher(Keys source, Keys target, Differences& differences, std::size_t memory, unsigned level);
    Part& part_of(const Digest& key) const;
    // Every change of what is held goes through here.
    template <class Change>
    void change(Part& part, const Change& change) {
        const std::size_t before = part.table.bytes();
        change(part.table);
        held_ += part.table.bytes() - before;
    }
    // Where it is too much the largest part goes to disk. Last in whatever may have added
    // something: rows that were found before may be gone behind it.
    void make_room();
    void add(SideName side, const CanonicalRow& row);
    bool admits_slowly(SideName side, const CanonicalRow& row);
    bool is_first(SideName side, const Digest& digest, Part& part);
    void add_copies(SideName side, std::string_view key, std::uint64_t more, Part& part);
    void repeat(SideName side, const CanonicalRow& row, Part& part);
    void differ(const Digest& digest, std::string_view key, std::string_view source_fields,
                std::string_view target_fields);
    void keep_changed(const Digest& digest, std::string_view key, std::string_view source_fields,
                      std::string_view target_fields);
    void spill(Part& part);
    void finish(const KeyedTable& table);
    void finish_copies(const KeyedTable& table, SideName side);
    void take(const std::vector<SpillRecord>& records);
    void take(const SpillRecord& record, const Digest& digest);
    void see_all(SideName side, std::string_view digests);
    void take_back(SpillFile& file);
};

}  // namespace tieout::verify
