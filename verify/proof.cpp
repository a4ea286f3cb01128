#include "verify/proof.h"

#include <future>

#include "verify/coverage.h"
#include "verify/rule_run.h"
#include "verify/target_state.h"

namespace tieout::verify {
namespace {

VerifyOptions with_pack(VerifyOptions options, const rules::Pack& pack) {
    if (options.may_be_empty.empty()) options.may_be_empty = pack.may_be_empty;
    return options;
}

void add_rows(Verification seen, Proof& proof) {
    proof.defanged = seen.defanged;
    proof.ties = std::move(seen.ties);
    proof.totals = std::move(seen.totals);
    proof.total_sets = std::move(seen.total_sets);
    proof.findings.merge(std::move(seen.findings));
}

Proof of_rows(Verification seen) {
    Proof proof;
    add_rows(std::move(seen), proof);
    return proof;
}

void add(SourceAnswers answers, Preflight& seen) {
    seen.findings.merge(std::move(answers.findings));
    seen.broken.add(answers.broken);
    seen.offenders = std::move(answers.offenders);
}

}  // namespace

Preflight look_ahead(const rules::Pack& pack, db::Session& source, db::Session& target,
                     const VerifyOptions& options) {
    const Ties ties = Ties::load(pack);
    SourceRules rules(pack, ties, source, options);
    Preflight seen = preflight(ties, source, target, options, &rules);
    add(rules.ask_rest(), seen);
    return seen;
}

Proof prove(const rules::Pack& pack, db::Session& source, db::Session& target,
            const VerifyOptions& given, std::optional<Preflight> before) {
    const VerifyOptions options = with_pack(given, pack);
    Ties ties = Ties::load(pack);
    ties.keep_only(options.only_ties);
    if (options.is_partial()) return of_rows(verify(ties, source, target, options, BrokenKeys()));
    const auto ask_target = [&] { return ask_target_rules(pack, ties, target, options); };
    TargetAnswers of_target;
    if (before) {
        of_target = ask_target();
    } else {
        SourceRules rules(pack, ties, source, options);
        before = preflight(ties, source, target, options, &rules);
        auto asked_beside = std::async(std::launch::async, ask_target);
        add(rules.ask_rest(), *before);
        of_target = asked_beside.get();
    }
    Proof proof;
    proof.constraints = std::move(before->constraints);
    proof.findings = std::move(before->findings);
    Verification seen = verify(ties, source, target, options, before->broken);
    add_rows(std::move(seen), proof);
    tell(std::move(of_target), ties, before->offenders, proof.findings);
    look_at_target(ties, target, proof.findings);
    proof.coverage = coverage_of(pack, source.catalogue(), proof.ties);
    proof.target_coverage = target_coverage_of(pack, target, proof.ties, proof.findings);
    return proof;
}

bool knows_defanging(const rules::Pack& pack) {
    return Ties::load(pack).defanged.has_value();
}

std::optional<bool> says_defanged(const rules::Pack& pack, db::Session& target) {
    const Ties ties = Ties::load(pack);
    if (!ties.defanged) return std::nullopt;
    return is_there(*ties.defanged, target);
}

void add_defanged(std::optional<bool> defanged, rules::SideFacts& target) {
    if (defanged) target.facts.emplace_back("defanged", *defanged ? "yes" : "no");
}

}  // namespace tieout::verify
