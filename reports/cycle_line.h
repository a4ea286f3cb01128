// One cycle of many, as a line of a list.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/decimal.h"

namespace tieout::reports {

struct CycleLine {
    int number = 0;
    std::string started_at, profile;
    std::string verdict;  // "holds", "broken", "incomplete", or "started" for one that never ended
    std::uint64_t errors = 0, findings = 0, quarantined = 0;
    std::string report = "";  // link, relative: "cycles/0007/report.html"; empty: none
    // Findings by what became of them.
    std::uint64_t fresh = 0, standing = 0, regressed = 0, resolved = 0;
    std::optional<Decimal> money = std::nullopt;  // amounts of errors
};

}  // namespace tieout::reports
