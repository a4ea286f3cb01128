// tieout cutover rollback: takes the last night back, and tells what the target received meanwhile.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/cutover_night.h"
#include "cli/cutover_parts.h"
#include "cli/exit_code.h"

namespace tieout::cli {
namespace {

cutover::Journal journal_of(const std::filesystem::path& night) {
    return {night / "journal.jsonl", now_utc};
}

// The last one; and where that is taken back already, one that still owes what was received.
std::filesystem::path night_to_take_back(const std::filesystem::path& state) {
    const auto nights = cutover::nights_in(state);
    if (nights.empty())
        throw Error(Fault::usage,
                    "no night has begun in " + state.string() + ": there is nothing to take back");
    const cutover::NightState last = cutover::state_of(journal_of(nights.back()));
    if (!last.ended || !last.goes_back) return nights.back();
    for (auto night = nights.rbegin(); night != nights.rend(); ++night)
        if (cutover::owes_what_was_received(journal_of(*night))) return *night;
    throw Error(Fault::usage, "night " + nights.back().filename().string() +
                                  " has been taken back already: " + last.how);
}

int dry_run(NightPlace& place) {
    const auto steps = cutover::steps_of(place.night, *place.hooks);
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        const bool ours = place.journal->has((*step)->name(), cutover::Event::begun) &&
                          !place.journal->has((*step)->name(), cutover::Event::found);
        std::printf("%s: %s\n", (*step)->name().c_str(), ours ? "taken back" : "left as it is");
    }
    return holds;
}

int roll_back(const CutoverFlags& flags) {
    const rules::Project project = project_of_night(flags);
    const cutover::NightLock lock(project.state);
    const auto place = night_at(flags, night_to_take_back(project.state));
    if (flags.dry_run) return dry_run(*place);
    const bool switched = cutover::is_switched(*place->journal);
    if (switched &&
        !confirmed(flags, "rollback",
                   "Customers are sent back to the source; what the target received since the "
                   "switch is written down and brought over by nobody"))
        throw Error(Fault::usage, "not confirmed: nothing was taken back (--confirm rollback)");
    const auto steps = cutover::steps_of(place->night, *place->hooks);
    const cutover::Walked walked = cutover::walk_back(
        steps, *place->journal, walk_options(flags, *place), "rolled back by hand");
    const int code = tell(flags, *place, walked);
    if (walked.way != cutover::Way::back) return code;
    const bool owes = cutover::owes_what_was_received(*place->journal);
    const auto told =
        place->journal->last("mark", owes ? cutover::Event::failed : cutover::Event::undone);
    if (!flags.cycle.common.json && told) std::printf("  %s\n", told->sentence.c_str());
    return owes ? could_not_look : holds;
}

}  // namespace

void add_cutover_rollback(CLI::App& cutover, Outcome& outcome) {
    auto flags = std::make_shared<CutoverFlags>();
    CLI::App* command = cutover.add_subcommand(
        "rollback", "take the last night back, and tell what the target received meanwhile");
    add_night_flags(*command, *flags);
    add_walk_flags(*command, *flags, "rollback");
    command->callback([flags, &outcome] { outcome.exit_code = roll_back(*flags); });
}

}  // namespace tieout::cli
