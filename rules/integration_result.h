// What a check of the integrations saw. A record carries the latest that was known.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tieout::rules {

// works, fails: the probe was asked, and answered so. no_probe: there is none. not_asked: there is
// one, and the question could not be put.
enum class IntegrationState { works, fails, no_probe, not_asked };
const char* name(IntegrationState state);
IntegrationState integration_state_of(const std::string& word);  // throws Error(Fault::usage)

struct IntegrationResult {
    std::string name, title, kind, owner;
    std::string source, target;  // what the source does; what must do it in the target
    std::string probe;           // "GET https://order.example/"; empty: there is none
    IntegrationState state = IntegrationState::no_probe;
    std::string sentence;            // what was seen, or why nothing was; never a secret
    std::string accepted;            // why it is right that it has no probe; empty: nobody said so
    std::uint64_t milliseconds = 0;  // that the answer took

    // It works, or somebody has written down why nobody asks.
    bool is_covered() const {
        return state == IntegrationState::works ||
               (state == IntegrationState::no_probe && !accepted.empty());
    }
    bool operator==(const IntegrationResult&) const = default;
};

struct IntegrationsCheck {
    std::string checked_at;                  // UTC, RFC 3339
    std::vector<IntegrationResult> results;  // in the inventory's order
    bool operator==(const IntegrationsCheck&) const = default;
};

// As `tieout check --integrations --json` prints it, as the ledger keeps it, and back.
std::string to_json(const IntegrationsCheck& check);
IntegrationsCheck integrations_from_json(const std::string& json);

}  // namespace tieout::rules
