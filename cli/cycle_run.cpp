#include "cli/cycle_run.h"

#include <fmt/format.h>

#include <cstdio>

#include "cli/cycle_lines.h"
#include "cli/gently.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cycle/cycle.h"
#include "cycle/ledger.h"
#include "cycle/state_folder.h"
#include "reports/folder.h"
#include "reports/index.h"
#include "verify/proof.h"

namespace tieout::cli {
namespace {

cycle::CycleOptions options_of(const CycleFlags& flags, int number, ProgressLine& progress) {
    cycle::CycleOptions options;
    options.number = number;
    options.create_schema = flags.create;
    options.replace = flags.replace;
    options.delta = flags.delta;
    options.strategy =
        verify::strategy_of(flags.common.strategy).value_or(verify::Strategy::automatic);
    options.readers = readers_of(flags.common);
    options.delta_readers = delta_readers_of(flags.common);
    options.rows_for_ranges = flags.common.rows_for_ranges;
    options.memory = flags.common.memory;
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

// "the report: cannot write …" as a stage that failed: the gate must not open on what nobody can
// read.
void end_without_report(cycle::Ledger& ledger, rules::CycleRecord record, const Error& error) {
    record.stages.push_back({"report", "failed", error.what(), 0});
    record.verdict_reasons.push_back(std::string("report: ") + error.what());
    record.verdict = rules::Verdict::incomplete;
    try {
        ledger.end(record);
    } catch (const Error&) {
        // The disk that took no report takes no line either: the cycle stays "started", and the
        // caller tells of the report.
    }
}

void warn_of_real_customers(const rules::Project& project, const rules::Pack& pack) {
    if (project.profile.name == "final" || project.profile.defang) return;
    if (!verify::knows_defanging(pack)) return;
    std::fputs(
        "rehearsal: not defanged, real customers can be billed and mailed from the target; say "
        "--defang, or `defang: true` (or false) in the profile\n",
        stderr);
}

}  // namespace

CycleDone run_one_cycle(const CycleFlags& flags) {
    const rules::Project project = project_of(flags.common, Takes::both_sides);
    const rules::Pack pack = pack_of(project);
    std::vector<rules::Waiver> waivers = rules::load_waivers(project.waivers);
    if (!flags.common.quiet) warn_of_real_customers(project, pack);
    const cycle::StateFolder state(project.state);
    cycle::Ledger ledger(state.ledger());
    const int number = ledger.begin(now_utc(), project.profile.name);
    ProgressLine progress(flags.common.quiet);
    cycle::CycleOptions options = options_of(flags, number, progress);
    options.notes =
        cycle::notes_folder(state.root(), db::Url::parse(project.profile.target_write).safe());
    options.waivers = std::move(waivers);
    options.earlier = ledger.before(number);
    options.integrations = ledger.integrations();
    const auto pace = pace_of(project);
    options.pace = pace.get();
    const OnInterrupt waits([&pace] { wake(pace.get()); });
    cycle::CycleOutcome done = cycle::run_cycle(project, pack, options);
    const auto folder = state.root() / "cycles" / fmt::format("{:04}", number);
    try {
        ledger.follow(done.record, done.members);
        progress.show("report", folder.string());
        write_reports(state.cycle(number), done.record,
                      {std::move(done.members), std::move(done.quarantine)}, flags.common.reveal);
        ledger.end(done.record);
    } catch (const Error& error) {
        end_without_report(ledger, std::move(done.record), error);
        throw;
    }
    reports::write_text(state.root() / "index.html",
                        reports::index_html(cycle_lines(ledger, state.root())));
    return {std::move(done.record), folder, std::move(done.stopped_by)};
}

}  // namespace tieout::cli
