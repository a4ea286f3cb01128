// tieout archive: the old system as one folder that needs no tieout to be read.
#include "cutover/archive.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <memory>

#include "base/error.h"
#include "base/version.h"
#include "cli/archive_parts.h"
#include "cli/book.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/gently.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "db/pace_session.h"
#include "reports/row_speed.h"
#include "reports/wording.h"
#include "verify/shape.h"

namespace tieout::cli {
namespace {

using Clock = std::chrono::steady_clock;

std::optional<rules::CycleRecord> last_cycle_of(const rules::Project& project) {
    if (!std::filesystem::exists(project.state / "ledger.db")) return std::nullopt;
    return open_book(project).last();
}

std::uint64_t rows_of(const cutover::ArchiveManifest& manifest) {
    std::uint64_t rows = 0;
    for (const cutover::TableDigest& table : manifest.tables)
        rows += table.rows;
    return rows;
}

std::uint64_t bytes_of(const cutover::ArchiveManifest& manifest) {
    std::uint64_t bytes = 0;
    for (const cutover::ArchivedFile& file : manifest.files)
        bytes += file.bytes;
    return bytes;
}

void print(const cutover::ArchiveManifest& manifest, const std::string& into, double seconds) {
    std::printf("%s is whole: %s in %s, %s, %.1f MB in %.1f s\n", into.c_str(),
                reports::counted(rows_of(manifest), "row", "rows").c_str(),
                reports::counted(manifest.tables.size(), "table", "tables").c_str(),
                reports::counted(manifest.files.size(), "file", "files").c_str(),
                static_cast<double>(bytes_of(manifest)) / 1e6, seconds);
    const bool encrypted =
        !manifest.left_out.empty() && manifest.left_out.front().how.starts_with("encrypted");
    std::printf("  secrets %s: %s, named in manifest.json\n",
                encrypted ? "in secrets.cms alone, encrypted" : "left out",
                reports::counted(manifest.left_out.size(), "column", "columns").c_str());
    std::printf("  %s\n", manifest.key.empty()
                              ? "signed by nobody: --seal KEY signs it"
                              : fmt::format("signed by key {:.16}…", manifest.key).c_str());
    for (const std::string& remark : manifest.remarks)
        std::printf("  %s\n", remark.c_str());
}

std::optional<cycle::SigningKey> key_of(const ArchiveFlags& flags) {
    if (flags.seal_with.empty()) return std::nullopt;
    return cycle::SigningKey::read_private(flags.seal_with);
}

int archive_now(const ArchiveFlags& flags) {
    const bool verifies = !flags.words.empty() && flags.words.front() == "verify";
    return verifies ? verify_archive(flags) : write_archive(flags);
}

}  // namespace

int write_archive(const ArchiveFlags& flags) {
    if (flags.into.empty()) throw Error(Fault::usage, "--into FOLDER: where is it to be written?");
    if (flags.words.size() > 1)
        throw Error(Fault::usage, "found " + flags.words[1] +
                                      " after the source; of the target --target is the URL");
    if (flags.with_secrets == flags.secrets_key.empty())
        throw Error(Fault::usage,
                    "--with-secrets and --secrets-key go together: secrets are written for whoever "
                    "has a key, or not at all");
    const Clock::time_point begin = Clock::now();
    Flags common = flags.common;
    if (!flags.words.empty()) common.source = flags.words.front();
    const rules::Project project = project_of(common, Takes::source_only);
    const rules::Pack pack = pack_of(project);
    const auto key = key_of(flags);
    const auto pace = pace_of(project);
    const auto source = verify::open_in_shape(
        pack, db::paced(db::Session::open(db::Url::parse(project.profile.source)), pace.get(),
                        db::PaceSide::source));
    const auto target =
        common.target.empty() ? nullptr : db::Session::open(db::Url::parse(common.target));
    const OnInterrupt stop([&] {
        wake(pace.get());
        source->cancel();
        if (target) target->cancel();
    });
    const auto last = last_cycle_of(project);
    ProgressLine progress(common.quiet);
    cutover::ArchiveWish wish;
    wish.into = flags.into;
    wish.zone = project.zone;
    wish.tieout_version = version;
    wish.made_at = now_utc();
    wish.target = target.get();
    wish.last_cycle = last ? &*last : nullptr;
    wish.secrets_for = flags.secrets_key;
    wish.key = key ? &*key : nullptr;
    wish.copy.stop = &interrupted();
    wish.copy.progress = [&, speed = reports::RowSpeed()](const std::string& table,
                                                          std::uint64_t rows) mutable {
        progress.show("archive", table + ": " + speed.words(table, rows, 0));
    };
    const cutover::ArchiveManifest manifest = cutover::write_archive(pack, *source, wish);
    if (common.json)
        std::fputs(cutover::to_json(manifest).c_str(), stdout);
    else
        print(manifest, flags.into, std::chrono::duration<double>(Clock::now() - begin).count());
    return holds;
}

void add_archive(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<ArchiveFlags>();
    CLI::App* command = program.add_subcommand(
        "archive",
        "write the source as one folder that is read without it; `archive verify FOLDER [SOURCE]` "
        "proves it equal (exit 1 where it is not)");
    command->add_option("words", flags->words,
                        "URL of the source, or env:NAME (default: the profile's); or `verify`, the "
                        "archive's folder, and the source to hold it against");
    command->add_option("--into", flags->into, "the folder to write; nothing may be there yet");
    command->add_option("--target", flags->common.target,
                        "URL of the target: then the archive tells what moved and where to");
    command->add_option("--prefix", flags->common.prefix,
                        "what the source's table names begin with (default: found out)");
    command->add_flag("--with-secrets", flags->with_secrets,
                      "passwords, cards and the like too, encrypted: needs --secrets-key");
    command->add_option("--secrets-key", flags->secrets_key,
                        "certificate (PEM) for whose key they are encrypted");
    command->add_option("--seal", flags->seal_with,
                        "sign the manifest with this private Ed25519 key (PEM)");
    command->add_option("--public-key", flags->public_key,
                        "verify: the key that must have signed it (PEM)");
    add_flags(*command, flags->common, Takes::state_only);
    add_matching_flags(*command, flags->common);
    add_gentle_flags(*command, flags->common.gentle);
    command->callback([flags, &outcome] { outcome.exit_code = archive_now(*flags); });
}

}  // namespace tieout::cli
