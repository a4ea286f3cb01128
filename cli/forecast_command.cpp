// tieout forecast: what each side will bill in the coming months, and for whom that changes.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/looking.h"
#include "cli/output.h"
#include "rules/record_begin.h"
#include "verify/forecast/forecast.h"
#include "verify/proof.h"

namespace tieout::cli {
namespace {

int forecast_now(const Flags& flags) {
    Looking looking(flags, Pairing::by_pack);
    verify::recognise(looking.pack.source, *looking.source);
    verify::recognise(looking.pack.target, *looking.target);
    rules::CycleRecord record =
        rules::begin_record(looking.project, looking.pack, "forecast", now_utc());
    record.source = verify::side_facts(looking.pack.source, *looking.source);
    record.target = verify::side_facts(looking.pack.target, *looking.target);
    const verify::Preflight seen =
        verify::look_ahead(looking.pack, *looking.source, *looking.target, looking.options);
    rules::FindingLog findings;
    record.forecast = verify::forecast::alone(looking.pack, *looking.source, *looking.target,
                                              {looking.project.forecast, looking.project.zone},
                                              seen.findings, findings);
    if (!record.forecast)
        throw Error(Fault::usage, "the pack " + looking.pack.name +
                                      " has no forecast: its verify.yaml names none");
    record.findings = findings.findings();
    record.stages.push_back({"forecast", "done", "", 0});
    record.verdict = rules::verdict_of(record);
    record.finished_at = now_utc();
    if (!flags.report.empty())
        write_reports(flags.report, record, {findings.members(), {}}, flags.reveal);
    print(record, flags);
    return exit_code(record.verdict);
}

}  // namespace

void add_forecast(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = program.add_subcommand(
        "forecast",
        "what both sides will bill in the next twelve months, client by client (exit 1 where they "
        "differ)");
    add_flags(*command, *flags, Takes::both_sides);
    add_forecast_flags(*command, *flags);
    add_gentle_flags(*command, flags->gentle);
    command->add_option("--report", flags->report,
                        "folder for report.html, report.json, junit.xml, CSV files");
    command->callback([flags, &outcome] { outcome.exit_code = forecast_now(*flags); });
}

}  // namespace tieout::cli
