// Rows of a table without a key, held against those of its archive: each row must be there as often
// as it is here.
#pragma once

#include <atomic>

#include "cutover/archive_plan.h"
#include "cutover/archive_tables.h"
#include "db/session.h"
#include "rules/finding_log.h"
#include "rules/record.h"

namespace tieout::cutover {

rules::TieResult count_rows(const ArchivedTable& table, const Secrets& secrets, db::Session& source,
                            db::Session& archive, const std::atomic<bool>* stop,
                            rules::FindingLog& findings);

}  // namespace tieout::cutover
