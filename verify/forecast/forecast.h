// The forecast as a stage: both sides asked under the same terms, and held against each other.
#pragma once

#include <optional>
#include <string>

#include "db/session.h"
#include "rules/finding_log.h"
#include "rules/forecast_result.h"
#include "rules/pack.h"
#include "rules/project.h"

namespace tieout::verify::forecast {

struct Asked {
    rules::ForecastWish wish;
    std::string zone;
};

// After the ties: what they found (`findings`) explains differences, which are added to it.
// nullopt: the pack has no forecast. A side that cannot be asked is a finding `not_looked`; what is
// the operator's or the pack's mistake is thrown, and a stop or a lost connection.
std::optional<rules::ForecastResult> after_ties(const rules::Pack& pack, db::Session& source,
                                                db::Session& target, const Asked& asked,
                                                rules::FindingLog& findings);

// Alone: `seen_before` (what preflight found in the source) decides whose fault a difference is,
// and is not told.
std::optional<rules::ForecastResult> alone(const rules::Pack& pack, db::Session& source,
                                           db::Session& target, const Asked& asked,
                                           const rules::FindingLog& seen_before,
                                           rules::FindingLog& findings);

}  // namespace tieout::verify::forecast
