// tieout preflight: v5's constraints asked of v4's data, before anything moves.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/looking.h"
#include "cli/output.h"
#include "rules/record_begin.h"
#include "verify/proof.h"

namespace tieout::cli {
namespace {

int look_ahead_now(const Flags& flags) {
    Looking looking(flags, Pairing::by_pack);
    verify::recognise(looking.pack.target, *looking.target);
    rules::CycleRecord record =
        rules::begin_record(looking.project, looking.pack, "preflight", now_utc());
    record.source = verify::side_facts(looking.pack.source, *looking.source);
    record.target = verify::side_facts(looking.pack.target, *looking.target);
    verify::Preflight seen =
        verify::look_ahead(looking.pack, *looking.source, *looking.target, looking.options);
    // Nobody reads these rows after us: what they hold that cannot be read is told here.
    seen.findings.merge(std::move(seen.unreadable));
    record.constraints = seen.constraints;
    record.findings = seen.findings.findings();
    record.stages.push_back({"preflight", "done", "", 0});
    record.verdict = rules::verdict_of(record);
    record.finished_at = now_utc();
    if (!flags.report.empty())
        write_reports(flags.report, record, {seen.findings.members(), {}}, flags.reveal);
    print(record, flags);
    return exit_code(record.verdict);
}

}  // namespace

void add_preflight(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = program.add_subcommand(
        "preflight", "ask the target's constraints of the source's data, before anything moves");
    add_flags(*command, *flags, Takes::both_sides);
    add_gentle_flags(*command, flags->gentle);
    command->add_option("--report", flags->report,
                        "folder for report.html, report.json, junit.xml, CSV files");
    command->callback([flags, &outcome] { outcome.exit_code = look_ahead_now(*flags); });
}

}  // namespace tieout::cli
