#include "migrate/sieve.h"

#include <algorithm>
#include <bit>

namespace tieout::migrate {
namespace {

// Notes that are looked at for a row that is not the expected one: more than that in one place
// rarely go or change.
constexpr std::size_t narrow = 256;
// Where so many rows were not found one after another, it is looked further, and again whenever
// there are twice as many: a long gap is crossed once, and costs each of its rows a narrow look.
constexpr std::size_t long_gap = 64;

// Batches that are read at most before something is handed out: who waits for it also looks whether
// it has to stop.
constexpr std::size_t most_reads = 256;

}  // namespace

Sieve::Sieve(db::RowStream& rows, const SourceNotes& noted, std::vector<const LostParents*> lost)
    : rows_(rows),
      noted_(noted),
      lost_(std::move(lost)),
      some_lost_(std::any_of(lost_.begin(), lost_.end(),
                             [](const LostParents* parents) { return !parents->empty(); })) {}

bool Sieve::next(db::RowBatch& batch) {
    batch.clear(columns().size());
    for (std::size_t reads = 0; reads < most_reads && !batch.full(); ++reads) {
        ended_ = ended_ || !rows_.next(read_);
        if (ended_) return batch.rows() > 0;
        const std::uint64_t let_through = let_through_;
        for (std::size_t row = 0; row < read_.rows(); ++row) {
            if (hold_back(digest_.of(read_, row))) continue;
            batch.add_row(read_, row);
            ++let_through_;
        }
        held_back_.fetch_add(read_.rows() - (let_through_ - let_through),
                             std::memory_order_relaxed);
    }
    return true;
}

bool Sieve::hold_back(const Digest& digest) {
    const std::size_t source = find(digest);
    if (source == noted_.size()) {
        ++not_found_;
        return false;
    }
    not_found_ = 0;
    expected_ = source + 1;
    if (some_lost_ && names_lost_parent(source)) return false;
    const bool goes_on =
        !runs_.empty() && runs_.back().last == source && runs_.back().after == let_through_;
    if (goes_on) {
        ++runs_.back().last;
    } else {
        runs_.push_back({let_through_, source, source + 1});
    }
    return true;
}

std::size_t Sieve::find(const Digest& digest) const {
    const bool doubled = not_found_ == 0 || std::has_single_bit(not_found_);
    if (runs_.empty() && doubled) return find(digest, expected_, noted_.size());
    if (not_found_ >= long_gap && doubled)
        return find(digest, expected_, expected_ + narrow * not_found_);
    const std::size_t source = find(digest, expected_, expected_ + narrow);
    if (source != noted_.size() || not_found_ == 0) return source;
    // Perhaps those before it changed where they stand.
    const std::size_t beside = std::max(expected_ + not_found_, expected_ + narrow);
    return find(digest, beside, beside + narrow);
}

std::size_t Sieve::find(const Digest& digest, std::size_t from, std::size_t before) const {
    const std::size_t end = std::min(before, noted_.size());
    for (std::size_t source = from; source < end; ++source)
        if (noted_.digest(source) == digest) return source;
    return noted_.size();
}

bool Sieve::names_lost_parent(std::size_t source) const {
    for (std::size_t row = noted_.first_row(source); row < noted_.first_row(source + 1); ++row)
        for (std::size_t which = 0; which < lost_.size(); ++which)
            if (lost_[which]->contains(noted_.parent(source, row, which))) return true;
    return false;
}

std::uint64_t Sieve::rows_held_back() const {
    std::uint64_t rows = 0;
    for (const Run& run : runs_)
        rows += noted_.first_row(run.last) - noted_.first_row(run.first);
    return rows;
}

}  // namespace tieout::migrate
