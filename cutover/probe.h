// The probes of the integrations: asked a few at a time, each within its time, answered in the
// order of the inventory.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "rules/integrations.h"
#include "rules/pack.h"

namespace tieout::cutover {

struct ProbeOptions {
    std::string source, target;         // URLs of the sides, or env:NAME; empty: not named
    const rules::Pack* pack = nullptr;  // how the source calls its tables; nullptr: as they are
    // Enough that one that hangs holds up few, and few enough that nobody takes it for an attack.
    std::size_t at_once = 4;
    const std::atomic<bool>* stop = nullptr;
};

struct Probed {
    rules::IntegrationResult result;
    std::optional<Fault> fault;  // why the question could not be put
};

// Never throws for what a probe could not do: its result is `not asked` and says why.
std::vector<Probed> run_probes(const std::vector<rules::Integration>& integrations,
                               const ProbeOptions& options);

}  // namespace tieout::cutover
