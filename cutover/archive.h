// The source as one folder that can be read in ten years with nothing but sqlite3 or a browser.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cutover/archive_manifest.h"
#include "cutover/archive_rows.h"
#include "cycle/signature.h"
#include "db/session.h"
#include "rules/pack.h"
#include "rules/record.h"

namespace tieout::cutover {

struct ArchiveWish {
    std::filesystem::path into;
    std::string zone, tieout_version, made_at;       // made_at: UTC, RFC 3339
    db::Session* target = nullptr;                   // nullptr: what moved is not told
    const rules::CycleRecord* last_cycle = nullptr;  // nullptr: of quarantine nothing is known
    // A certificate (PEM) for whose key the secrets are encrypted; empty: they are left out.
    std::filesystem::path secrets_for;
    const cycle::SigningKey* key = nullptr;  // nullptr: nobody signs
    CopyOptions copy;
};

// Writes `wish.into`, which is there as a whole or not at all. `source` is in the pack's shape.
// What was written. Throws Error.
ArchiveManifest write_archive(const rules::Pack& pack, db::Session& source,
                              const ArchiveWish& wish);

}  // namespace tieout::cutover
