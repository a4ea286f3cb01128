// Rows to be matched, and what the matcher says of them as lines that a test can compare.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "verify/canonical.h"
#include "verify/match.h"

namespace tieout::tests {

using verify::SideName;

struct Row {
    SideName side;
    const char* key;  // nullptr: NULL
    const char* value;
};

// "?…" is a number that cannot be read.
inline std::string text(const char* raw, verify::As as = verify::As::text) {
    std::string out;
    const bool unreadable = raw != nullptr && *raw == '?';
    encode(unreadable ? verify::As::integer : as,
           raw == nullptr ? verify::Cell::null() : verify::Cell::of(std::string_view(raw)),
           db::ValueType::text, "", out);
    return out;
}

inline std::string read(std::string_view bytes) {
    const verify::Canonical value = verify::take(bytes);
    return shown(value, value.tag == 'd' ? verify::As::date : verify::As::text).value_or("NULL");
}

// Writes down what it is told.
class Told : public verify::Differences {
public:
    std::multiset<std::string> lines;
    std::map<std::string, int> balance;  // rows of unequal pairs: source +1, target -1

    void changed(std::string_view key, std::string_view source, std::string_view target) override {
        lines.insert("changed " + read(key) + ": " + read(source) + " -> " + read(target));
    }
    void alone(SideName side, std::string_view key, std::string_view fields) override {
        lines.insert(word(side) + " alone " + read(key) + ": " + read(fields));
    }
    void duplicate(SideName side, std::string_view key, std::uint64_t rows) override {
        lines.insert(word(side) + " has " + std::to_string(rows) + " of " + read(key));
    }
    void repeated(SideName, std::string_view, std::string_view) override {}
    void null_key(SideName side, std::string_view, std::string_view fields) override {
        lines.insert(word(side) + " null key: " + read(fields));
    }
    void unequal(SideName side, std::string_view fields) override {
        balance[read(fields)] += side == SideName::source ? 1 : -1;
        std::erase_if(balance, [](const auto& entry) { return entry.second == 0; });
    }

private:
    static std::string word(SideName side) {
        return side == SideName::source ? "source" : "target";
    }
};

// Appends a row of these frames; all fields as if they were one.
inline void append(verify::CanonicalBatch& batch, const std::string& key, const std::string& fields,
                   bool null_key = false) {
    const std::string row = key + fields;
    std::copy(row.begin(), row.end(), batch.room(row.size()));
    bool unreadable = false;
    for (std::string_view rest = fields; !rest.empty();)
        unreadable |= verify::take(rest).is_unreadable();
    std::uint32_t* const ends = batch.ends();
    ends[0] = static_cast<std::uint32_t>(key.size());
    ends[1] = static_cast<std::uint32_t>(row.size());
    batch.end_row(null_key, unreadable);
}

// Appends `row` with its key and one field.
inline void append(verify::CanonicalBatch& batch, const Row& row,
                   verify::As key_as = verify::As::text) {
    append(batch, text(row.key, key_as), text(row.value), row.key == nullptr);
}

}  // namespace tieout::tests
