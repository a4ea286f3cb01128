#include "cutover/archive_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "cutover/archive_tables.h"
#include "reports/folder.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;
using rules::FindingKind;

constexpr const char* advice = "Fetch another copy of the archive; this one was changed.";

void tell(rules::FindingLog& findings, const std::string& what, FindingKind kind,
          const std::string& title) {
    rules::Finding finding;
    finding.rule = what;
    finding.kind = kind;
    finding.origin = rules::Origin::target;
    finding.title = title;
    finding.advice = advice;
    finding.count = 1;
    findings.add(finding);
}

Signature check_signature(const fs::path& folder, const cycle::SigningKey* key,
                          const std::string& manifest, rules::FindingLog& findings) {
    const fs::path file = folder / "manifest.sig";
    const bool is_there = fs::exists(file);
    if (key == nullptr) return is_there ? Signature::not_asked : Signature::none;
    std::string signature = is_there ? reports::read_text(file) : "";
    if (signature.ends_with('\n')) signature.pop_back();
    if (key->has_signed(manifest, signature)) return Signature::good;
    tell(findings, "signature", is_there ? FindingKind::changed : FindingKind::absent,
         is_there ? "manifest.json is not what the key given has signed"
                  : "there is no manifest.sig: nobody has signed this archive");
    return Signature::bad;
}

void check_files(const fs::path& folder, const ArchiveManifest& manifest,
                 rules::FindingLog& findings) {
    std::set<std::string> there;
    for (const std::string& name : files_below(folder))
        there.insert(name);
    for (const ArchivedFile& file : manifest.files) {
        if (there.erase(file.name) == 0)
            tell(findings, "file:" + file.name, FindingKind::missing,
                 "the file " + file.name + " is not there");
        else if (look_at_file(folder, file.name) != file)
            tell(findings, "file:" + file.name, FindingKind::changed,
                 "the file " + file.name + " is not as the manifest says");
    }
    for (const std::string& name : there)
        tell(findings, "file:" + name, FindingKind::extra,
             "the file " + name + " is not in the manifest");
}

void check_table(const db::SqliteConnection& archive, const TableDigest& expected,
                 const std::atomic<bool>* stop, rules::FindingLog& findings) {
    const TableDigest found = digest_of(archive, expected.table, expected.order_by, stop);
    if (found == expected) return;
    tell(findings, "table:" + expected.table, FindingKind::changed,
         found.rows == expected.rows
             ? fmt::format("the rows of the table {} are not as the manifest says", expected.table)
             : fmt::format("the table {} has {} rows, by the manifest {}", expected.table,
                           found.rows, expected.rows));
}

void check_tables(const fs::path& file, const ArchiveManifest& manifest,
                  const std::atomic<bool>* stop, rules::FindingLog& findings) {
    const db::Url url = db::Url::parse("sqlite:" + file.string());
    const db::SqliteConnection archive(url, db::SqliteAccess::read_only);
    std::set<std::string> known;
    for (const TableDigest& table : manifest.tables) {
        check_table(archive, table, stop, findings);
        known.insert(table.table);
    }
    for (const ArchivedTable& table : tables_of(archive))
        if (!table.absent && known.count(table.name) == 0)
            tell(findings, "table:" + table.name, FindingKind::extra,
                 "the table " + table.name + " is not in the manifest");
}

}  // namespace

ArchiveCheck check_archive(const fs::path& folder, const cycle::SigningKey* key,
                           const std::atomic<bool>* stop, rules::FindingLog& findings) {
    if (!fs::is_regular_file(folder / "manifest.json"))
        throw Error(Fault::usage, folder.string() + " is no archive: it has no manifest.json");
    const std::string manifest = reports::read_text(folder / "manifest.json");
    ArchiveCheck check{manifest_from_json(manifest)};
    check.signature = check_signature(folder, key, manifest, findings);
    check_files(folder, check.manifest, findings);
    try {
        check_tables(folder / "archive.db", check.manifest, stop, findings);
    } catch (const Error& error) {
        // A file that was damaged is a result; its digest has said so already.
        if (error.fault() == Fault::interrupted) throw;
        check.readable = false;
        tell(findings, "database", FindingKind::unreadable,
             std::string("archive.db cannot be read: ") + error.what());
    }
    return check;
}

}  // namespace tieout::cutover
