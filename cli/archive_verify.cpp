// tieout archive verify: an archive held against its manifest, and row for row against its source.
#include <fmt/format.h>

#include <cstdio>

#include "base/error.h"
#include "cli/archive_parts.h"
#include "cli/exit_code.h"
#include "cli/gently.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cutover/archive_check.h"
#include "cutover/archive_compare.h"
#include "db/pace_session.h"
#include "reports/row_speed.h"
#include "reports/wording.h"
#include "rules/record_begin.h"
#include "verify/shape.h"

namespace tieout::cli {
namespace {

namespace fs = std::filesystem;

std::string signature_words(const cutover::ArchiveCheck& check) {
    switch (check.signature) {
        case cutover::Signature::none:
            return "-    nobody has signed it";
        case cutover::Signature::not_asked:
            return fmt::format("-    signed by key {:.16}…; not checked: --public-key",
                               check.manifest.key);
        case cutover::Signature::good:
            return "ok   the manifest is signed by the key given";
        case cutover::Signature::bad:
            return "NO   the manifest is not signed by the key given";
    }
    return "";
}

bool is_of(const rules::Finding& finding, std::string_view what) {
    return finding.rule.starts_with(what);
}

void print_part(const rules::CycleRecord& record, std::string_view what, std::size_t count,
                const char* words) {
    bool as_it_was = true;
    for (const rules::Finding& finding : record.findings)
        as_it_was = as_it_was && !is_of(finding, what);
    std::printf("  %-4s %s %s\n", as_it_was ? "ok" : "NO", reports::grouped(count).c_str(), words);
}

// Which row and which columns, never what is in them: this goes into logs.
void print_samples(const rules::Finding& finding) {
    constexpr std::size_t enough = 3;
    for (std::size_t i = 0; i < finding.samples.size() && i < enough; ++i) {
        const rules::Member& row = finding.samples[i];
        std::printf("       key %s %s\n", rules::text(row.key).c_str(), row.note.c_str());
    }
    if (finding.count > enough)
        std::printf("       and %s more: --json\n",
                    reports::grouped(finding.count - enough).c_str());
}

void print_findings(const rules::CycleRecord& record) {
    for (const rules::Finding& finding : record.findings) {
        if (finding.severity != rules::Severity::error) continue;
        std::printf("  NO   %s%s\n", finding.title.c_str(),
                    finding.columns.empty()
                        ? ""
                        : fmt::format(" ({})", fmt::join(finding.columns, ", ")).c_str());
        print_samples(finding);
    }
}

void print_rows(const rules::CycleRecord& record) {
    if (record.ties.empty()) {
        std::printf("  -    not held against the source: its URL was not given\n");
        return;
    }
    std::uint64_t rows = 0, equal = 0, left_out = 0;
    for (const rules::TieResult& tie : record.ties) {
        rows += tie.source_rows;
        equal += tie.equal;
    }
    for (const rules::Finding& finding : record.findings)
        if (is_of(finding, "left out:")) ++left_out;
    std::printf("  %-4s %s of %s of the source are equal here, in %s\n",
                rows == equal ? "ok" : "NO", reports::grouped(equal).c_str(),
                reports::counted(rows, "row", "rows").c_str(),
                reports::counted(record.ties.size(), "table", "tables").c_str());
    std::printf("  -    not compared, for they were left out as secrets: %s\n",
                reports::counted(left_out, "column", "columns").c_str());
}

void print_text(const rules::CycleRecord& record, const cutover::ArchiveCheck& check,
                const std::string& folder) {
    std::printf("%s, made %s of %s\n", folder.c_str(), check.manifest.made_at.c_str(),
                check.manifest.pack.c_str());
    std::printf("  %s\n", signature_words(check).c_str());
    print_part(record, "file:", check.manifest.files.size(), "files are as the manifest says");
    print_part(record, "table:", check.manifest.tables.size(), "tables are as the manifest says");
    print_rows(record);
    print_findings(record);
    std::printf("%s\n", record.verdict == rules::Verdict::holds ? "the archive holds"
                        : record.verdict == rules::Verdict::broken
                            ? "the archive does not hold"
                            : "not all of the archive could be looked at");
}

void hold_against_source(const ArchiveFlags& flags, const rules::Project& project,
                         const rules::Pack& pack, const fs::path& folder,
                         rules::CycleRecord& record, rules::FindingLog& findings) {
    const auto pace = pace_of(project);
    const auto source =
        verify::open_in_shape(pack, db::paced(db::Session::open(db::Url::parse(flags.words[2])),
                                              pace.get(), db::PaceSide::source));
    const OnInterrupt stop([&] {
        wake(pace.get());
        source->cancel();
    });
    ProgressLine progress(flags.common.quiet);
    verify::VerifyOptions options;
    options.strategy =
        verify::strategy_of(flags.common.strategy).value_or(verify::Strategy::automatic);
    options.reads_slowly = pace != nullptr;
    options.memory = flags.common.memory;
    options.stop = &interrupted();
    options.progress = [&, speed = reports::RowSpeed()](const verify::Progress& at) mutable {
        progress.show("archive", at.tie + ": " + speed.words(at.tie, at.source_rows, at.expected));
    };
    record.source = verify::side_facts(pack.source, *source);
    verify::Proof proof =
        cutover::compare_with_source(pack, *source, folder / "archive.db", options);
    record.ties = std::move(proof.ties);
    record.totals = std::move(proof.totals);
    record.total_sets = std::move(proof.total_sets);
    findings.merge(std::move(proof.findings));
}

}  // namespace

int verify_archive(const ArchiveFlags& flags) {
    if (flags.words.size() < 2 || flags.words.size() > 3)
        throw Error(Fault::usage, "archive verify FOLDER [SOURCE]: found " +
                                      std::to_string(flags.words.size() - 1) +
                                      " words after `verify`");
    const fs::path folder = flags.words[1];
    const rules::Project project = project_of(flags.common, Takes::state_only);
    const rules::Pack pack = pack_of(project);
    std::optional<cycle::SigningKey> key;
    if (!flags.public_key.empty()) key.emplace(cycle::SigningKey::read_public(flags.public_key));
    rules::CycleRecord record = rules::begin_record(project, pack, "archive verify", now_utc());
    rules::FindingLog findings;
    const cutover::ArchiveCheck check =
        cutover::check_archive(folder, key ? &*key : nullptr, &interrupted(), findings);
    record.source.label = check.manifest.pack;
    record.target.label = "the archive";
    record.target.facts = {{"folder", folder.string()}, {"made_at", check.manifest.made_at}};
    if (flags.words.size() == 3 && check.readable)
        hold_against_source(flags, project, pack, folder, record, findings);
    record.findings = findings.findings();
    record.stages.push_back({"archive", "done", "", 0});
    record.verdict = rules::verdict_of(record);
    record.finished_at = now_utc();
    if (flags.common.json)
        print(record, flags.common);
    else
        print_text(record, check, folder.string());
    return exit_code(record.verdict);
}

}  // namespace tieout::cli
