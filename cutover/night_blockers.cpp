#include "cutover/night_blockers.h"

#include <fmt/format.h>

#include "cutover/blockers.h"
#include "cutover/received_before.h"
#include "cycle/last_gate.h"

namespace tieout::cutover {
namespace {

// The gate of the cycle that ended last, by the policy of the profile that it ran under: a
// rehearsal, or the cycle of an earlier night. Signatures are for the cycle of this night.
std::string closed_rehearsal(const Night& night) {
    const auto file = night.project->state / "ledger.db";
    if (!std::filesystem::exists(file)) return "no cycle has ended: rehearse (tieout cycle)";
    const cycle::Ledger ledger(file);
    rules::Project project = *night.project;
    const std::string profile = cycle::last_cycle(ledger, project).profile;
    if (!project.file.empty() && profile != project.profile.name)
        project.profile = rules::Project::load(project.file, profile).profile;
    const cycle::LastGate last = cycle::judge_last(ledger, project, night.now());
    if (cycle::lacks_signatures_alone(last.gate)) return {};
    return fmt::format(
        "the gate of profile {} is closed for cycle {}, the last one: `tieout gate "
        "--profile {}` lists every clause",
        profile, last.record.number, profile);
}

// Whether the gate of the night's own cycle will say it, where the policy asks for it.
bool is_the_gates(const Blocker& blocker, const rules::Policy& policy) {
    if (blocker.name == "gate" || blocker.name == "defanged_target") return true;
    return blocker.name == "integrations" && blocker.state == Blocker::State::unknown &&
           !policy.require_integrations;
}

void add_window(const Night& night, std::vector<std::string>& sentences) {
    const auto& window = night.book->window;
    const auto now = Instant::parse(night.now());
    if (!window || !now) return;
    if (*now < window->begins) sentences.push_back("the window begins at " + window->begins.text());
    if (*now >= window->ends) sentences.push_back("the window ended at " + window->ends.text());
}

}  // namespace

std::vector<std::string> night_blockers(const Night& night) {
    std::vector<std::string> sentences;
    add_window(night, sentences);
    const auto& postpone = night.book->postpone_file;
    if (std::filesystem::exists(postpone))
        sentences.push_back("postponed: " + postpone.filename().string() + " is there");
    if (const std::string left = night.replace ? "" : received_before(night); !left.empty())
        sentences.push_back(left);
    if (const std::string closed = closed_rehearsal(night); !closed.empty())
        sentences.push_back(closed);
    BlockerOptions options;
    options.now = night.now();
    options.stop = night.stop;
    for (const Blocker& blocker : find_blockers(*night.project, *night.pack, options)) {
        if (blocker.state == Blocker::State::clear) continue;
        if (is_the_gates(blocker, night.project->profile.policy)) continue;
        sentences.push_back(blocker.name + ": " + blocker.sentence +
                            (blocker.way_out.empty() ? "" : "; " + blocker.way_out));
    }
    return sentences;
}

}  // namespace tieout::cutover
