// What becomes of every column of the source, and of where every column of the target comes from:
// the pack's word, and whether a tie compared it.
#pragma once

#include <vector>

#include "db/catalogue.h"
#include "db/session.h"
#include "rules/finding_log.h"
#include "rules/pack.h"
#include "rules/record.h"

namespace tieout::verify {

// One a column of every table of the source, in the catalogue's order, then those that the pack
// names and the database does not have (`absent`). A column that the pack does not name is
// `unknown`; so is one that it calls moved but that no tie compared.
std::vector<rules::CoverageResult> coverage_of(const rules::Pack& pack, const db::Catalogue& source,
                                               const std::vector<rules::TieResult>& ties);

// One a column of every table of the target but the migrator's books. `unknown`: not named by the
// pack, called filled but compared by no tie, or called empty or defaulted where a row says
// otherwise; each such row's column is a finding too.
std::vector<rules::TargetCoverageResult> target_coverage_of(
    const rules::Pack& pack, db::Session& target, const std::vector<rules::TieResult>& ties,
    rules::FindingLog& findings);

}  // namespace tieout::verify
