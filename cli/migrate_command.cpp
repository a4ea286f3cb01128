// tieout migrate: v4 to v5, all of it or nothing.
#include "migrate/migration.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/gently.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/setting.h"
#include "cycle/state_folder.h"
#include "db/pace_session.h"
#include "db/session_set.h"
#include "reports/row_speed.h"
#include "rules/record_begin.h"
#include "verify/ranges.h"
#include "verify/shape.h"

namespace tieout::cli {
namespace {

class Kept : public migrate::QuarantineSink {
public:
    void add(const rules::QuarantinedRow& row) override { rows.push_back(row); }
    std::vector<rules::QuarantinedRow> rows;
};

struct MigrateFlags {
    Flags common;
    bool create = false, replace = false, delta = false;
};

// Where a state folder is, or is asked for; else none are kept.
std::filesystem::path notes_of(const MigrateFlags& flags, const rules::Project& project) {
    if (!std::filesystem::is_directory(project.state)) {
        if (!flags.delta) return {};
        const cycle::StateFolder made(project.state);
    }
    return cycle::notes_folder(project.state, db::Url::parse(project.profile.target_write).safe());
}

migrate::MigrationOptions options_of(const MigrateFlags& flags, const rules::Project& project,
                                     const rules::CycleRecord& record, ProgressLine& progress) {
    migrate::MigrationOptions options;
    options.create_schema = flags.create;
    options.replace_foreign_rows = flags.replace;
    options.delta = flags.delta;
    options.notes = notes_of(flags, project);
    options.defang = project.profile.defang.value_or(false);
    options.zone = project.zone;
    options.currency = project.currency;
    options.started_at = record.started_at;
    options.tool_version = record.tieout_version;
    options.stop = &interrupted();
    options.progress = [&progress,
                        speed = reports::RowSpeed()](const migrate::Progress& at) mutable {
        progress.show("migrate", at.table + ": " + speed.words(at.table, at.rows, at.expected));
    };
    return options;
}

// "all rows were written", or which were.
std::string told(const migrate::MigrationResult& result) {
    std::string text;
    for (const std::string& remark : result.remarks)
        text += (text.empty() ? "" : "; ") + remark;
    if (result.delta) text += (text.empty() ? "" : "; ") + migrate::sentence(*result.delta);
    return text;
}

void print_loads(const rules::CycleRecord& record, bool defanged) {
    std::printf("%-22s %12s %12s %12s %12s\n", "table", "read", "left out", "written",
                "quarantined");
    for (const rules::LoadResult& load : record.loads)
        std::printf("%-22s %12llu %12llu %12llu %12llu\n", load.table.c_str(),
                    static_cast<unsigned long long>(load.read),
                    static_cast<unsigned long long>(load.left_out),
                    static_cast<unsigned long long>(load.written),
                    static_cast<unsigned long long>(load.quarantined));
    if (const std::string& message = record.stages.back().message; !message.empty())
        std::printf("%s\n", message.c_str());
    std::printf("%llu rows in quarantine\n", static_cast<unsigned long long>(record.quarantined));
    std::printf("%s\n", defanged ? "defanged: no address, gateway or card of a real customer"
                                 : "not defanged: addresses and gateways are the real ones");
}

// All at one moment, the first of them for whatever one is enough for.
std::vector<std::unique_ptr<db::Session>> open_source(const MigrateFlags& flags,
                                                      const rules::Project& project,
                                                      const rules::Pack& pack, db::Pace* pace) {
    const db::Url url = db::Url::parse(project.profile.source);
    const std::size_t readers = flags.delta ? delta_readers_of(flags.common) : 1;
    db::SessionSet set = db::open_at_one_moment(
        url, verify::sessions_for(url, readers, flags.common.rows_for_ranges));
    for (auto& session : set.sessions)
        session =
            verify::open_in_shape(pack, db::paced(std::move(session), pace, db::PaceSide::source));
    return std::move(set.sessions);
}

int migrate_now(const MigrateFlags& flags) {
    const rules::Project project = project_of(flags.common, Takes::both_sides);
    const rules::Pack pack = pack_of(project);
    rules::CycleRecord record = rules::begin_record(project, pack, "migrate", now_utc());
    const auto pace = pace_of(project);
    const auto sources = open_source(flags, project, pack, pace.get());
    const auto target = db::Writer::open(db::Url::parse(project.profile.target_write));
    const OnInterrupt stop([&] {
        wake(pace.get());
        for (const auto& source : sources)
            source->cancel();
        target->cancel();
    });
    Kept quarantine;
    {
        ProgressLine progress(flags.common.quiet);
        migrate::MigrationOptions options = options_of(flags, project, record, progress);
        options.rows_for_ranges = flags.common.rows_for_ranges;
        for (std::size_t more = 1; more < sources.size(); ++more)
            options.more_source.push_back(sources[more].get());
        auto result = migrate::migrate(pack, *sources.front(), *target, options, quarantine);
        record.stages.push_back({"migrate", "done", told(result), 0});
        record.loads = std::move(result.loads);
        record.quarantined = result.quarantined;
    }
    record.quarantine = quarantine.rows;
    record.verdict = record.quarantined == 0 ? rules::Verdict::holds : rules::Verdict::broken;
    record.finished_at = now_utc();
    if (!flags.common.report.empty())
        write_reports(flags.common.report, record, {{}, std::move(quarantine.rows)},
                      flags.common.reveal);
    if (flags.common.json)
        print(record, flags.common);
    else
        print_loads(record, project.profile.defang.value_or(false));
    return exit_code(record.verdict);
}

}  // namespace

void add_migrate(CLI::App& program, Outcome& outcome) {
    auto flags = std::make_shared<MigrateFlags>();
    CLI::App* command = program.add_subcommand(
        "migrate",
        "make the target from the source, all tables or none (exit 1 with rows in quarantine)");
    add_flags(*command, flags->common, Takes::both_sides);
    command->add_flag("--create", flags->create,
                      "make the target's tables first, in an empty target");
    command->add_flag("--replace", flags->replace, "load over rows that tieout did not write");
    add_delta_flag(*command, flags->delta);
    add_defang_flag(*command, flags->common);
    add_gentle_flags(*command, flags->common.gentle);
    command->add_option("--report", flags->common.report,
                        "folder for the report and quarantine/*.csv");
    command->callback([flags, &outcome] { outcome.exit_code = migrate_now(*flags); });
}

}  // namespace tieout::cli
