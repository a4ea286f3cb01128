// What `tieout gate` can do beside judging.
#pragma once

#include <string>

#include "cli/setting.h"
#include "cycle/gate.h"
#include "cycle/ledger.h"

namespace tieout::cli {

struct GateFlags {
    Flags common;
    std::string junit, seal_with;
    std::string verify, public_key, report;
    std::string sign_off, who, note;
};

// Writes seal.json beside the cycle's report; its path.
std::string seal_gate(const rules::Project& project, const rules::CycleRecord& record,
                      const rules::GateResult& gate, const cycle::GateFacts& facts,
                      const std::string& key_file);
// Both: the exit code.
int verify_seal(const GateFlags& flags);
int sign_off(const GateFlags& flags);

}  // namespace tieout::cli
