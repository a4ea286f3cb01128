// The pack's rules asked of both sides. The same key broken in the source makes it the source's to
// fix; a rule that only the target breaks is the target's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/session.h"
#include "rules/finding_log.h"
#include "rules/pack.h"
#include "verify/preflight.h"
#include "verify/row_rules.h"
#include "verify/tie.h"
#include "verify/verification.h"

namespace tieout::verify {

struct SourceAnswers {
    rules::FindingLog findings;
    Offenders offenders;
    BrokenKeys broken;  // by rules of severity error
};

// The rules asked of the source. Those over fields are asked while somebody reads the rows of their
// tie anyway, the others and the rest at the end. A rule that cannot be asked is a finding
// `not_looked`.
class SourceRules {
public:
    // What it is made of stays as long as it. Throws Error(Fault::usage) where a rule speaks of a
    // tie that is not there.
    SourceRules(const rules::Pack& pack, const Ties& ties, db::Session& source,
                const VerifyOptions& options);
    ~SourceRules();
    SourceRules(const SourceRules&) = delete;
    SourceRules& operator=(const SourceRules&) = delete;

    // All rows of the tie's source are about to be read: each is to be shown to what is returned,
    // until end_rows(). nullptr: no rule asks anything of them.
    RowRules* begin_rows(const Tie& tie);
    // `why_not_all`: where not all of them could be read. Nothing, where none were begun.
    void end_rows(const std::optional<std::string>& why_not_all = std::nullopt);
    // Once, at the end.
    SourceAnswers ask_rest();

private:
    struct State;
    std::unique_ptr<State> state_;
};

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
// `broken_in_source`: of SourceAnswers.
void tell(TargetAnswers answers, const Ties& ties, const Offenders& broken_in_source,
          rules::FindingLog& findings);

}  // namespace tieout::verify
