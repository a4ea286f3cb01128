// waivers.yaml: findings that somebody has accepted, until when, and up to how much.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "rules/finding.h"

namespace tieout::rules {

struct Waiver {
    std::string where;  // "waivers.yaml:3:5"
    // One finding by its id, or all that fit: of this tie or rule, this kind, and with no column
    // that differs but these.
    std::string finding;
    std::string tie, rule;
    std::optional<FindingKind> kind;
    std::vector<std::string> columns;
    std::string who, why;
    std::string until;           // YYYY-MM-DD, the last day on which it counts
    std::uint64_t max_rows = 0;  // of all findings that it covers
    Decimal max_money;           // of their amounts, in the record's currency

    // A finding is of rows that differ in exactly its columns: covered is each of them, or none.
    bool covers(const Finding& finding) const;
};

// One that would cover `finding` as it is now: its id, its rows, its money. Who, why and until are
// for a person to say.
Waiver waiver_of(const Finding& finding);
// As an entry of waivers.yaml, below `remark`.
std::string entry_of(const Waiver& waiver, const std::string& remark);

// No file: no waivers. Throws Error(Fault::usage) with file:line:column.
std::vector<Waiver> load_waivers(const std::filesystem::path& file);

// What became of a waiver in one cycle. used: what it covers counts no more. expired, outgrown: it
// counts again, all of it. unused: there was nothing to cover.
enum class WaiverState { used, expired, unused, outgrown };
const char* name(WaiverState state);
WaiverState waiver_state_of(const std::string& word);  // throws Error(Fault::usage)

struct WaiverResult {
    std::string where, who, why, until;
    WaiverState state = WaiverState::unused;
    std::vector<std::string> finding_ids;  // that it covers
    std::uint64_t rows = 0, max_rows = 0;
    Decimal money, max_money;
    bool operator==(const WaiverResult&) const = default;
};

}  // namespace tieout::rules
