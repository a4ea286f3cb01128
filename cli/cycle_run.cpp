#include "cli/cycle_run.h"

#include "cli/interrupt.h"
#include "cli/output.h"
#include "cycle/cycle.h"
#include "cycle/ledger.h"
#include "cycle/state_folder.h"

namespace tieout::cli {
namespace {

cycle::CycleOptions options_of(const CycleFlags& flags, int number, ProgressLine& progress) {
    cycle::CycleOptions options;
    options.number = number;
    options.create_schema = flags.create;
    options.replace = flags.replace;
    options.stop = &interrupted();
    options.now = now_utc;
    options.progress = [&progress](const std::string& stage, const std::string& line) {
        progress.show(stage, line);
    };
    options.while_open = [](std::function<void()> cancel) -> std::shared_ptr<void> {
        return std::make_shared<OnInterrupt>(std::move(cancel));
    };
    return options;
}

}  // namespace

CycleDone run_one_cycle(const CycleFlags& flags) {
    const rules::Project project = project_of(flags.common, Takes::both_sides);
    const rules::Pack pack = pack_of(project);
    const cycle::StateFolder state(project.state);
    cycle::Ledger ledger(state.ledger());
    const int number = ledger.begin(now_utc(), project.profile.name);
    cycle::CycleOutcome done;
    {
        ProgressLine progress(flags.common.quiet);
        done = cycle::run_cycle(project, pack, options_of(flags, number, progress));
    }
    const auto folder = state.cycle(number);
    write_reports(folder, done.record, {std::move(done.members), std::move(done.quarantine)},
                  flags.common.show_personal);
    ledger.end(done.record);
    return {std::move(done.record), folder};
}

}  // namespace tieout::cli
