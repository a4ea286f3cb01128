#include "cutover/night.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cutover/freeze_step.h"
#include "cutover/night_steps.h"
#include "cutover/probe_steps.h"
#include "cycle/state_folder.h"

namespace tieout::cutover {

Steps steps_of(const Night& night, const HookPlace& place) {
    const RunbookFile& book = *night.book;
    Steps steps;
    steps.push_back(std::make_unique<PreconditionsStep>(night));
    steps.push_back(std::make_unique<FreezeStep>(night, place));
    steps.push_back(std::make_unique<CycleStep>(night));
    steps.push_back(std::make_unique<GateStep>(night));
    steps.push_back(std::make_unique<MarkStep>(night));
    steps.push_back(std::make_unique<SwitchStep>(night, place));
    if (!book.smoke.empty()) steps.push_back(std::make_unique<SmokeStep>(night));
    if (book.open)
        steps.push_back(
            std::make_unique<HookStep>("open", "open the target to the public", *book.open, place));
    if (book.watch.during.count() > 0) steps.push_back(std::make_unique<WatchStep>(night));
    return steps;
}

bool owes_what_was_received(const Journal& journal) {
    return state_of(journal).goes_back && journal.has("switch", Event::begun) &&
           journal.has("mark", Event::begun) && !journal.has("mark", Event::undone);
}

NightLock::NightLock(const std::filesystem::path& state) {
    // Private from its first moment, as any state folder.
    if (!std::filesystem::exists(state)) {
        const cycle::StateFolder made(state);
    }
    const std::filesystem::path folder = state / "cutover";
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::filesystem::path file = folder / "lock";
    lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0)
        throw Error(Fault::disk, "cannot write " + file.string() + ": " + std::strerror(errno));
    if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(lock_);
    throw Error(Fault::usage, "another tieout walks the runbook in " + state.string() +
                                  "; `tieout cutover status` says how far it is");
}

NightLock::~NightLock() {
    ::close(lock_);
}

}  // namespace tieout::cutover
