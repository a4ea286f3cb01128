// Records as large as a first rehearsal can make them.
#pragma once

#include <vector>

#include "rules/finding_log.h"
#include "rules/record.h"

namespace tieout::reports::tests {

struct BigRecord {
    rules::CycleRecord record;
    std::vector<rules::FindingMembers> members;
};

// As many findings, three rows each, of which every third is a warning and every tenth of v4.
BigRecord many_findings(std::size_t findings);
// Forty findings that have so many differing rows together; rows are made when they are asked for.
BigRecord many_rows(std::size_t rows);

}  // namespace tieout::reports::tests
