// One night: the steps from the first look to the watch over the open target, made of the runbook,
// the project and what can run a cycle.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/error.h"
#include "cutover/hook_step.h"
#include "cutover/journal.h"
#include "cutover/runbook.h"
#include "cutover/runbook_file.h"
#include "rules/pack.h"
#include "rules/project.h"
#include "rules/record.h"

namespace tieout::cutover {

struct CycleEnd {
    rules::CycleRecord record;
    std::optional<Error> stopped_by;
};

// What the steps share. All that is pointed to outlives them.
struct Night {
    const rules::Project* project = nullptr;
    const rules::Pack* pack = nullptr;
    const RunbookFile* book = nullptr;
    Journal* journal = nullptr;
    std::filesystem::path folder;  // of this night, absolute
    bool replace = false;          // rows that the target received in an earlier night may go
    const std::atomic<bool>* stop = nullptr;
    std::function<std::string()> now;     // UTC, RFC 3339
    std::function<CycleEnd()> run_cycle;  // preflight, migrate, verify, into the ledger
    std::function<void(const std::string& step, const std::string& line)> progress;

    std::filesystem::path source_at_freeze() const { return folder / "source_at_freeze.json"; }
    std::filesystem::path marks() const { return folder / "target_at_switch.db"; }
    std::filesystem::path received() const { return folder / "received"; }
    HookPlace hooks() const { return {*journal, book->folder, folder}; }
};

// preconditions, freeze, cycle, gate, mark, switch, smoke, open, watch: those that the runbook has.
// `night` and `place` outlive them.
Steps steps_of(const Night& night, const HookPlace& place);

// Whether customers reached the target in that night and were led back, and what the target
// received is still to be told: `rollback` does it once more.
bool owes_what_was_received(const Journal& journal);

// Only one tieout walks in a state folder at a time. Throws Error(Fault::usage) where another one
// does, Error(Fault::disk).
class NightLock {
public:
    explicit NightLock(const std::filesystem::path& state);
    ~NightLock();
    NightLock(const NightLock&) = delete;
    NightLock& operator=(const NightLock&) = delete;

private:
    int lock_ = -1;
};

}  // namespace tieout::cutover
