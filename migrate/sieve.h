// Rows of a source that are as the last run noted them, of which only the others have to be looked
// at: what such a row became then, it becomes now, unless a parent that it named is lost.
//
// A row of the source is known by the digest of its cells. Rows come in the order in which they
// were noted, but for those that came, went or changed: the next note is expected, and looked for a
// little further on where it does not fit. What is not found is let through, which costs its
// conversion and nothing else.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <vector>

#include "base/digest.h"
#include "db/session.h"
#include "migrate/layout_digest.h"
#include "migrate/notes.h"

namespace tieout::migrate {

// Marks (parent_mark) of rows of a parent that were noted and are written no more: few, and asked
// for by every row.
class LostParents {
public:
    void add(std::uint64_t mark) {
        marks_.insert(mark);
        sieve_[place_of(mark)] = true;
    }
    bool empty() const { return marks_.empty(); }
    bool contains(std::uint64_t mark) const {
        return sieve_[place_of(mark)] && marks_.count(mark) != 0;
    }

private:
    static constexpr std::size_t places = 1 << 16;
    static std::size_t place_of(std::uint64_t mark) { return mark >> 16 & (places - 1); }

    std::unordered_set<std::uint64_t> marks_;
    std::vector<bool> sieve_ = std::vector<bool>(places);  // false: none of the marks
};

class Sieve : public db::RowStream {
public:
    // Rows of the source from `first` to before `last` are as noted; `after`: so many others came
    // before.
    struct Run {
        std::uint64_t after;
        std::size_t first, last;
    };

    // `lost`: one a parent that a row names. All outlive it. The first row may be anywhere among
    // those noted.
    Sieve(db::RowStream& rows, const SourceNotes& noted, std::vector<const LostParents*> lost);

    const std::vector<db::Column>& columns() const override { return rows_.columns(); }
    const std::vector<db::ColumnCount>& counts() const override { return rows_.counts(); }
    // The rows that are not as noted; for a long while perhaps none of them.
    bool next(db::RowBatch& batch) override;

    // Rows of the source that were held back so far; while another thread reads.
    std::uint64_t held_back() const { return held_back_.load(std::memory_order_relaxed); }
    // After the last row.
    std::uint64_t let_through() const { return let_through_; }
    const std::vector<Run>& runs() const { return runs_; }
    const SourceNotes& noted() const { return noted_; }
    // Of the target.
    std::uint64_t rows_held_back() const;

private:
    bool hold_back(const Digest& digest);
    // From the note that is expected on; size() where there is none.
    std::size_t find(const Digest& digest) const;
    std::size_t find(const Digest& digest, std::size_t from, std::size_t before) const;
    bool names_lost_parent(std::size_t source) const;

    db::RowStream& rows_;
    const SourceNotes& noted_;
    std::vector<const LostParents*> lost_;
    bool some_lost_, ended_ = false;
    LayoutDigest digest_;
    db::RowBatch read_;
    std::size_t expected_ = 0, not_found_ = 0;  // so many one after another
    std::uint64_t let_through_ = 0;
    std::vector<Run> runs_;
    std::atomic<std::uint64_t> held_back_ = 0;
};

}  // namespace tieout::migrate
