// The pages of an archive, for a browser without a network.
#pragma once

#include <filesystem>
#include <string>

#include "cutover/archive_manifest.h"
#include "cutover/archive_plan.h"
#include "cutover/archive_rows.h"

namespace tieout::cutover {

// Beside archive.db in `folder`: index.html, and a page for each row of the pages' list, a hundred
// a folder ("clients/0012/1234.html"). Nothing where the pack asks for none.
void write_pages(const ArchivePages& pages, const std::string& source_label,
                 const ArchiveManifest& manifest, const std::filesystem::path& folder,
                 const CopyOptions& options);

// words/ab.js and so on: which page has a word that begins with these two letters. `pages` are at
// hand in the connection's temporary table `page` (id, file, title).
void write_words(const ArchivePages& pages, const db::SqliteConnection& archive,
                 const std::filesystem::path& folder);

}  // namespace tieout::cutover
