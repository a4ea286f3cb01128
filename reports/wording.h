// The sentences that all reports share, so that no two of them say it differently.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "rules/record.h"

namespace tieout::reports {

// "1,234,567.80" of "1234567.80"; what is no number is returned as it is.
std::string grouped(const std::string& number);
std::string grouped(std::uint64_t count);
std::string grouped(const Decimal& amount);
// "1 row", "1,204 rows".
std::string counted(std::uint64_t count, const char* one, const char* many);
// "Sum of total, by month of due on" of "sum total by month(due_on)".
std::string total_words(const std::string& name);
std::string duration(double seconds);  // "0.4 s", "3 min 20 s"

struct VerdictWords {
    std::string word;      // "Holds", "Broken", "Incomplete"
    std::string headline;  // one sentence
    std::string meaning;   // what follows from it
};
VerdictWords verdict_words(const rules::CycleRecord& record);

// What the kind of a finding says of both sides: "in ModernBill v4, not in v5".
std::string kind_words(rules::FindingKind kind, const rules::CycleRecord& record);

struct Toll {
    std::uint64_t findings = 0, rows = 0;
};
// Findings of one severity and origin that are not waived, and their rows.
Toll toll(const rules::CycleRecord& record, rules::Severity severity, rules::Origin origin);

// Sum of the amounts of errors that are not waived; nullopt: none has one. An invoice and its
// ledger entry may both stand in it: it says how much there is to look at, and is no loss.
std::optional<Decimal> money_at_risk(const rules::CycleRecord& record);

// What became of the record's finding of that id; nullptr: the record knows no lives.
const rules::FindingLife* life_of(const rules::CycleRecord& record, const std::string& finding_id);
// "new in this cycle", "stands: first seen in cycle 3, last in cycle 6, in 4 cycles; 2 rows new".
std::string life_words(const rules::FindingLife& life);

// "waivers.yaml:3:5 of Ada is outgrown: 12 rows of at most 10, 4.00 of at most 0".
std::string waiver_words(const rules::WaiverResult& waiver);

const std::string& label(const rules::CycleRecord& record, rules::Origin side);
// The tie, else the rule that a finding is of.
const std::string& subject(const rules::Finding& finding);

}  // namespace tieout::reports
