// Blockers that the ledger knows: the gate, and what production is tied to.
#include <fmt/format.h>

#include "cutover/blocker_parts.h"
#include "cycle/last_gate.h"

namespace tieout::cutover {
namespace {

constexpr const char* look_at_the_gate = "`tieout gate` lists every clause";

}  // namespace

Sight look_at_gate(Scene& scene) {
    if (!scene.ledger || !scene.last)
        return Sight::blocks("no cycle has ended: nothing is known to tie out",
                             "rehearse with `tieout cycle` until the gate opens");
    const cycle::LastGate last = cycle::judge_last(*scene.ledger, scene.project, scene.options.now);
    std::vector<std::string> shut;
    for (const rules::GateClause& clause : last.gate.clauses)
        if (!clause.holds)
            shut.push_back(
                fmt::format("{} {} (wanted: {})", clause.clause, clause.figure, clause.wanted));
    // Of its own words: the clause says no figure.
    if (last.killed) shut.back() = "the last cycle that began has not ended";
    const std::string which =
        fmt::format("gate of profile {}, cycle {}", scene.project.profile.name, last.record.number);
    if (shut.empty()) return Sight::clear("the " + which + ", is open");
    return Sight::blocks("the " + which + ", is closed by " + some_of(shut), look_at_the_gate);
}

Sight look_at_integrations(Scene& scene) {
    const auto check = scene.ledger ? scene.ledger->integrations() : std::nullopt;
    if (!check)
        return Sight::unknown("nobody has asked yet whether what production is tied to works",
                              "`tieout check --integrations` asks");
    std::vector<std::string> failing, open;
    for (const rules::IntegrationResult& result : check->results) {
        if (result.state == rules::IntegrationState::fails) failing.push_back(result.name);
        if (!result.is_covered()) open.push_back(result.name);
    }
    const std::string when = ", as checked at " + check->checked_at;
    if (!failing.empty())
        return Sight::blocks("integrations that fail, " + some_of(failing) + when,
                             "mend them, then `tieout check --integrations` again");
    if (open.empty()) return Sight::clear("every integration works or needs no probe" + when);
    const std::string nobody_knows = "integrations that were not asked, " + some_of(open) + when;
    if (!scene.project.profile.policy.require_integrations)
        return Sight::clear("none fails; " + nobody_knows + "; the policy does not ask for them");
    return Sight::unknown(nobody_knows,
                          "give each a probe, or say why it has none "
                          "(docs/integrations.md)");
}

}  // namespace tieout::cutover
