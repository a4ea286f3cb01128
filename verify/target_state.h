// The target's own structure: constraints that do not hold, or are not there, and sequences that
// are behind.
#pragma once

#include "db/session.h"
#include "rules/finding_log.h"
#include "verify/tie.h"

namespace tieout::verify {

// Of every table that a tie reaches: not_enforced, absent (what `expects` names), sequence. All of
// origin target.
void look_at_target(const Ties& ties, db::Session& target, rules::FindingLog& findings);

}  // namespace tieout::verify
