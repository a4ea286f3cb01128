// What `cutover run`, `status` and `rollback` share: the night as the project has it, who is asked,
// what is told.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/cycle_run.h"
#include "cli/output.h"
#include "cutover/night.h"

namespace tieout::cli {

struct CutoverFlags {
    CycleFlags cycle;  // of the night's own cycle
    std::string what;  // the word behind `cutover`: run, status, rollback
    std::string runbook;
    std::vector<std::string> confirm;  // words that a person would type
    bool dry_run = false;
};

// Flags that the three take; of the profile `final`, where nothing else is said.
void add_night_flags(CLI::App& command, CutoverFlags& flags);
// Those of a walk, beside them.
void add_walk_flags(CLI::App& command, CutoverFlags& flags, const char* word);

// What a walk needs, made from the flags; the journal is that of the night in `folder`.
struct NightPlace {
    rules::Project project;
    rules::Pack pack;
    cutover::RunbookFile book;
    std::unique_ptr<cutover::Journal> journal;
    cutover::Night night;
    std::unique_ptr<cutover::HookPlace> hooks;
    std::unique_ptr<ProgressLine> progress;
};
// `flags` outlives what is returned.
std::unique_ptr<NightPlace> night_at(const CutoverFlags& flags,
                                     const std::filesystem::path& folder);
rules::Project project_of_night(const CutoverFlags& flags);
cutover::WalkOptions walk_options(const CutoverFlags& flags, NightPlace& place);
// True where `word` was said by a flag, or is typed in answer to `what`. Throws
// Error(Fault::interrupted).
bool confirmed(const CutoverFlags& flags, const std::string& word, const std::string& what);
// The exit code.
int tell(const CutoverFlags& flags, const NightPlace& place, const cutover::Walked& walked);

}  // namespace tieout::cli
