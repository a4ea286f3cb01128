// The ledger: every cycle that ran and the lives of what it found, in one SQLite file. History is
// never dropped.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cycle/gate.h"
#include "cycle/lives.h"
#include "rules/record.h"

namespace tieout::cycle {

struct LedgerLine {
    int number = 0;
    std::string started_at, finished_at, profile, verdict;
    std::uint64_t errors = 0, findings = 0, quarantined = 0;
    LifeTally lives;
};

// Safe against kill -9 (SQLite's journal) and against two processes (SQLite's locks). Throws
// Error(Fault::disk).
class Ledger {
public:
    explicit Ledger(const std::filesystem::path& file);
    ~Ledger();
    Ledger(Ledger&&) noexcept;

    // Takes a number for a cycle that begins; a cycle that never ends stays in the book as
    // "started".
    int begin(const std::string& started_at, const std::string& profile);
    // Follows the lives of the record's findings and writes them into record.lives, and what the
    // cycles before it came to into record.trend. The book keeps them with end(), or not at all.
    void follow(rules::CycleRecord& record, const std::vector<rules::FindingMembers>& members);
    void end(const rules::CycleRecord& record);

    // Beside the cycles: the integrations are looked at whenever somebody asks.
    void add(const rules::IntegrationsCheck& check);
    std::optional<rules::IntegrationsCheck> integrations() const;  // the latest

    std::vector<LedgerLine> lines() const;           // oldest first
    std::optional<rules::CycleRecord> last() const;  // the last cycle that ended
    std::optional<rules::CycleRecord> find(int number) const;
    // Those before cycle `number`, the latest first; those that never ended too.
    std::vector<EarlierCycle> before(int number) const;
    // What `after` says otherwise than `before`. Throws Error(Fault::usage) where one of them has
    // not ended, or where they are of two profiles.
    std::vector<rules::FindingChange> changes(int before, int after) const;

    // Drops the records of the cycles before `number`, and nothing else: their lines and what
    // became of their findings stay. Their numbers. Throws Error(Fault::usage) where no cycle
    // `number` has ended, for the last record is the gate's.
    std::vector<int> prune_before(int number);

private:
    struct File;
    std::unique_ptr<File> file_;
};

}  // namespace tieout::cycle
