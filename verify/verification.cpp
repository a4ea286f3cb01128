#include "verify/verification.h"

#include <algorithm>
#include <random>

#include "base/error.h"
#include "verify/kept_ties.h"
#include "verify/line_speed.h"
#include "verify/outcomes.h"
#include "verify/route.h"
#include "verify/tie_run.h"

namespace tieout::verify {
namespace {

std::string random_key() {
    std::random_device device;
    std::string key;
    for (int i = 0; i < 8; ++i) {
        const std::uint32_t word = device();
        for (unsigned shift = 0; shift < 32; shift += 8)
            key.push_back(static_cast<char>((word >> shift) & 0xFF));
    }
    return key;
}

rules::Finding about(const Tie& tie, rules::FindingKind kind, rules::Origin origin) {
    rules::Finding finding;
    finding.tie = tie.name;
    finding.kind = kind;
    finding.table = tie.source.label();
    finding.origin = origin;
    return finding;
}

void tell_empty(const Tie& tie, rules::FindingLog& findings) {
    rules::Finding finding = about(tie, rules::FindingKind::empty, rules::Origin::source);
    finding.title = tie.title + ": nothing was compared, both sides have no row";
    finding.advice = "Is this the right database? If it is, name the tie under `may_be_empty`.";
    findings.add(finding);
}

// The rows that could not be looked at may be the parents of others; those are then judged on their
// own.
void tell_not_looked(const Tie& tie, const Error& error, Verification& seen) {
    rules::Finding finding = about(tie, rules::FindingKind::not_looked, rules::Origin::target);
    finding.title = tie.title + ": could not be looked at: " + error.what();
    finding.advice = "Mend what hinders it, and verify again.";
    seen.findings.add(finding);
    rules::TieResult result;
    result.tie = tie.name;
    result.title = tie.title;
    result.source_from = tie.source.label();
    result.target_from = tie.target.label();
    result.not_looked = error.what();
    seen.ties.push_back(std::move(result));
}

template <class Item>
void append(std::vector<Item>&& from, std::vector<Item>& to) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

void take(TieOutcome&& outcome, Verification& seen) {
    seen.ties.push_back(std::move(outcome.result));
    append(std::move(outcome.totals.results), seen.totals);
    append(std::move(outcome.totals.sets), seen.total_sets);
    seen.findings.merge(std::move(outcome.findings));
}

std::optional<TieOutcome> taken_over(const Tie& tie, const VerifyOptions& options,
                                     Outcomes& outcomes) {
    if (options.kept == nullptr) return std::nullopt;
    return options.kept->take_over(tie, options.samples_per_finding, outcomes);
}

// As the catalogue knows it; of a condition or a join it knows nothing.
std::uint64_t expected_rows(const Tie& tie, db::Session& source) {
    if (tie.source.from.empty() || !tie.source.where.empty() || !tie.source.joins.empty()) return 0;
    const db::Table* table = source.catalogue().find(tie.source.table());
    return table == nullptr || table->estimated_rows < 0
               ? 0
               : static_cast<std::uint64_t>(table->estimated_rows);
}

}  // namespace

void BrokenKeys::add(const std::string& tie, const std::string& key, const Why& why) {
    const auto [at, is_new] = keys_[tie].try_emplace(key, why);
    if (is_new || at->second.columns.empty()) return;
    Why& known = at->second;
    // A rule that speaks of the whole row takes in those of columns.
    if (why.columns.empty()) known.columns.clear();
    for (const std::string& column : why.columns)
        if (std::find(known.columns.begin(), known.columns.end(), column) == known.columns.end())
            known.columns.push_back(column);
}

void BrokenKeys::add(const BrokenKeys& later) {
    for (const auto& [tie, keys] : later.keys_)
        for (const auto& [key, why] : keys)
            add(tie, key, why);
}

const BrokenKeys::Why* BrokenKeys::find(const std::string& tie, const std::string& key) const {
    const auto rows = keys_.find(tie);
    if (rows == keys_.end()) return nullptr;
    const auto row = rows->second.find(key);
    return row == rows->second.end() ? nullptr : &row->second;
}

Verification verify(const Ties& ties, db::Session& source, db::Session& target,
                    const VerifyOptions& options, const BrokenKeys& broken) {
    Verification seen;
    seen.findings = rules::FindingLog(options.samples_per_finding);
    if (ties.defanged) seen.defanged = is_there(*ties.defanged, target);
    RunFacts facts{options.zone,
                   options.secret_key.empty() ? random_key() : options.secret_key,
                   options.samples_per_finding,
                   seen.defanged.value_or(false),
                   options.strategy,
                   options.rows_for_ranges,
                   options.memory,
                   !options.rows_only};
    const SideSessions sources{source, options.more_source};
    const SideSessions targets{target, options.more_target};
    Outcomes outcomes(ties);
    LineSpeed line;
    const bool chooses = options.strategy == Strategy::automatic && !options.reads_slowly;
    std::size_t number = 0;
    for (const Tie& tie : ties.ties) {
        Progress progress{tie.name, ++number, ties.ties.size(), 0, 0, expected_rows(tie, source)};
        const auto told = [&](std::uint64_t source_rows, std::uint64_t target_rows) {
            progress.source_rows = source_rows;
            progress.target_rows = target_rows;
            if (options.progress) options.progress(progress);
        };
        told(0, 0);
        try {
            if (auto kept = taken_over(tie, options, outcomes)) {
                take(std::move(*kept), seen);
                continue;
            }
            const std::string why =
                chooses && has_many_rows(tie, source) ? line.why_slow() : std::string();
            facts.strategy = why.empty() ? options.strategy : Strategy::push_down;
            TieOutcome outcome =
                run_tie(tie, sources, targets, facts, broken, outcomes, options.stop, told);
            line.note(outcome.sent_bytes, outcome.sending_s);
            if (!why.empty()) outcome.result.strategy_why += ", for " + why;
            const auto& empty = options.may_be_empty;
            if (outcome.result.source_rows + outcome.result.target_rows == 0 &&
                std::find(empty.begin(), empty.end(), tie.name) == empty.end())
                tell_empty(tie, outcome.findings);
            told(outcome.result.source_rows, outcome.result.target_rows);
            if (options.kept != nullptr) options.kept->keep(tie, outcome, outcomes);
            take(std::move(outcome), seen);
        } catch (const Error& error) {
            if (error.fault() == Fault::interrupted) throw;
            tell_not_looked(tie, error, seen);
        }
    }
    return seen;
}

Verification verify(const rules::Pack& pack, db::Session& source, db::Session& target,
                    const VerifyOptions& options, const BrokenKeys& broken) {
    VerifyOptions with_pack = options;
    if (with_pack.may_be_empty.empty()) with_pack.may_be_empty = pack.may_be_empty;
    return verify(Ties::load(pack), source, target, with_pack, broken);
}

}  // namespace tieout::verify
