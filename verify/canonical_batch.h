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

    std::size_t size() const { return entries_.size(); }
    CanonicalRow row(std::size_t index) const {
        const Entry& entry = entries_[index];
        const std::size_t begin = index == 0 ? 0 : entries_[index - 1].end;
        return {std::string_view(bytes_).substr(begin, entry.end - begin), entry.key_size,
                entry.null_key, entry.unreadable};
    }

    // A field of the row, and what follows it: the `which`-th of those whose places were noted.
    std::string_view noted(std::size_t row, std::size_t which) const {
        return std::string_view(bytes_).substr(notes_[row * notes_a_row_ + which]);
    }

    // For the route, which writes rows where room() says and then tells of each with end_row().
    // `notes_a_row`: of how many fields the places are noted. Capacity is kept.
    void clear(std::size_t notes_a_row = 0) {
        notes_a_row_ = notes_a_row;
        entries_.clear();
        notes_.clear();
    }
    // Behind the last row, with room for so many bytes. What an earlier call returned is good only
    // where that had as much room already.
    char* room(std::size_t bytes) {
        const std::size_t begin = row_begin();
        if (bytes_.size() < begin + bytes) bytes_.resize(begin + bytes + bytes / 2);
        return bytes_.data() + begin;
    }
    // A field that begins at `at` of the row to come: each row notes the same fields in the same
    // order.
    void note(std::size_t at) { notes_.push_back(row_begin() + at); }
    void end_row(std::size_t size, std::size_t key_size, bool null_key, bool unreadable) {
        entries_.push_back(
            {row_begin() + size, static_cast<std::uint32_t>(key_size), null_key, unreadable});
    }

private:
    struct Entry {
        std::size_t end;
        std::uint32_t key_size;
        bool null_key, unreadable;
    };
    std::string bytes_;  // as long as it ever was: what is behind the last row is nothing
    std::vector<Entry> entries_;
    std::vector<std::size_t> notes_;
    std::size_t notes_a_row_ = 0;

    std::size_t row_begin() const { return entries_.empty() ? 0 : entries_.back().end; }
};

}  // namespace tieout::verify
