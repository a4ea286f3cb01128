// v5's constraints asked of v4's data before anything moves: the tie's source route is walked, the
// target's own engine judges, read-only, and the rows that it would refuse are named.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "db/session.h"
#include "rules/finding_log.h"
#include "rules/pack.h"
#include "rules/record.h"
#include "verify/tie.h"
#include "verify/verification.h"

namespace tieout::verify {

class SourceRules;

// Keys by rule, as rules::text(Key) prints them.
using Offenders = std::map<std::string, std::set<std::string>>;

struct Preflight {
    std::vector<rules::ConstraintResult>
        constraints;             // every constraint of the tables that ties reach, asked or not
    rules::FindingLog findings;  // broken_rule, origin source
    BrokenKeys broken;           // the rows named in them, for the ties that follow
    Offenders offenders;         // of the pack's rules in the source; filled by look_ahead()
    // What the source's rows hold that cannot be read: for a run that ends here. A verification
    // that follows finds them itself.
    rules::FindingLog unreadable;
};

// `rules`: what is asked of the rows that are read here, too; nullptr: nothing.
Preflight preflight(const Ties& ties, db::Session& source, db::Session& target,
                    const VerifyOptions& options, SourceRules* rules = nullptr);

}  // namespace tieout::verify
