// tieout verify: prove it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/looking.h"
#include "cli/output.h"
#include "rules/record_begin.h"
#include "verify/forecast/forecast.h"
#include "verify/kept_ties.h"
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
    return verify::prove(looking.pack, *looking.source, *looking.target, looking.options);
}

verify::KeptFor kept_for(const Looking& looking, const rules::CycleRecord& record) {
    const auto defanged = looking.pack.folder.empty()
                              ? std::nullopt
                              : verify::says_defanged(looking.pack, *looking.target);
    return {{"tieout's version", record.tieout_version},
            {"the pack", record.pack_digest},
            {"the configuration", record.config_digest},
            {"the source's URL", looking.source->facts().url},
            {"the target's URL", looking.target->facts().url},
            {"whether the target is defanged", defanged.value_or(false) ? "yes" : "no"}};
}

// What is finished is kept where there is a state folder, and with --resume there is one. A run
// that did not ask for it goes on without where another holds the file, or the disk is full.
std::unique_ptr<verify::KeptTies> keep_ties(Looking& looking, const rules::CycleRecord& record,
                                            const Flags& flags) {
    namespace fs = std::filesystem;
    const fs::path& folder = looking.project.state;
    std::error_code ignored;
    if (flags.resume && fs::create_directories(folder, ignored))
        fs::permissions(folder, fs::perms::owner_all, ignored);
    if (!flags.resume && !fs::is_directory(folder, ignored)) return nullptr;
    const verify::LookedAt now{record.started_at, looking.source->facts().view,
                               looking.target->facts().view};
    try {
        return std::make_unique<verify::KeptTies>(
            folder / "verify.jsonl", kept_for(looking, record), now,
            flags.resume ? verify::KeptTies::Start::resume : verify::KeptTies::Start::anew);
    } catch (const Error& error) {
        if (flags.resume) throw;
        looking.progress.show(
            "verify", fmt::format("what is finished is not kept for --resume: {}", error.what()));
        return nullptr;
    }
}

void say_what_is_taken_over(const verify::KeptTies& kept, ProgressLine& progress) {
    if (kept.ties() > 0)
        progress.show("verify",
                      fmt::format("{} ties were finished by an earlier run", kept.ties()));
    if (!kept.why_anew().empty()) progress.show("verify", "begins anew: " + kept.why_anew());
}

// After the last tie: from here on nothing takes long.
void end_keeping(verify::KeptTies& kept, const rules::CycleRecord& record, ProgressLine& progress) {
    if (!kept.why_not_kept().empty())
        progress.show("verify", "not all was kept for --resume: " + kept.why_not_kept());
    kept.done();
    const auto older =
        std::count_if(record.ties.begin(), record.ties.end(),
                      [](const rules::TieResult& tie) { return !tie.older_moment.empty(); });
    if (older > 0)
        progress.show("verify", fmt::format("{} ties speak of the moment at which an earlier run "
                                            "looked, not of this one's",
                                            older));
}

void add_forecast(Looking& looking, rules::CycleRecord& record, verify::Proof& proof) {
    looking.progress.show("verify", "forecast: the months to come on both sides");
    record.forecast = verify::forecast::after_ties(looking.pack, *looking.source, *looking.target,
                                                   {looking.project.forecast, looking.project.zone},
                                                   proof.findings);
}

// What was not asked must be said wherever the verdict is.
std::string part_of(const verify::VerifyOptions& options) {
    if (options.rows_only) return "rows and totals alone: no constraint, rule or forecast";
    if (!options.only_ties.empty()) return "some ties alone: no constraint, rule or forecast";
    return "";
}

int verify_now(const Flags& flags) {
    Looking looking(flags, Pairing::by_name_without_pack, readers_of(flags));
    looking.options.only_ties = flags.ties;
    looking.options.rows_only = flags.rows_only;
    rules::CycleRecord record =
        rules::begin_record(looking.project, looking.pack, "verify", now_utc());
    if (!looking.pack.folder.empty()) verify::recognise(looking.pack.target, *looking.target);
    const auto kept = looking.options.is_partial() ? nullptr : keep_ties(looking, record, flags);
    if (kept) say_what_is_taken_over(*kept, looking.progress);
    looking.options.kept = kept.get();
    record.source = verify::side_facts(looking.pack.source, *looking.source);
    record.target = verify::side_facts(looking.pack.target, *looking.target);
    verify::Proof proof = proof_of(looking);
    verify::add_defanged(proof.defanged, record.target);
    if (!looking.options.is_partial()) add_forecast(looking, record, proof);
    take(record, proof);
    if (kept) end_keeping(*kept, record, looking.progress);
    verify::add_price_at_end(*looking.source, record.source);
    verify::add_price_at_end(*looking.target, record.target);
    record.stages.push_back({"verify", "done", part_of(looking.options), 0});
    record.verdict = rules::verdict_of(record);
    record.finished_at = now_utc();
    if (!flags.report.empty())
        write_reports(flags.report, record, {proof.findings.members(), {}}, flags.reveal);
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
    add_reader_flags(*command, *flags);
    command->add_flag("--resume", flags->resume,
                      "go on from the ties that an interrupted run had finished");
    command
        ->add_option("--tie", flags->ties,
                     "this tie alone (repeatable): no constraints, rules or forecast")
        ->expected(1)
        ->take_all()
        ->excludes("--resume");
    command
        ->add_flag("--rows-only", flags->rows_only,
                   "rows and totals alone: no constraints, rules, forecast, and the servers "
                   "are asked for no counts")
        ->excludes("--resume");
    command->add_option("--report", flags->report,
                        "folder for report.html, report.json, junit.xml, CSV files");
    command->callback([flags, &outcome] { outcome.exit_code = verify_now(*flags); });
}

}  // namespace tieout::cli
