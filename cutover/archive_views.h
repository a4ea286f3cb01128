// The archive as people read it: views that show text decoded and moments beside their numbers, and
// an index of its words.
#pragma once

#include <string>
#include <vector>

#include "cutover/archive_tables.h"

namespace tieout::cutover {

// `archive_zone`: how far the clocks of `zone` were from UTC, since when. SQLite knows no zones.
void add_zone(const db::SqliteConnection& archive, const std::string& zone);

// `readable_TABLE` for each table, those that this source lacks included (without rows).
void add_views(const db::SqliteConnection& archive, const std::vector<ArchivedTable>& tables,
               const ArchivePlan& plan);

// The pack's indexes, of tables and columns that are there.
void add_indexes(const db::SqliteConnection& archive, const std::vector<ArchivedTable>& tables,
                 const ArchivePlan& plan);

// `search` (kind, ref, text), a full-text index; nothing where the pack asks for none.
void add_search(const db::SqliteConnection& archive, const ArchivePlan& plan);

}  // namespace tieout::cutover
