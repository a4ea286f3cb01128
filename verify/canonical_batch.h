// Rows of one side in canonical form, in one flat buffer: what the reader threads hand to the
// matcher.
#pragma once

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
public:
    // For the route: it stops a batch there. Many rows: handing one over costs two threads' time.
    static constexpr std::size_t target_rows = 1024;

    std::size_t size() const { return rows_; }
    CanonicalRow row(std::size_t index) const {
        const Entry& entry = entries_[index];
        return {{bytes_.data() + entry.begin, entry.size},
                entry.key_size,
                entry.null_key,
                entry.unreadable};
    }

    // Where a field of the row begins: the `which`-th of those whose places were noted.
    const char* noted(std::size_t row, std::size_t which) const {
        return bytes_.data() + entries_[row].begin + notes_[row * notes_a_row_ + which];
    }

    // For the route, which writes rows where room() says and then tells of each with end_row().
    // `notes_a_row`: of how many fields the places are noted. Capacity is kept.
    void clear(std::size_t notes_a_row = 0) {
        notes_a_row_ = notes_a_row;
        rows_ = end_ = 0;
    }
    // Behind the last row, with room for so many bytes. What an earlier call returned is good only
    // where that had as much room already.
    char* room(std::size_t bytes) {
        if (bytes_.size() < end_ + bytes) bytes_.resize(end_ + bytes + bytes / 2);
        return bytes_.data() + end_;
    }
    // Of the row that was written. Returns where its notes are to be put: where each of the fields
    // begins, counted from the row's first byte.
    std::uint32_t* end_row(std::size_t size, std::size_t key_size, bool null_key, bool unreadable) {
        if (rows_ == entries_.size()) entries_.resize(2 * rows_ + target_rows);
        if (notes_.size() < (rows_ + 1) * notes_a_row_)
            notes_.resize(entries_.size() * notes_a_row_);
        entries_[rows_] = {end_, static_cast<std::uint32_t>(size),
                           static_cast<std::uint32_t>(key_size), null_key, unreadable};
        end_ += size;
        return notes_.data() + rows_++ * notes_a_row_;
    }

private:
    struct Entry {
        std::size_t begin;
        std::uint32_t size, key_size;
        bool null_key, unreadable;
    };
    // As long as they ever were: what is behind the last row is nothing.
    std::string bytes_;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> notes_;
    std::size_t rows_ = 0, end_ = 0, notes_a_row_ = 0;
};

}  // namespace tieout::verify
