// The pack's rules asked of both sides. The same key broken in the source makes it the source's to
// fix; a rule that only the target breaks is the target's.
#pragma once

#include <vector>

#include "db/session.h"
#include "rules/finding_log.h"
#include "rules/pack.h"
#include "verify/preflight.h"
#include "verify/tie.h"
#include "verify/verification.h"

namespace tieout::verify {

// Rules of severity error make their rows BrokenKeys of their tie. A rule that the server cannot be
// asked is a finding `not_looked`.
Offenders ask_source_rules(const rules::Pack& pack, const Ties& ties, db::Session& source,
                           const VerifyOptions& options, rules::FindingLog& findings,
                           BrokenKeys& broken);

// Rows of the target that break a rule of the pack, which outlives this; whose they are is not yet
// said.
struct TargetAnswers {
    struct Offender {
        const rules::Rule* rule;
        rules::Member member;
    };
    std::vector<Offender> offenders;
    rules::FindingLog not_looked;
};

// Needs no answer of the source: both servers can be asked at the same time.
TargetAnswers ask_target_rules(const rules::Pack& pack, const Ties& ties, db::Session& target,
                               const VerifyOptions& options);
// `broken_in_source`: what ask_source_rules() returned.
void tell(TargetAnswers answers, const Ties& ties, const Offenders& broken_in_source,
          rules::FindingLog& findings);

}  // namespace tieout::verify
