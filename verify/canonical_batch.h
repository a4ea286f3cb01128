// Rows of one side in canonical form, in one flat buffer: what the reader threads hand to the
// matcher.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "verify/canonical.h"

namespace tieout::verify {

struct CanonicalRow {
    std::string_view bytes;  // the key's values, then the fields', each encoded
    std::size_t key_size = 0;
    Digest key_digest;
    bool null_key = false;  // a key column is NULL

    std::string_view key() const { return bytes.substr(0, key_size); }
    std::string_view fields() const { return bytes.substr(key_size); }
};

class CanonicalBatch {
public:
    std::size_t size() const { return entries_.size(); }
    CanonicalRow row(std::size_t index) const {
        const Entry& entry = entries_[index];
        const std::size_t begin = index == 0 ? 0 : entries_[index - 1].end;
        return {std::string_view(bytes_).substr(begin, entry.end - begin), entry.key_size,
                entry.key_digest, entry.null_key};
    }

    // A field of the row, and what follows it: the `which`-th of those whose places were noted.
    std::string_view noted(std::size_t row, std::size_t which) const {
        return std::string_view(bytes_).substr(
            notes_[row * notes_.size() / entries_.size() + which]);
    }

    // For the route: append to buffer(), then end_row() with where the key ended. Capacity is kept
    // by clear().
    void clear() {
        bytes_.clear();
        entries_.clear();
        notes_.clear();
    }
    // A field that begins at `at` of buffer(): each row notes the same fields in the same order.
    void note(std::size_t at) { notes_.push_back(at); }
    std::string& buffer() { return bytes_; }
    std::size_t row_begin() const { return entries_.empty() ? 0 : entries_.back().end; }
    void end_row(std::size_t key_size, const Digest& key_digest, bool null_key) {
        entries_.push_back({bytes_.size(), key_size, key_digest, null_key});
    }

private:
    struct Entry {
        std::size_t end, key_size;
        Digest key_digest;
        bool null_key;
    };
    std::string bytes_;
    std::vector<Entry> entries_;
    std::vector<std::size_t> notes_;
};

}  // namespace tieout::verify
