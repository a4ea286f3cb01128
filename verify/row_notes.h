// What is to be told of a row while it is read: values that cannot be read, and values that were
// changed on purpose.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "rules/finding_log.h"
#include "verify/row_producer.h"
#include "verify/tie.h"

namespace tieout::verify {

struct RowNote {
    static constexpr std::size_t of_the_key = ~std::size_t{0};
    std::size_t field = 0;  // of the tie
    bool transformed = false;
    std::string_view before, after;  // good until the next row
    const char* why = nullptr;
};

class RowNotes {
public:
    RowNotes(const Tie& tie, SideName side, std::size_t samples_per_finding);

    // Of the row that is being read.
    void clear() { notes_.clear(); }
    void add(const RowNote& note) { notes_.push_back(note); }
    bool empty() const { return notes_.empty(); }
    std::size_t size() const { return notes_.size(); }
    // Findings `unreadable` and `transformed` of the row whose key this is.
    void tell(const rules::Key& key);
    void tell(const ProducerTrouble& trouble, const rules::Key& key);

    void merge(RowNotes&& other) { findings_.merge(std::move(other.findings_)); }
    rules::FindingLog take() { return std::move(findings_); }

private:
    const Tie& tie_;
    SideName side_name_;
    rules::FindingLog findings_;
    std::vector<RowNote> notes_;

    rules::Finding finding(rules::FindingKind kind) const;
    void tell(const RowNote& note, const rules::Key& key);
};

}  // namespace tieout::verify
