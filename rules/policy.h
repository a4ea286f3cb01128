// What must be true for the gate to open: the `policy` of a profile in tieout.yaml (docs/gate.md).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/decimal.h"

namespace tieout::rules {

class Yaml;

struct Policy {
    std::string where = "built in";  // file:line of the policy, for the gate's print
    std::uint64_t max_errors = 0;    // findings of severity error
    std::uint64_t max_warnings = UINT64_MAX;
    // Rows and money (in the record's currency) of findings of severity error, and of those that
    // are waived. nullopt: any number.
    std::optional<std::uint64_t> max_error_rows, max_waived_rows;
    std::optional<Decimal> max_error_money, max_waived_money;
    std::uint64_t max_quarantined = 0;  // rows of all tables together
    std::vector<std::pair<std::string, std::uint64_t>> max_quarantined_of;  // of a target table
    bool require_coverage = true;            // no unknown source column
    bool require_complete = true;            // every tie and rule was looked at
    bool require_read_only_verifier = true;  // the role that verified cannot write
    bool require_consistent_snapshot = false;
    bool require_integrations = false;       // each works, or somebody said why it has no probe
    std::uint64_t min_rows = 1;              // compared rows, all ties together
    std::uint64_t max_forecast_differs = 0;  // months of clients that the two sides bill otherwise
    std::uint64_t clean_cycles = 0;          // cycles in a row that hold, the judged one among them
    std::optional<std::chrono::milliseconds> max_age;  // since the cycle began to look
    // tieout, pack and configuration are those of the rehearsals before.
    bool require_same_set_up = false;
    std::vector<std::string> sign_offs;  // roles, each of which has signed this very cycle
    std::string profile;                 // of a cycle of another one the gate is shut; empty: any
};

// Throws Error(Fault::usage) with file:line:column.
Policy policy_at(const Yaml& node);

}  // namespace tieout::rules
