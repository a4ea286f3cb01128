// Secrets of the source for whoever has the one key that opens them: a file of their own, CMS
// (RFC 5652), which `openssl cms -decrypt` reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "cutover/archive_rows.h"

namespace tieout::cutover {

// Throws Error(Fault::usage) where `file` holds no certificate (PEM).
void need_certificate(const std::filesystem::path& file);

// Writes `file`: encrypted for the certificate in `certificate` (PEM, RSA or EC), one JSON object a
// line: {"table", "key": {column: text}, "column", "hex"}: the stored bytes. How many values there
// are. Throws Error(Fault::usage | disk).
std::uint64_t write_secrets(const std::vector<ArchivedTable>& tables, const Secrets& secrets,
                            db::Session& source, const std::filesystem::path& certificate,
                            const std::filesystem::path& file, const CopyOptions& options);

}  // namespace tieout::cutover
