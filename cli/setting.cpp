#include "cli/setting.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "base/error.h"
#include "cli/gently.h"

namespace tieout::cli {
namespace {

void add_side_flags(CLI::App& command, Flags& flags) {
    command.add_option("source", flags.source,
                       "URL of the source, or env:NAME (default: the profile's)");
    command.add_option("target", flags.target,
                       "URL of the target, or env:NAME (default: the profile's)");
    command.add_option("--prefix", flags.prefix,
                       "what the source's table names begin with (default: found out)");
    command.add_option("--target-read", flags.target_read,
                       "URL by which the verifier reads the target, with a role that cannot write");
}

void lay_over(std::string& setting, const std::string& flag) {
    if (!flag.empty()) setting = flag;
}

void add_parameter(rules::Project& project, const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos)
        throw Error(Fault::usage, fmt::format("--set {}: expected NAME=VALUE", text));
    project.parameters.emplace_back(text.substr(0, equals), text.substr(equals + 1));
}

void need(const std::string& url, const char* side) {
    if (!url.empty()) return;
    throw Error(
        Fault::usage,
        fmt::format("no {0}: give its URL (mysql://user@host/db, postgresql://user@host/db, "
                    "sqlite:file), or name it as `{0}` of the profile in tieout.yaml",
                    side));
}

}  // namespace

void add_flags(CLI::App& command, Flags& flags, Takes takes) {
    if (takes == Takes::both_sides) add_side_flags(command, flags);
    command.add_option("--project", flags.project,
                       "project file (default: tieout.yaml where there is one)");
    command.add_option("--profile", flags.profile, "rehearsal or final")
        ->capture_default_str()
        ->check(CLI::IsMember({"rehearsal", "final"}));
    command.add_option("--pack", flags.pack, "name of a pack, or its folder");
    command.add_option("--zone", flags.zone,
                       "time zone of the source's dates, such as America/New_York");
    command.add_option("--currency", flags.currency, "three letters");
    command.add_option("--set", flags.parameters, "parameter of the pack, NAME=VALUE")
        ->take_all()
        ->expected(1);
    command.add_option("--state", flags.state, "state folder (default: .tieout)");
    command.add_flag("--json", flags.json, "print the record as JSON on standard output");
    command.add_flag("-q,--quiet", flags.quiet, "no progress");
    command.add_flag("--reveal", flags.reveal,
                     "do not mask personal data in reports, which say so then");
    // As it was called before.
    command.add_flag("--show-personal", flags.reveal)->group("");
}

void add_forecast_flags(CLI::App& command, Flags& flags) {
    rules::ForecastWish& wish = flags.forecast;
    command.add_option("--as-of", wish.as_of,
                       "forecast: the first day that may still be billed, YYYY-MM-DD (default: "
                       "after the source's last invoice)");
    command.add_option("--mode", wish.mode, "forecast: billing mode (default: the pack's)")
        ->check(CLI::IsMember({"monthly", "anniversary"}));
    command.add_option("--months", wish.months, "forecast: how many months (default: 12)")
        ->check(CLI::Range(1, 120));
    command.add_option("--tax", wish.tax,
                       "forecast: none, or one rate for all clients, as 0.21 (default: each side's "
                       "own rules)");
    command.add_flag("--no-credits", flags.no_credits, "forecast: leave credits unused");
}

void add_matching_flags(CLI::App& command, Flags& flags) {
    command
        .add_option("--strategy", flags.strategy,
                    "how rows of both sides meet: merge (both servers sort by key), table, "
                    "push-down, or auto: as costs least; the findings are the same")
        ->capture_default_str()
        ->check(CLI::IsMember({"auto", "merge", "table", "push-down"}));
    command
        .add_option("--memory", flags.memory,
                    "for rows that wait for their partner, such as 64MiB; beyond it they go to "
                    "disk, into $TMPDIR (default: 256MiB)")
        ->transform(CLI::AsSizeValue(true));
}

void add_reader_flags(CLI::App& command, Flags& flags) {
    command
        .add_option("--readers", flags.readers,
                    "sessions a side that read a large table at once, in ranges of its key "
                    "(default: one for two cores, at most 4)")
        ->check(CLI::Range(1, 16));
    command
        .add_option("--range-rows", flags.rows_for_ranges,
                    "tables of fewer rows are read by one session")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
}

std::size_t readers_of(const Flags& flags) {
    if (flags.readers > 0) return flags.readers;
    return std::clamp<std::size_t>(std::thread::hardware_concurrency() / 2, 1, 4);
}

std::size_t delta_readers_of(const Flags& flags) {
    if (flags.readers > 0) return flags.readers;
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4);
}

void add_delta_flag(CLI::App& command, bool& delta) {
    command.add_flag("--delta", delta,
                     "write only what has changed since the last run; all of it, and why, where "
                     "that cannot be told");
}

void add_defang_flag(CLI::App& command, Flags& flags) {
    CLI::Option* defang = command.add_flag(
        "--defang", flags.defang,
        "a rehearsal that reaches nobody: addresses rewritten, gateways off, as the pack says "
        "(default: the profile's `defang`)");
    command.add_flag("--no-defang", flags.no_defang, "the real addresses and gateways")
        ->excludes(defang);
}

rules::Project project_of(const Flags& flags, Takes takes) {
    rules::Project project = rules::Project::load(flags.project, flags.profile);
    lay_over(project.pack, flags.pack);
    lay_over(project.zone, flags.zone);
    lay_over(project.currency, flags.currency);
    lay_over(project.source_prefix, flags.prefix);
    if (!flags.state.empty()) project.state = flags.state;
    lay_over(project.profile.source, flags.source);
    lay_over(project.profile.target_write, flags.target);
    lay_over(project.profile.target_read,
             flags.target_read.empty() ? flags.target : flags.target_read);
    if (flags.defang || flags.no_defang) project.profile.defang = flags.defang;
    if (project.profile.defang.value_or(false) && project.profile.name == "final")
        throw Error(Fault::usage,
                    "profile `final` is for the real customers: it is never defanged");
    for (const std::string& text : flags.parameters)
        add_parameter(project, text);
    lay_over(project.forecast.as_of, flags.forecast.as_of);
    lay_over(project.forecast.mode, flags.forecast.mode);
    lay_over(project.forecast.tax, flags.forecast.tax);
    if (flags.forecast.months != 0) project.forecast.months = flags.forecast.months;
    if (flags.no_credits) project.forecast.credits = false;
    lay_over(project.gentle, flags.gentle);
    if (takes == Takes::source_only) need(project.profile.source, "source");
    if (takes == Takes::both_sides) {
        need(project.profile.source, "source");
        need(project.profile.target_write, "target");
        if (project.profile.target_read.empty())
            project.profile.target_read = project.profile.target_write;
    }
    return project;
}

rules::Pack pack_of(const rules::Project& project) {
    rules::Pack pack = rules::Pack::load(project.pack);
    for (const auto& [name, value] : project.parameters)
        pack.set(name, value);
    pack.source.prefix = project.source_prefix;
    pack.set("zone", project.zone);
    pack.set("currency", project.currency);
    return pack;
}

}  // namespace tieout::cli
