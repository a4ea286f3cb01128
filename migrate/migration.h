// The whole of it: makes v5 from v4, all tables or none.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/session.h"
#include "db/write/writer.h"
#include "migrate/delta.h"
#include "migrate/quarantine.h"
#include "migrate/table_migration.h"
#include "rules/pack.h"
#include "rules/record.h"

namespace tieout::migrate {

struct MigrationOptions {
    bool create_schema = false;         // runs the pack's DDL first, in an empty target only
    bool replace_foreign_rows = false;  // empties tables that hold rows which no run of ours wrote
    bool defang = false;                // as the pack's `defang` says: nobody real is reached
    // Writes only what has changed since the last run, where its notes are at hand and nothing
    // speaks against it; else everything, and a remark says why.
    bool delta = false;
    // More sessions on the source that see what `source` sees: a delta reads large tables by all of
    // them at once. Not owned.
    std::vector<db::Session*> more_source;
    std::uint64_t rows_for_ranges = 1'000'000;  // smaller tables are read by one
    // The folder of this target's notes; empty: none are kept.
    std::filesystem::path notes;
    std::string zone, currency;            // empty: the pack's own
    std::string started_at, tool_version;  // for the books: UTC, RFC 3339
    std::function<void(const Progress&)> progress;
    const std::atomic<bool>* stop = nullptr;
    // Keeps `cancel` to be called on Ctrl-C for as long as what it returns lives.
    std::function<std::shared_ptr<void>(std::function<void()> cancel)> while_open;
};

struct MigrationResult {
    std::vector<rules::LoadResult>
        loads;  // in order of loading; a table of several sources has several
    std::uint64_t written = 0, quarantined = 0;
    std::optional<DeltaCounts> delta;  // nullopt: everything was written anew
    std::vector<std::string> remarks;  // for the log: what a killed run had left behind, …
};

// `source` is open with a snapshot; `target` is open and idle. Commits at the end; where it throws,
// the target is as it was. Throws Error(Fault::usage) where the target holds rows that it did not
// write, or where defanging is asked of a pack that says nothing of it.
MigrationResult migrate(const rules::Pack& pack, db::Session& source, db::Writer& target,
                        const MigrationOptions& options, QuarantineSink& sink);

// The same, with a target that is opened here.
MigrationResult migrate(const rules::Pack& pack, db::Session& source, const db::Url& target,
                        const MigrationOptions& options, QuarantineSink& sink);

// Makes the pack's tables in a target that has none, and commits; does nothing in any other.
void create_schema_where_empty(const rules::Pack& pack, const db::Url& target);

// Runs the pack's DDL for the target's engine; the caller commits. Throws Error(Fault::usage) where
// the target is not empty.
void create_schema(const rules::Pack& pack, db::Writer& target);

// Reads migrate.yaml and holds it against both catalogues, as migrate() would before its first row;
// writes nothing.
void check(const rules::Pack& pack, db::Session& source, db::Writer& target,
           const MigrationOptions& options);

}  // namespace tieout::migrate
