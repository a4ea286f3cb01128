// The steps that ask the runbook's probes: once before the public comes, and for a while after.
#pragma once

#include "cutover/night.h"
#include "cutover/step.h"

namespace tieout::cutover {

class SmokeStep : public Step {
public:
    explicit SmokeStep(const Night& night)
        : Step("smoke", "does what customers need work?"), night_(night) {}
    Seen act() override;
    std::vector<std::string> would() override;

private:
    const Night& night_;
};

class WatchStep : public Step {
public:
    explicit WatchStep(const Night& night)
        : Step("watch", "does it go on working?"), night_(night) {}
    Seen act() override;
    std::vector<std::string> would() override;

private:
    const Night& night_;
};

}  // namespace tieout::cutover
