// What became of a finding from cycle to cycle.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/decimal.h"
#include "rules/finding.h"

namespace tieout::rules {

// As of one cycle, beside the cycles of the same profile before it. regressed: it had been resolved
// and is back. not_looked: it was there before, and this cycle did not look.
enum class LifeState { fresh, standing, regressed, resolved, not_looked };
const char* name(LifeState state);                 // fresh is "new"
LifeState life_state_of(const std::string& word);  // throws Error(Fault::usage)

struct FindingLife {
    std::string finding_id, title;
    Severity severity = Severity::error;
    Origin origin = Origin::target;
    LifeState state = LifeState::fresh;
    int first_seen = 0, last_seen = 0;  // numbers of cycles
    std::uint64_t cycles = 0;           // in how many it was seen
    // Of its members in this cycle; a finding about the whole has none.
    std::uint64_t members_new = 0, members_standing = 0, members_regressed = 0,
                  members_resolved = 0;
    bool operator==(const FindingLife&) const = default;
};

// What two cycles say of one finding.
struct FindingChange {
    std::string id, title;
    Severity severity = Severity::error;
    Origin origin = Origin::target;
    std::uint64_t before = 0, after = 0;               // members
    std::optional<Decimal> money_before, money_after;  // nullopt: it has no amount
    bool seen_before = false, seen_after = false;
    std::uint64_t gone = 0, come = 0;  // members of the first alone, and of the second alone
    bool operator==(const FindingChange&) const = default;
};

}  // namespace tieout::rules
