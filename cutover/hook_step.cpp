#include "cutover/hook_step.h"

#include "base/error.h"
#include "base/quantity.h"

namespace tieout::cutover {

CommandEnd HookStep::run(const std::vector<std::string>& words, bool written_down) const {
    CommandOptions options;
    options.folder = place_.folder;
    options.log = place_.logs / "hooks.log";
    options.within = hook_.within;
    if (written_down) {
        options.before = [&](const Child& child) {
            Entry entry;
            entry.step = name();
            entry.event = Event::child;
            entry.sentence = words_for_people(words);
            entry.child = child;
            place_.journal.add(std::move(entry));
        };
    }
    return run_command(words, options);
}

std::string HookStep::complaint(const std::vector<std::string>& words,
                                const CommandEnd& end) const {
    if (!end.too_late && end.exit == 0) return {};
    const std::string what = end.too_late
                                 ? "did not end within " + text(hook_.within) + " and was killed"
                                 : "exits with " + std::to_string(end.exit);
    return words_for_people(words) + " " + what +
           (end.last_line.empty() ? "" : ": " + end.last_line);
}

bool HookStep::check() const {
    const CommandEnd end = run(hook_.check, false);
    if (!end.too_late && (end.exit == 0 || end.exit == 1)) return end.exit == 0;
    throw Error(Fault::connection, complaint(hook_.check, end) +
                                       " (0: it is in effect, 1: it is not; else nobody knows)");
}

bool HookStep::in_effect() {
    const auto left_behind = place_.journal.last(name(), Event::child);
    if (left_behind && !wait_for_end(left_behind->child, hook_.within))
        throw Error(Fault::interrupted,
                    left_behind->sentence + " of the run before still runs (process " +
                        std::to_string(left_behind->child.pid) + "): wait for it, or end it");
    return check();
}

Seen HookStep::act() {
    const CommandEnd end = run(hook_.act, true);
    if (const std::string wrong = complaint(hook_.act, end); !wrong.empty()) return {false, wrong};
    if (!check())
        return {false, words_for_people(hook_.act) + " ended well, but " +
                           words_for_people(hook_.check) + " says that it is not in effect"};
    return {};
}

std::optional<Seen> HookStep::undo() {
    if (!in_effect()) return Seen{true, "it was not in effect"};
    const CommandEnd end = run(hook_.undo, true);
    if (const std::string wrong = complaint(hook_.undo, end); !wrong.empty())
        return Seen{false, wrong};
    if (check())
        return Seen{false, words_for_people(hook_.undo) + " ended well, but " +
                               words_for_people(hook_.check) + " says that it is still in effect"};
    return Seen{};
}

std::vector<std::string> HookStep::would() {
    return {"check " + words_for_people(hook_.check), "do    " + words_for_people(hook_.act),
            "undo  " + words_for_people(hook_.undo)};
}

std::vector<std::string> HookStep::blockers() {
    if (!check()) return {};
    return {"it is in effect already: the night would leave it so, and not take it back"};
}

}  // namespace tieout::cutover
