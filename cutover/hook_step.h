// A step that the company's own commands take: check, do, undo.
#pragma once

#include <filesystem>
#include <string>

#include "cutover/journal.h"
#include "cutover/runbook_file.h"
#include "cutover/step.h"

namespace tieout::cutover {

// What the commands of a night share. All outlive it.
struct HookPlace {
    Journal& journal;
    std::filesystem::path folder;  // where commands run
    std::filesystem::path logs;    // what they print: LOGS/hooks.log
};

class HookStep : public Step {
public:
    HookStep(std::string name, std::string title, const Hook& hook, const HookPlace& place)
        : Step(std::move(name), std::move(title)), hook_(hook), place_(place) {}

    // Waits first for a command that a killed run of ours has left behind.
    bool in_effect() override;
    Seen act() override;
    std::optional<Seen> undo() override;
    std::vector<std::string> would() override;
    std::vector<std::string> blockers() override;

protected:
    // Throws Error where `check` answers neither 0 nor 1.
    bool check() const;

private:
    CommandEnd run(const std::vector<std::string>& words, bool written_down) const;
    // "exits with 3: no such host"; "" where all is well.
    std::string complaint(const std::vector<std::string>& words, const CommandEnd& end) const;

    const Hook& hook_;
    const HookPlace& place_;
};

}  // namespace tieout::cutover
