// tieout verify: prove it.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/looking.h"
#include "cli/output.h"
#include "rules/record_begin.h"
#include "verify/forecast/forecast.h"
#include "verify/proof.h"
#include "verify/zero_config.h"

namespace tieout::cli {
namespace {

void take(rules::CycleRecord& record, verify::Proof& proof) {
    record.constraints = std::move(proof.constraints);
    record.ties = std::move(proof.ties);
    record.totals = std::move(proof.totals);
    record.total_sets = std::move(proof.total_sets);
    record.coverage = std::move(proof.coverage);
    record.target_coverage = std::move(proof.target_coverage);
    record.findings = proof.findings.findings();
}

// Without a pack both sides are paired by name.
verify::Proof proof_of(const Looking& looking) {
    if (looking.pack.folder.empty())
        return verify::prove_by_name(*looking.source, *looking.target, looking.options);
    verify::recognise(looking.pack.target, *looking.target);
    return verify::prove(looking.pack, *looking.source, *looking.target, looking.options);
}

int verify_now(const Flags& flags) {
    Looking looking(flags, Pairing::by_name_without_pack);
    rules::CycleRecord record =
        rules::begin_record(looking.project, looking.pack, "verify", now_utc());
    record.source = verify::side_facts(looking.pack.source, *looking.source);
    record.target = verify::side_facts(looking.pack.target, *looking.target);
    verify::Proof proof = proof_of(looking);
    verify::add_defanged(proof.defanged, record.target);
    looking.progress.show("verify", "forecast: the months to come on both sides");
    record.forecast = verify::forecast::after_ties(looking.pack, *looking.source, *looking.target,
                                                   {looking.project.forecast, looking.project.zone},
                                                   proof.findings);
    take(record, proof);
    verify::add_price_at_end(*looking.source, record.source);
    verify::add_price_at_end(*looking.target, record.target);
    record.stages.push_back({"verify", "done", "", 0});
    record.verdict = rules::verdict_of(record);
    record.finished_at = now_utc();
    if (!flags.report.empty())
        write_reports(flags.report, record, {proof.findings.members(), {}}, flags.show_personal);
    print(record, flags);
    return exit_code(record.verdict);
}

}  // namespace

void add_verify(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<Flags>();
    CLI::App* command = program.add_subcommand(
        "verify",
        "prove that what arrived in the target is what the source holds (exit 1 where it is not)");
    add_flags(*command, *flags, Takes::both_sides);
    add_forecast_flags(*command, *flags);
    add_matching_flags(*command, *flags);
    add_gentle_flags(*command, flags->gentle);
    command->add_option("--report", flags->report,
                        "folder for report.html, report.json, junit.xml, CSV files");
    command->callback([flags, &outcome] { outcome.exit_code = verify_now(*flags); });
}

}  // namespace tieout::cli
