#include "cutover/runbook.h"

#include <algorithm>

namespace tieout::cutover {
namespace {

// What one step came to: seen, or not to be seen.
struct StepEnd {
    Seen seen;
    std::optional<Fault> fault;
};

template <class Look>
StepEnd looked(Look look) {
    try {
        return {look(), std::nullopt};
    } catch (const Error& error) {
        return {{false, error.what()}, error.fault()};
    }
}

class Walk {
public:
    Walk(const Steps& steps, Journal& journal, const WalkOptions& options)
        : steps_(steps), journal_(journal), options_(options) {}

    Walked forward() {
        for (const auto& step : steps_) {
            if (journal_.has(step->name(), Event::done)) continue;
            if (const auto stopped = stops_before(*step)) return *stopped;
            const StepEnd end = take(*step);
            if (end.seen.holds) {
                journal_.add(step->name(), Event::done, end.seen.sentence);
                say(*step, "done" + behind_colon(end.seen.sentence));
                continue;
            }
            return failed(*step, end);
        }
        journal_.add("", Event::ended, "open");
        return {Way::open, "", std::nullopt};
    }

    Walked back(const std::string& why, std::optional<Fault> fault) {
        if (!state_of(journal_).goes_back) journal_.add("", Event::back, why);
        for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
            if (!is_ours(**step)) continue;
            if (auto stuck = take_back(**step)) return *std::move(stuck);
        }
        journal_.add("", Event::ended, why);
        return {Way::back, why, fault};
    }

private:
    // Begun by this night, not found in effect, not taken back yet.
    bool is_ours(const Step& step) const {
        return journal_.has(step.name(), Event::begun) &&
               !journal_.has(step.name(), Event::found) &&
               !journal_.has(step.name(), Event::undone);
    }

    bool before_or_at_switch(const Step& step) const {
        for (const auto& one : steps_) {
            if (one.get() == &step) return true;
            if (one->name() == options_.switch_name) return false;
        }
        return true;
    }

    std::optional<Walked> stops_before(const Step& step) {
        if (options_.stop != nullptr && *options_.stop)
            return Walked{Way::waits, "stopped before the step " + step.name(), Fault::interrupted};
        if (options_.postpone_file.empty() || !std::filesystem::exists(options_.postpone_file))
            return std::nullopt;
        if (!is_switched(journal_, options_.switch_name))
            return back("postponed: " + options_.postpone_file.filename().string() + " is there",
                        Fault::interrupted);
        say(step, "too late to postpone: customers reach the target");
        return std::nullopt;
    }

    StepEnd take(Step& step) {
        say(step, step.title());
        const bool again = journal_.has(step.name(), Event::begun);
        return looked([&]() -> Seen {
            const bool in_effect = step.in_effect();
            if (!again) journal_.add(step.name(), Event::begun);
            if (!again && in_effect) journal_.add(step.name(), Event::found);
            if (in_effect) return step.prove();
            if (!step.confirmation().empty() && !options_.confirm(step))
                return {false, "not confirmed"};
            return step.act();
        });
    }

    Walked failed(const Step& step, const StepEnd& end) {
        const std::string why = "step " + step.name() + ": " + end.seen.sentence;
        // Somebody stops us: what was begun stays as it is, and the next run goes on.
        if (end.fault == Fault::interrupted) return {Way::waits, why, end.fault};
        journal_.add(step.name(), Event::failed, end.seen.sentence);
        say(step, "failed: " + end.seen.sentence);
        if (before_or_at_switch(step)) return back(why, end.fault);
        return {Way::waits, why, end.fault};
    }

    std::optional<Walked> take_back(Step& step) {
        journal_.add(step.name(), Event::undoing);
        bool nothing = false;
        const StepEnd end = looked([&] {
            const std::optional<Seen> undone = step.undo();
            nothing = !undone;
            return undone.value_or(Seen{});
        });
        if (!end.seen.holds) {
            journal_.add(step.name(), Event::failed, end.seen.sentence);
            say(step, "could not be taken back: " + end.seen.sentence);
            if (step.must_be_undone()) return stuck(step, end);
            return std::nullopt;
        }
        journal_.add(step.name(), Event::undone, end.seen.sentence);
        if (!nothing) say(step, "taken back" + behind_colon(end.seen.sentence));
        return std::nullopt;
    }

    static Walked stuck(const Step& step, const StepEnd& end) {
        return {Way::stuck,
                "step " + step.name() + " could not be taken back: " + end.seen.sentence,
                end.fault};
    }

    static std::string behind_colon(const std::string& sentence) {
        return sentence.empty() ? "" : ": " + sentence;
    }
    void say(const Step& step, const std::string& line) const {
        if (options_.say) options_.say(step, line);
    }

    const Steps& steps_;
    Journal& journal_;
    const WalkOptions& options_;
};

}  // namespace

NightState state_of(const Journal& journal) {
    NightState state;
    for (const Entry& entry : journal.entries()) {
        if (entry.event == Event::back) {
            state = {false, true, entry.sentence};
        } else if (entry.event == Event::ended) {
            state.ended = true;
            state.how = entry.sentence;
        }
    }
    return state;
}

bool is_switched(const Journal& journal, const std::string& switch_name) {
    return journal.has(switch_name, Event::begun) && !journal.has(switch_name, Event::undone);
}

Walked walk(const Steps& steps, Journal& journal, const WalkOptions& options) {
    const NightState state = state_of(journal);
    Walk walk(steps, journal, options);
    return state.goes_back ? walk.back(state.how, std::nullopt) : walk.forward();
}

Walked walk_back(const Steps& steps, Journal& journal, const WalkOptions& options,
                 const std::string& why) {
    return Walk(steps, journal, options).back(why, std::nullopt);
}

}  // namespace tieout::cutover
