// Walks the steps of a night forward, and back where one fails before the switch. All that it knows
// of how far it has come stands in the journal, so that it goes on after a crash as if nothing had
// been.
//
//   forward   begun ─▶ (in effect before: found) ─▶ done        the next one
//                  └─▶ failed ─▶ before or at the switch: back, else the night waits for people
//   back      undoing ─▶ undone                                  the one before
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "cutover/journal.h"
#include "cutover/step.h"

namespace tieout::cutover {

using Steps = std::vector<std::unique_ptr<Step>>;

struct WalkOptions {
    std::string switch_name = "switch";   // up to this step all is taken back where one fails
    std::filesystem::path postpone_file;  // where it is there one walks back, before the switch
    const std::atomic<bool>* stop = nullptr;
    // What a person types in answer to "type `switch`": true where it is the word.
    std::function<bool(const Step&)> confirm;
    std::function<void(const Step&, const std::string& line)> say;
};

enum class Way {
    open,   // every step is done
    back,   // every step is taken back: the source is as it was
    waits,  // stopped between two steps, or failed behind the switch: run again, or roll back
    stuck   // a step could not be taken back: a person is needed
};

struct Walked {
    Way way = Way::open;
    std::string sentence;        // why, where it is not open
    std::optional<Fault> fault;  // where that was: we could not look, and did not see
};

// How a night stands, by its journal.
struct NightState {
    bool ended = false, goes_back = false;
    std::string how;  // where it has ended: "open", or why it went back
};
NightState state_of(const Journal& journal);
// Whether customers may have reached the target: the switch was begun, and not taken back.
bool is_switched(const Journal& journal, const std::string& switch_name = "switch");

// From where the journal says. A night that goes back goes on going back.
Walked walk(const Steps& steps, Journal& journal, const WalkOptions& options);
// Takes back all that the night did, from the last step to the first.
Walked walk_back(const Steps& steps, Journal& journal, const WalkOptions& options,
                 const std::string& why);

}  // namespace tieout::cutover
