#include "cutover/archive.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "cutover/archive_folder.h"
#include "cutover/archive_moved.h"
#include "cutover/archive_pages.h"
#include "cutover/archive_secrets.h"
#include "cutover/archive_tables.h"
#include "cutover/archive_views.h"
#include "reports/folder.h"
#include "verify/proof.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;

// "tieo", so that `file` tells it from other databases.
constexpr int application_id = 0x7469656f;

db::Url url_of(const fs::path& file) {
    db::Url url;
    url.database = file.string();
    return url;
}

// Nobody reads it before it is whole, and a killed one is thrown away: no journal.
db::SqliteConnection new_database(const fs::path& file) {
    db::SqliteConnection archive(url_of(file), db::SqliteAccess::read_write);
    for (const char* setting : {"page_size = 8192", "journal_mode = off", "synchronous = off",
                                "locking_mode = exclusive", "cache_size = -65536"})
        archive.run(std::string("pragma ") + setting);
    archive.run(fmt::format("pragma application_id = {}", application_id));
    return archive;
}

void note_left_out(const std::vector<ArchivedTable>& tables, bool encrypted,
                   ArchiveManifest& manifest) {
    const std::string where = encrypted ? "encrypted in secrets.cms" : "left out";
    for (const ArchivedTable& table : tables)
        for (const ArchivedColumn* column : table.there())
            if (!table.absent && column->keeps != Keeps::all)
                manifest.left_out.push_back(
                    {table.source + "." + column->name, column->left_out,
                     column->keeps == Keeps::nothing ? where : where + ", of some rows"});
}

void note_moment(const db::Session& source, ArchiveManifest& manifest) {
    const db::SessionFacts& facts = source.facts();
    if (!facts.consistent)
        manifest.remarks.push_back(
            fmt::format("No one moment: rows of {} may have changed while they were read.",
                        fmt::join(facts.inconsistent_tables, ", ")));
    if (!facts.tables_elsewhere.empty())
        manifest.remarks.push_back(db::lie_elsewhere(facts.tables_elsewhere) + ".");
}

void add_what_became(const rules::Pack& pack, const ArchiveWish& wish,
                     const db::SqliteConnection& archive, ArchiveManifest& manifest) {
    if (wish.target != nullptr)
        add_moved(pack, *wish.target, archive);
    else
        manifest.remarks.push_back("What moved and where to is not told: no target was given.");
    add_not_moved(pack, wish.last_cycle, archive);
    if (wish.last_cycle == nullptr)
        manifest.remarks.push_back(
            "Of rows in quarantine nothing is told: no cycle was found in the state folder.");
    else if (wish.last_cycle->quarantined > wish.last_cycle->quarantine.size())
        manifest.remarks.push_back(fmt::format(
            "Of {} rows in quarantine the first {} are told; all are in the reports of cycle {}.",
            wish.last_cycle->quarantined, wish.last_cycle->quarantine.size(),
            wish.last_cycle->number));
}

void digest_tables(const db::SqliteConnection& archive, const std::vector<ArchivedTable>& tables,
                   ArchiveManifest& manifest) {
    for (const ArchivedTable& table : tables)
        if (!table.absent)
            manifest.tables.push_back(digest_of(archive, table.name, quoted(table.row)));
    const auto own = [&](const char* table, const char* order_by) {
        if (archive.has_table(table))
            manifest.tables.push_back(digest_of(archive, table, order_by));
    };
    own("archive_table", "number");
    own("archive_column", "table_number, number");
    own("archive_text", "table_number, row_number, column_number");
    own("archive_zone", "since");
    own("moved", "rowid");
    own("not_moved", "rowid");
}

void write_database(const rules::Pack& pack, const ArchivePlan& plan, db::Session& source,
                    const ArchiveWish& wish, const fs::path& file, ArchiveManifest& manifest) {
    const Secrets secrets(plan, pack);
    const auto tables = tables_to_archive(source.catalogue(), secrets);
    const db::SqliteConnection archive = new_database(file);
    archive.run("begin");
    make_tables(archive, tables);
    for (const ArchivedTable& table : tables)
        if (!table.absent) copy_rows(table, secrets, source, archive, wish.copy);
    add_zone(archive, wish.zone);
    add_what_became(pack, wish, archive, manifest);
    add_indexes(archive, tables, plan);
    add_views(archive, tables, plan);
    add_search(archive, plan);
    archive.run("analyze");
    archive.run("commit");
    const bool encrypts = !wish.secrets_for.empty();
    if (encrypts)
        write_secrets(tables, secrets, source, wish.secrets_for, file.parent_path() / "secrets.cms",
                      wish.copy);
    note_left_out(tables, encrypts, manifest);
    digest_tables(archive, tables, manifest);
}

// The manifest last: without it nothing takes the folder for an archive.
void write_manifest(const fs::path& folder, const cycle::SigningKey* key,
                    ArchiveManifest& manifest) {
    for (const std::string& name : files_below(folder))
        manifest.files.push_back(look_at_file(folder, name));
    if (key != nullptr) manifest.key = key->fingerprint();
    const std::string text = to_json(manifest);
    if (key != nullptr) reports::write_text(folder / "manifest.sig", key->sign(text) + "\n");
    reports::write_text(folder / "manifest.json", text);
}

}  // namespace

ArchiveManifest write_archive(const rules::Pack& pack, db::Session& source,
                              const ArchiveWish& wish) {
    const ArchivePlan plan = ArchivePlan::load(pack);
    if (!wish.secrets_for.empty()) need_certificate(wish.secrets_for);
    ArchiveManifest manifest;
    manifest.tieout_version = wish.tieout_version;
    manifest.made_at = wish.made_at;
    manifest.pack = pack.name;
    manifest.pack_version = pack.version;
    manifest.pack_digest = pack.digest();
    manifest.zone = wish.zone;
    manifest.source = verify::side_facts(pack.source, source).facts;
    if (wish.target != nullptr)
        manifest.target = verify::side_facts(pack.target, *wish.target).facts;
    note_moment(source, manifest);
    ArchiveFolder folder(wish.into);
    write_database(pack, plan, source, wish, folder.beside() / "archive.db", manifest);
    write_pages(plan.pages, pack.source.label, manifest, folder.beside(), wish.copy);
    write_manifest(folder.beside(), wish.key, manifest);
    folder.commit();
    return manifest;
}

}  // namespace tieout::cutover
