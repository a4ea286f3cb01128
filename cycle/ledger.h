// The ledger: every cycle that ran, in one SQLite file. Rows are only ever added.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/record.h"

namespace tieout::cycle {

struct LedgerLine {
    int number = 0;
    std::string started_at, finished_at, profile, verdict;
    std::uint64_t errors = 0, findings = 0, quarantined = 0;
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
    void end(const rules::CycleRecord& record);

    std::vector<LedgerLine> lines() const;           // oldest first
    std::optional<rules::CycleRecord> last() const;  // the last cycle that ended
    std::optional<rules::CycleRecord> find(int number) const;

private:
    struct File;
    std::unique_ptr<File> file_;
};

}  // namespace tieout::cycle
