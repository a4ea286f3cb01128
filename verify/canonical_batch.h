// Rows of one side in canonical form, in one flat buffer: what the reader threads hand to the
// matcher.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace tieout::verify {

struct CanonicalRow {
    std::string_view bytes;  // the key's values, then the fields', each encoded
    std::size_t key_size = 0;
    bool null_key = false;  // a key column is NULL
    // A field is unreadable: the row is equal to none, not even to one of the same bytes.
    bool unreadable = false;

    std::string_view key() const { return bytes.substr(0, key_size); }
    std::string_view fields() const { return bytes.substr(key_size); }
    Digest key_digest() const { return Digest::of(key()); }
};

class CanonicalBatch {
    struct Entry {
        std::size_t begin;
        bool null_key, unreadable;
    };

public:
    // For the route: it stops a batch at whichever comes first. Many rows: handing one over costs
    // two threads' time.
    static constexpr std::size_t target_rows = 1024, target_bytes = std::size_t{256} << 10;

    std::size_t size() const { return rows_; }
    std::size_t bytes() const { return end_; }
    bool full() const { return rows_ >= target_rows || end_ >= target_bytes; }
    CanonicalRow row(std::size_t index) const {
        const Entry& entry = entries_[index];
        const std::uint32_t* const ends = ends_.data() + index * values_;
        return {{bytes_.data() + entry.begin, ends[values_ - 1]},
                ends[keys_ - 1],
                entry.null_key,
                entry.unreadable};
    }
    // Of `rows` rows from `first` on, one behind the other.
    std::string_view bytes_of(std::size_t first, std::size_t rows) const {
        const std::size_t begin = entries_[first].begin, past = first + rows;
        return {bytes_.data() + begin, (past < rows_ ? entries_[past].begin : end_) - begin};
    }
    // No row has a key that is NULL, or an unreadable field.
    bool is_plain() const { return plain_; }
    // Where a field of the row begins.
    const char* field(std::size_t row, std::size_t index) const { return column(index).at(row); }
    // A field of all rows. Dies with the batch's next change.
    class Column {
    public:
        const char* at(std::size_t row) const {
            return bytes_ + entries_[row].begin + ends_[row * values_];
        }

    private:
        friend class CanonicalBatch;
        Column(const CanonicalBatch& batch, std::size_t index)
            : bytes_(batch.bytes_.data()),
              entries_(batch.entries_.data()),
              ends_(batch.ends_.data() + batch.keys_ + index - 1),
              values_(batch.values_) {}
        const char* bytes_;
        const Entry* entries_;
        const std::uint32_t* ends_;  // where the value before it ends, in the first row
        std::size_t values_;
    };
    Column column(std::size_t index) const { return {*this, index}; }

    // For the route, which writes rows where room() says, with the ends of their values where
    // ends() says, and then tells of each with end_row(). Rows have `keys` values of their key, at
    // least one, and then `fields`. Capacity is kept.
    void clear(std::size_t keys, std::size_t fields) {
        keys_ = keys;
        values_ = keys + fields;
        rows_ = end_ = 0;
        plain_ = true;
        if (ends_.size() < room_for_ * values_) ends_.resize(room_for_ * values_);
    }
    // Behind the last row, with room for so many bytes. What an earlier call returned is good only
    // where that had as much room already.
    char* room(std::size_t bytes) {
        if (bytes_.size() < end_ + bytes) bytes_.resize(end_ + bytes + bytes / 2);
        return bytes_.data() + end_;
    }
    // Where each value of the row ends, counted from the row's first byte. Good until end_row().
    std::uint32_t* ends() {
        make_room(1);
        return ends_.data() + rows_ * values_;
    }
    void end_row(bool null_key, bool unreadable) {
        entries_[rows_] = {end_, null_key, unreadable};
        plain_ = plain_ && !null_key && !unreadable;
        end_ += ends_[rows_ * values_ + values_ - 1];
        ++rows_;
    }

    // The same for many rows, one behind the other, for whose bytes there is room. The batch knows
    // of them when this ends, and must not be touched meanwhile.
    class Rows {
    public:
        Rows(CanonicalBatch& batch, std::size_t most) : batch_(batch) {
            batch.make_room(most);
            values_ = batch.values_;
            end_ = batch.end_;
            plain_ = batch.plain_;
            begin_ = batch.bytes_.data() + end_;
            ends_ = batch.ends_.data() + batch.rows_ * values_;
            entry_ = batch.entries_.data() + batch.rows_;
        }
        ~Rows() {
            batch_.rows_ = static_cast<std::size_t>(entry_ - batch_.entries_.data());
            batch_.end_ = end_;
            batch_.plain_ = plain_;
        }
        Rows(const Rows&) = delete;
        Rows& operator=(const Rows&) = delete;

        char* begin() const { return begin_; }
        std::uint32_t* ends() const { return ends_; }
        void end_row(bool null_key) {
            *entry_++ = {end_, null_key, false};
            plain_ = plain_ && !null_key;
            const std::size_t size = ends_[values_ - 1];
            end_ += size;
            begin_ += size;
            ends_ += values_;
        }

    private:
        CanonicalBatch& batch_;
        std::size_t values_, end_;
        char* begin_;
        std::uint32_t* ends_;
        Entry* entry_;
        bool plain_;
    };

private:
    // As long as they ever were: what is behind the last row is nothing.
    std::string bytes_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> ends_;
    std::size_t keys_ = 1, values_ = 2, rows_ = 0, room_for_ = 0, end_ = 0;
    bool plain_ = true;

    void make_room(std::size_t more) {
        if (rows_ + more <= room_for_) return;
        room_for_ = 2 * rows_ + std::max(target_rows, more);
        entries_.resize(room_for_);
        ends_.resize(std::max(ends_.size(), room_for_ * values_));
    }
};

}  // namespace tieout::verify
