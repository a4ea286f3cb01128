// tieout cutover run: walks the runbook, or goes on where a walk was broken off.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/cutover_night.h"
#include "cli/cutover_parts.h"
#include "cli/exit_code.h"
#include "cli/gently.h"

namespace tieout::cli {
namespace {

namespace fs = std::filesystem;

// The night that has not ended; else empty.
fs::path open_night(const fs::path& state) {
    const auto nights = cutover::nights_in(state);
    if (nights.empty()) return {};
    const cutover::Journal journal(nights.back() / "journal.jsonl", now_utc);
    return cutover::state_of(journal).ended ? fs::path() : nights.back();
}

// Before anything is frozen: nobody would be there to type it later.
void someone_can_confirm(const CutoverFlags& flags) {
    const bool said =
        std::find(flags.confirm.begin(), flags.confirm.end(), "switch") != flags.confirm.end();
    if (said || ::isatty(STDIN_FILENO) != 0) return;
    throw Error(Fault::usage,
                "nobody can be asked before the switch: standard input is no terminal; say "
                "--confirm switch");
}

// Customers have written into the target: what the notes of the last migration say of it is not
// all.
bool was_ever_switched(const fs::path& state) {
    const auto nights = cutover::nights_in(state);
    return std::any_of(nights.begin(), nights.end(), [](const fs::path& night) {
        return cutover::Journal(night / "journal.jsonl", now_utc)
            .has("switch", cutover::Event::begun);
    });
}

std::vector<std::string> blockers_of(cutover::Step& step) {
    try {
        return step.blockers();
    } catch (const Error& error) {
        return {std::string("not known: ") + error.what()};
    }
}

// Where the checks of a dry run print: a folder that nobody else can name; gone at the end.
class DryFolder {
public:
    DryFolder() {
        std::string name = (fs::temp_directory_path() / "tieout-dry-run-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            throw Error(Fault::disk, "cannot make a folder in $TMPDIR for the checks' output");
        path_ = name;
    }
    ~DryFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    DryFolder(const DryFolder&) = delete;
    DryFolder& operator=(const DryFolder&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

int dry_run(const CutoverFlags& flags) {
    const DryFolder folder;
    const auto place = night_at(flags, folder.path());
    bool blocked = false;
    for (const auto& step : cutover::steps_of(place->night, *place->hooks)) {
        std::printf("%s: %s\n", step->name().c_str(), step->title().c_str());
        for (const std::string& line : step->would())
            std::printf("  %s\n", line.c_str());
        if (!step->confirmation().empty())
            std::printf("  only when somebody types `%s`\n", step->confirmation().c_str());
        for (const std::string& blocker : blockers_of(*step)) {
            blocked = true;
            std::printf("  BLOCKED: %s\n", blocker.c_str());
        }
    }
    std::printf("%s\n", blocked ? "the night cannot begin" : "nothing stands in the way");
    return blocked ? broken : holds;
}

int run_night(CutoverFlags flags) {
    if (flags.dry_run) return dry_run(flags);
    someone_can_confirm(flags);
    const rules::Project project = project_of_night(flags);
    if (flags.cycle.delta && was_ever_switched(project.state)) {
        flags.cycle.delta = false;
        std::fputs("everything will be written: customers have reached the target in a night\n",
                   stderr);
    }
    // What is wrong in the runbook is said before there is a night.
    cutover::RunbookFile::load(project.runbook, project.zone);
    const cutover::NightLock lock(project.state);
    fs::path folder = open_night(project.state);
    const bool is_new = folder.empty();
    if (is_new) folder = cutover::next_night(project.state);
    const auto place = night_at(flags, folder);
    if (is_new) place->journal->add("", cutover::Event::night, project.profile.name);
    const auto steps = cutover::steps_of(place->night, *place->hooks);
    return tell(flags, *place, cutover::walk(steps, *place->journal, walk_options(flags, *place)));
}

}  // namespace

void add_cutover_run(CLI::App& cutover, Outcome& outcome) {
    auto flags = std::make_shared<CutoverFlags>();
    CLI::App* command = cutover.add_subcommand(
        "run",
        "walk the runbook, or go on where a walk was broken off (exit 1 where it went back)");
    add_night_flags(*command, *flags);
    add_walk_flags(*command, *flags, "switch");
    CycleFlags& cycle = flags->cycle;
    command->add_flag("--create", cycle.create, "make the target's tables where it has none");
    command->add_flag("--replace", cycle.replace, "load over rows that tieout did not write");
    add_delta_flag(*command, cycle.delta);
    add_matching_flags(*command, cycle.common);
    add_reader_flags(*command, cycle.common);
    add_gentle_flags(*command, cycle.common.gentle);
    command->callback([flags, &outcome] { outcome.exit_code = run_night(*flags); });
}

}  // namespace tieout::cli
