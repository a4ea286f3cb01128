// An archive looked at by itself: is it, to the byte, what its manifest says, and who signed that?
#pragma once

#include <atomic>
#include <filesystem>

#include "cutover/archive_manifest.h"
#include "cycle/signature.h"
#include "rules/finding_log.h"

namespace tieout::cutover {

enum class Signature { none, not_asked, good, bad };

struct ArchiveCheck {
    ArchiveManifest manifest;
    Signature signature = Signature::none;  // not_asked: it is signed, but no key was given
    bool readable = true;                   // archive.db could be read
};

// What differs becomes a finding. `key`: the public half of whoever must have signed; nullptr: none
// was given. Throws Error(Fault::usage) where `folder` is no archive.
ArchiveCheck check_archive(const std::filesystem::path& folder, const cycle::SigningKey* key,
                           const std::atomic<bool>* stop, rules::FindingLog& findings);

}  // namespace tieout::cutover
