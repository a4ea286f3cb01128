// manifest.json: what an archive is of, what it holds, and the digest of each part.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cutover/archive_digest.h"

namespace tieout::cutover {

struct ArchivedFile {
    std::string name;  // within the folder: "archive.db", "clients/0000/12.html"
    std::uint64_t bytes = 0;
    std::string sha256;
    bool operator==(const ArchivedFile&) const = default;
};

struct LeftOut {
    std::string column;    // "client_info.client_real_pass"
    std::string why, how;  // how: "left out", "encrypted in secrets.cms, of some rows"
    bool operator==(const LeftOut&) const = default;
};

struct ArchiveManifest {
    using Facts = std::vector<std::pair<std::string, std::string>>;
    std::string tieout_version, made_at, pack, pack_version, pack_digest, zone;
    Facts source, target;  // target: empty where none was given
    std::vector<TableDigest> tables;
    std::vector<LeftOut> left_out;
    std::vector<std::string> remarks;  // what this archive lacks, and why
    std::vector<ArchivedFile> files;   // all but manifest.json and manifest.sig
    std::string key;                   // fingerprint of the key that signs it; empty: nobody does
    bool operator==(const ArchiveManifest&) const = default;
};

std::string to_json(const ArchiveManifest& manifest);
// Throws Error(Fault::usage) where `text` is no manifest.
ArchiveManifest manifest_from_json(const std::string& text);

// Throws Error(Fault::disk) where it cannot be read.
ArchivedFile look_at_file(const std::filesystem::path& folder, const std::string& name);
// All files below `folder` but the manifest and its signature, by name.
std::vector<std::string> files_below(const std::filesystem::path& folder);

}  // namespace tieout::cutover
