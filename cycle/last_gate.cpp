#include "cycle/last_gate.h"

#include <algorithm>

#include "base/error.h"
#include "cycle/gate_beyond.h"
#include "cycle/record_digest.h"

namespace tieout::cycle {

rules::CycleRecord last_cycle(const Ledger& ledger, const rules::Project& project) {
    auto record = ledger.last();
    if (!record) throw Error(Fault::usage, "no cycle has ended in " + project.state.string());
    // A cycle of before there were digests.
    if (record->digest.empty()) record->digest = digest_of(*record);
    return *std::move(record);
}

bool lacks_signatures_alone(const rules::GateResult& gate) {
    return std::all_of(gate.clauses.begin(), gate.clauses.end(), [](const auto& clause) {
        return clause.holds || clause.clause == signatures_clause;
    });
}

LastGate judge_last(const Ledger& ledger, const rules::Project& project, const std::string& now) {
    LastGate last;
    last.record = last_cycle(ledger, project);
    last.record.integrations = ledger.integrations();
    last.facts = {now, ledger.before(last.record.number), rules::load_sign_offs(project.sign_offs)};
    last.gate = judge(last.record, project.profile.policy, project.profile.name, last.facts);
    last.killed = ledger.lines().back().number != last.record.number;
    if (last.killed) {
        last.gate.clauses.push_back(
            {"the last cycle that began has ended", "it has not", "ended", false});
        last.gate.open = false;
    }
    return last;
}

}  // namespace tieout::cycle
