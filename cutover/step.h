// One step of the runbook: how to see whether it is in effect, how to put it into effect, how to
// prove it and how to take it back. runbook.h walks them.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tieout::cutover {

// What was seen: a result. That one could not look is an Error.
struct Seen {
    bool holds = true;
    std::string sentence;
};

class Step {
public:
    Step(std::string name, std::string title) : name_(std::move(name)), title_(std::move(title)) {}
    virtual ~Step() = default;
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

    const std::string& name() const { return name_; }    // "freeze"
    const std::string& title() const { return title_; }  // "no more writes into the source"

    // Asked before act(), and after a crash: then what is in effect is not done again. Changes
    // nothing.
    virtual bool in_effect() { return false; }
    // Puts it into effect and proves that it is.
    virtual Seen act() = 0;
    // For a step that is in effect already: proves it.
    virtual Seen prove() { return {}; }
    // Takes it back, and proves that it is so. May be called where it never came into effect.
    // nullopt: there is nothing to take back in such a step.
    virtual std::optional<Seen> undo() { return std::nullopt; }
    // Whether the way back ends where undo() fails; otherwise it is told, and one goes on.
    virtual bool must_be_undone() const { return true; }
    // What a person has to type before it; empty: nothing.
    virtual std::string confirmation() const { return {}; }

    // For a dry run: what act() would do, and what stands in its way now.
    virtual std::vector<std::string> would() { return {}; }
    virtual std::vector<std::string> blockers() { return {}; }

private:
    std::string name_, title_;
};

}  // namespace tieout::cutover
