// What becomes of every column of the source, by the pack's word, and whether a tie compared it.
#pragma once

#include <vector>

#include "db/catalogue.h"
#include "rules/pack.h"
#include "rules/record.h"

namespace tieout::verify {

// One a column of every table of the source, in the catalogue's order. A column that the pack does
// not name is `unknown`; so is one that it calls moved but that no tie compared.
std::vector<rules::CoverageResult> coverage_of(const rules::Pack& pack, const db::Catalogue& source,
                                               const std::vector<rules::TieResult>& ties);

}  // namespace tieout::verify
