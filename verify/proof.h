// The whole of what the verifier does, in order: v5's constraints asked of v4, the pack's rules
// asked of both sides, the ties, and the target's own state (constraints not enforced, sequences
// behind). tieout-verify is this and a report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verify/preflight.h"
#include "verify/verification.h"

namespace tieout::verify {

struct Proof {
    std::optional<bool> defanged;  // what the target says; nullopt: the pack knows of no defanging
    std::vector<rules::ConstraintResult> constraints;
    std::vector<rules::TieResult> ties;
    std::vector<rules::TotalResult> totals;
    std::vector<rules::TotalSet> total_sets;
    rules::FindingLog findings;
    std::vector<rules::CoverageResult>
        coverage;  // source columns; `migrate_read` is the migrator's to witness
    std::vector<rules::TargetCoverageResult> target_coverage;  // and `migrate_wrote`
};

// Where `options` ask for a part (VerifyOptions::is_partial), that part of it and no more.
// `before`: what preflight found under the same snapshot of the source; it is asked anew where
// there is none.
Proof prove(const rules::Pack& pack, db::Session& source, db::Session& target,
            const VerifyOptions& options, std::optional<Preflight> before = std::nullopt);

// Preflight and the pack's rules of the source: what can be known before anything has moved.
Preflight look_ahead(const rules::Pack& pack, db::Session& source, db::Session& target,
                     const VerifyOptions& options);

// What the session says of itself, for a record; `may_write` is there where the role can change
// data.
rules::SideFacts side_facts(const rules::PackSide& side, db::Session& session);

// What the server holds back for this session's view by now, beside what it did at the beginning.
void add_price_at_end(db::Session& session, rules::SideFacts& side);

// What the target says of itself, whatever it holds; nullopt: the pack knows of no defanging.
std::optional<bool> says_defanged(const rules::Pack& pack, db::Session& target);
bool knows_defanging(const rules::Pack& pack);
// For a record: `defanged` is yes or no.
void add_defanged(std::optional<bool> defanged, rules::SideFacts& target);

// Throws Error(Fault::schema) where the database is not what the pack was written for, naming what
// is not there.
void recognise(const rules::PackSide& side, db::Session& session);

}  // namespace tieout::verify
