// Without a pack: tables and columns are paired by name, keys are primary keys, types come from the
// two catalogues.
#pragma once

#include <string>

#include "db/catalogue.h"
#include "rules/finding_log.h"
#include "verify/proof.h"
#include "verify/tie.h"

namespace tieout::verify {

// "CustomerId", "customer_id" and "CUSTOMERID" are one name.
std::string folded_name(std::string_view name);

// One tie for each table that both sides have. Tables and columns that only one side has are told
// as `absent` (warnings); a table that has no key to pair its rows by as `not_looked`.
Ties pair_by_name(const db::Catalogue& source, const db::Catalogue& target,
                  rules::FindingLog& findings);

// The type in which two columns are compared: the one that both can be read as without loss.
As common_type(db::ValueType source, db::ValueType target);

// All of what can be said without a pack. Moments without zone are compared as written, in UTC.
Proof prove_by_name(db::Session& source, db::Session& target, const VerifyOptions& options);

}  // namespace tieout::verify
