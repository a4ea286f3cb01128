// The steps of a night that tieout takes itself: look, move and prove, judge, remember.
#pragma once

#include "cutover/night.h"
#include "cutover/night_blockers.h"
#include "cutover/step.h"
#include "cycle/last_gate.h"

namespace tieout::cutover {

class PreconditionsStep : public Step {
public:
    explicit PreconditionsStep(const Night& night)
        : Step("preconditions", "may the night begin?"), night_(night) {}
    Seen act() override;
    std::vector<std::string> would() override { return {"look at what could stand in the way"}; }
    std::vector<std::string> blockers() override { return night_blockers(night_); }

private:
    const Night& night_;
};

// One cycle of the night's profile; what it found is the gate's to judge. One that ended before a
// crash is not run again.
class CycleStep : public Step {
public:
    explicit CycleStep(const Night& night)
        : Step("cycle", "migrate what the source holds now, and verify it"), night_(night) {}
    bool in_effect() override;
    Seen act() override;
    Seen prove() override;
    std::vector<std::string> would() override;

private:
    const Night& night_;
};

class GateStep : public Step {
public:
    explicit GateStep(const Night& night) : Step("gate", "may we cut over?"), night_(night) {}
    // Waits for its signatures as long as the runbook says.
    Seen act() override;
    std::vector<std::string> would() override;

private:
    Seen seen(const cycle::LastGate& last) const;

    const Night& night_;
};

// Remembers what the target holds, so that what it receives can be told. Taken back, it tells.
class MarkStep : public Step {
public:
    explicit MarkStep(const Night& night)
        : Step("mark", "remember what the target holds before customers reach it"), night_(night) {}
    bool in_effect() override { return std::filesystem::exists(night_.marks()); }
    Seen act() override;
    std::optional<Seen> undo() override;
    // The source is opened again whether or not what the target received could be written down:
    // both stay where they are, and `rollback` may be run again.
    bool must_be_undone() const override { return false; }
    std::vector<std::string> would() override;

private:
    const Night& night_;
};

}  // namespace tieout::cutover
