// An archive held against its source, row for row: what is stored there, byte for byte, with what
// is stored here.
#pragma once

#include <filesystem>

#include "cutover/archive_plan.h"
#include "db/session.h"
#include "rules/pack.h"
#include "verify/proof.h"

namespace tieout::cutover {

// Tables and columns are paired by name and rows by the source's primary key, as `verify` does
// without a pack; rows of a table without one are counted. `source` is in the pack's shape,
// `database` is the archive's archive.db. What was left out is told as a notice, a column each.
verify::Proof compare_with_source(const rules::Pack& pack, db::Session& source,
                                  const std::filesystem::path& database,
                                  const verify::VerifyOptions& options);

}  // namespace tieout::cutover
