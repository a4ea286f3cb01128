// What became of the source's rows and columns: where in the target they are, and what did not move
// and why.
#pragma once

#include <cstdint>

#include "cutover/archive_tables.h"
#include "db/session.h"
#include "rules/pack.h"
#include "rules/record.h"

namespace tieout::cutover {

// `moved` (source_table, source_key, target_table, target_id): by the target's own `source_ref`,
// which is the source's key, or that with a number behind it where one row became several. How many
// rows it has.
std::uint64_t add_moved(const rules::Pack& pack, db::Session& target,
                        const db::SqliteConnection& archive);

// `not_moved` (source_table, source_key, what, why): columns that the pack leaves behind, and rows
// that `last` (the last cycle; nullptr: none is known) has in quarantine.
void add_not_moved(const rules::Pack& pack, const rules::CycleRecord* last,
                   const db::SqliteConnection& archive);

}  // namespace tieout::cutover
