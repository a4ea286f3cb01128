#include "cutover/freeze_step.h"

namespace tieout::cutover {

FrozenOptions frozen_options(const Night& night, const std::string& step) {
    FrozenOptions options;
    options.source = night.project->profile.source;
    options.readers = night.book->readers;
    options.settle = night.book->settle;
    options.stop = night.stop;
    options.progress = [&night, step](const std::string& line) {
        if (night.progress) night.progress(step, line);
    };
    return options;
}

Seen FreezeStep::act() {
    const Seen frozen = HookStep::act();
    return frozen.holds ? prove() : frozen;
}

Seen FreezeStep::prove() {
    return prove_frozen(frozen_options(night_, name()), night_.source_at_freeze());
}

std::optional<Seen> FreezeStep::undo() {
    std::string as_it_was;
    if (std::filesystem::exists(night_.source_at_freeze())) {
        try {
            FrozenOptions options = frozen_options(night_, name());
            options.stop = nullptr;
            as_it_was = still_as_frozen(options, night_.source_at_freeze()).sentence;
        } catch (const Error& error) {
            // That it could not be read again keeps nobody from opening it.
            as_it_was =
                std::string("whether the source is as it was is not known: ") + error.what();
        }
    }
    std::optional<Seen> undone = HookStep::undo();
    if (undone->holds && undone->sentence.empty()) undone->sentence = as_it_was;
    return undone;
}

Seen SwitchStep::act() {
    const Seen frozen = still_as_frozen(frozen_options(night_, name()), night_.source_at_freeze());
    if (!frozen.holds) return frozen;
    return HookStep::act();
}

}  // namespace tieout::cutover
