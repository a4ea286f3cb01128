// Rows that are not the same on both sides, where all of them may be so: kept as bytes until
// somebody asks to see them.
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

// Records of all such rows of a tie: few in memory, more in a file.
class PlainLog {
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

// Those of one finding, of which nothing is to be said but what they are.
class PlainRows : public rules::ManyMembers {
public:
    // A row: frames by field of the tie (canonical.h).
    using Frames = std::vector<std::string_view>;

    // Rows that differ in `fields`.
    PlainRows(const Tie& tie, std::vector<std::size_t> fields, std::size_t samples,
              std::shared_ptr<PlainLog> log);
    // Rows that only `side` has.
    PlainRows(const Tie& tie, SideName side, std::size_t samples, std::shared_ptr<PlainLog> log);

    // No allocation, but for the first rows by key.
    void add(std::string_view key, const Frames& source, const Frames& target);
    void add(std::string_view key, std::string_view fields);

    std::uint64_t count() const override { return count_; }
    std::optional<Decimal> amount() const override;
    std::vector<rules::Member> first() const override;
    void for_each(const rules::VisitMember& visit) const override;

private:
    static constexpr std::size_t head_size = 16;
    struct Shown {  // of the tie, which may be gone when somebody asks
        std::string name;
        As as = As::text;
    };
    std::vector<Shown> keys_, columns_;
    std::vector<std::size_t> fields_;
    std::optional<SideName> only_;      // nullopt: both sides have the row
    std::optional<std::size_t> money_;  // among fields_
    std::size_t samples_;
    std::shared_ptr<PlainLog> log_;

    std::uint64_t count_ = 0, last_ = 0;  // where the last record begins, plus one
    bool ascends_ = true;                 // rows came in the order of their keys
    bool has_amount_ = false;
    ExactSum amount_;
    std::string record_, last_key_;   // reused
    std::vector<std::string> first_;  // records of the first rows by key, in order

    PlainRows(const Tie& tie, std::vector<std::size_t> fields, std::optional<SideName> only,
              std::size_t samples, std::shared_ptr<PlainLog> log);
    void begin_record(std::string_view key) { record_.assign(head_size, '\0').append(key); }
    void end_record(std::string_view key, const std::optional<Decimal>& amount);
    bool before(std::string_view key, std::string_view other) const;
    rules::Key shown(std::string_view key) const;
    rules::Member member(std::string_view record) const;
    void keep_first(std::string_view key);
    std::vector<std::string_view> records() const;
};

}  // namespace tieout::verify
