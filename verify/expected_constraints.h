// What a tie expects to find in the target's catalogue (`expects` in verify.yaml), looked for.
#pragma once

#include "db/catalogue.h"
#include "rules/finding_log.h"
#include "verify/tie.h"

namespace tieout::verify {

// A finding `absent` of origin target for each expectation that `table` does not meet.
void look_for_expected(const Tie& tie, const db::Table& table, rules::FindingLog& findings);

}  // namespace tieout::verify
