// Rows that differ, where all of them may: kept as bytes until somebody asks to see them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/finding_log.h"
#include "verify/exact_sum.h"
#include "verify/tie.h"
#include "verify/unnamed_file.h"

namespace tieout::verify {

// Records of all changed rows of a tie: few in memory, more in a file.
class ChangedLog {
public:
    // Writes at its end; returns where that is. Throws Error(Fault::disk).
    std::uint64_t append(std::string_view record);
    // All of it, good until the next append.
    std::string_view bytes();
    // Memory held.
    std::size_t memory() const { return buffer_.capacity(); }

private:
    static constexpr std::size_t block = 4 << 20;
    std::string buffer_;  // what is not in the file
    std::unique_ptr<UnnamedFile> file_;
};

// Those of them that differ in one set of fields.
class ChangedRows : public rules::ManyMembers {
public:
    // A row: frames by field of the tie (canonical.h).
    using Frames = std::vector<std::string_view>;

    ChangedRows(const Tie& tie, std::vector<std::size_t> fields, std::size_t samples,
                std::shared_ptr<ChangedLog> log);

    // A row that differs in these fields. No allocation, but for the first rows by key.
    void add(std::string_view key, const Frames& source, const Frames& target);

    std::uint64_t count() const override { return count_; }
    std::optional<Decimal> amount() const override;
    std::vector<rules::Member> first() const override;
    void for_each(const rules::VisitMember& visit) const override;

private:
    struct Shown {  // of the tie, which may be gone when somebody asks
        std::string name;
        As as = As::text;
    };
    std::vector<Shown> keys_, columns_;
    std::vector<std::size_t> fields_;
    std::optional<std::size_t> money_;  // among fields_
    std::size_t samples_;
    std::shared_ptr<ChangedLog> log_;

    std::uint64_t count_ = 0, last_ = 0;  // where the last record begins, plus one
    bool ascends_ = true;                 // rows came in the order of their keys
    ExactSum amount_;
    std::string record_, last_key_;   // reused
    std::vector<std::string> first_;  // records of the first rows by key, in order

    bool before(std::string_view key, std::string_view other) const;
    rules::Key shown(std::string_view key) const;
    rules::Member member(std::string_view record) const;
    void keep_first(std::string_view key);
    std::vector<std::string_view> records() const;
};

}  // namespace tieout::verify
