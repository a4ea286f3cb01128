// The two steps about the source's writes: no more of them, and customers sent elsewhere.
#pragma once

#include "cutover/frozen.h"
#include "cutover/hook_step.h"
#include "cutover/night.h"

namespace tieout::cutover {

// By the company's command; then proved. Taken back, it tells whether anything was written.
class FreezeStep : public HookStep {
public:
    FreezeStep(const Night& night, const HookPlace& place)
        : HookStep("freeze", "no more writes into the source", night.book->freeze, place),
          night_(night) {}
    Seen act() override;
    Seen prove() override;
    std::optional<Seen> undo() override;

private:
    const Night& night_;
};

// Before customers are sent elsewhere the source must be as it was when the cycle read it.
class SwitchStep : public HookStep {
public:
    SwitchStep(const Night& night, const HookPlace& place)
        : HookStep("switch", "switch the access points to the target", night.book->switch_over,
                   place),
          night_(night) {}
    Seen act() override;
    std::string confirmation() const override { return "switch"; }

private:
    const Night& night_;
};

// How the source of this night is read.
FrozenOptions frozen_options(const Night& night, const std::string& step);

}  // namespace tieout::cutover
