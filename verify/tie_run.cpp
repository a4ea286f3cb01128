#include "verify/tie_run.h"

#include <algorithm>
#include <chrono>

#include "verify/doubts.h"
#include "verify/match.h"
#include "verify/meet.h"
#include "verify/push_down.h"
#include "verify/side_reader.h"
#include "verify/tie_findings.h"
#include "verify/value_text.h"

namespace tieout::verify {
namespace {

using Clock = std::chrono::steady_clock;

Matcher::Keys keys_of(Route& route) {
    return route.keys_proved_unique() ? Matcher::Keys::proved_unique : Matcher::Keys::to_be_counted;
}

rules::TieResult describe(const Tie& tie, db::Session& source_session, SideReader& source,
                          SideReader& target) {
    rules::TieResult result;
    result.tie = tie.name;
    result.title = tie.title;
    result.source_from = tie.source.label();
    result.target_from = tie.target.label();
    result.source_sql = source_session.as_sent(source.route.sql());
    result.target_sql = target.route.sql();
    for (const Field& field : tie.fields)
        result.fields.push_back(describe(field));
    result.source_columns = source.route.compared_columns();
    result.target_columns = target.route.compared_columns();
    const bool proved = source.route.keys_proved_unique() && target.route.keys_proved_unique();
    result.keys_proved_by = proved ? "unique index" : "key digests";
    return result;
}

Choice ask_for_order(Route& source, Route& target, Strategy asked) {
    const KeyOrder source_order = source.key_order(), target_order = target.key_order();
    const Choice choice = choose(asked, source_order, target_order);
    if (choice.merges) {
        source.order_by(source_order);
        target.order_by(target_order);
    }
    return choice;
}

// Rows that did not come as they were asked for have met in the table.
void say_how(const Choice& choice, const Met& met, rules::TieResult& result) {
    result.strategy = "keyed table";
    result.strategy_why = choice.why;
    if (!choice.merges) return;
    if (met.source_ascends && met.target_ascends)
        result.strategy = "merge";
    else
        result.strategy_why = std::string(met.source_ascends ? "the target" : "the source") +
                              "'s rows did not come in the order of the key";
}

// The same ranges on both sides, so that rows that belong together come at about the same time.
std::vector<KeyRange> ranges_for(SideReader& source, const SideSessions& sources,
                                 SideReader& target, const SideSessions& targets,
                                 const RunFacts& facts) {
    const std::size_t readers = 1 + std::min(sources.more.size(), targets.more.size());
    // Ranges come side by side, in no order of the whole.
    const bool may = readers > 1 && facts.strategy != Strategy::merge;
    const auto source_key = may ? source.route.range_key() : std::nullopt;
    const auto target_key = source_key ? target.route.range_key() : std::nullopt;
    if (!target_key) return {{}};
    const std::uint64_t in_source = rows_about(sources.first, *source_key);
    const std::uint64_t in_target = rows_about(targets.first, *target_key);
    if (std::max(in_source, in_target) < facts.rows_for_ranges) return {{}};
    return ranges_between(in_source >= in_target
                              ? row_quantiles(sources.first, *source_key, in_source, readers)
                              : row_quantiles(targets.first, *target_key, in_target, readers));
}

Choice choose_way(const Tie& tie, SideReader& source, SideReader& target, std::size_t ranges,
                  Strategy asked) {
    if (ranges < 2) return ask_for_order(source.route, target.route, asked);
    return {false, std::to_string(ranges) + " ranges of " + tie.key_names[0] + " at once"};
}

void count(const MatchCounts& counts, SideReader& source, SideReader& target,
           rules::TieResult& result) {
    result.source_rows = source.route.rows();
    result.target_rows = target.route.rows();
    result.equal = counts.equal;
    result.missing = counts.source_alone;
    result.extra = counts.target_alone;
    result.changed = counts.changed;
    result.duplicate = counts.duplicate;
    result.source_digest = source.route.digest().text();
    result.target_digest = target.route.digest().text();
}

void tell_witness(const Tie& tie, const rules::Witness& witness, rules::FindingLog& findings) {
    rules::Finding about;
    about.tie = tie.name;
    about.kind = rules::FindingKind::witness;
    const bool source = witness.side == "source";
    about.table = source ? tie.source.label() : tie.target.label();
    about.origin = source ? rules::Origin::source : rules::Origin::target;
    about.columns = {witness.what};
    about.title = tie.title + ": the " + witness.side + "'s server counts " + witness.what +
                  " as " + witness.server + ", we read " + witness.read;
    about.advice =
        "Was the database written to meanwhile? Verify under a snapshot, or while nobody writes.";
    rules::Member member;
    member.key = {{"what", witness.what}};
    member.note = "server " + witness.server + ", read " + witness.read;
    findings.add(about, std::move(member));
}

bool disagree(const std::vector<rules::Witness>& witnesses) {
    return std::any_of(witnesses.begin(), witnesses.end(),
                       [](const rules::Witness& witness) { return !witness.agrees; });
}

void collect_witnesses(const Tie& tie, SideReader& reader, TieOutcome& outcome) {
    for (rules::Witness& witness : reader.witnesses) {
        if (!witness.agrees) tell_witness(tie, witness, outcome.findings);
        outcome.result.witnesses.push_back(std::move(witness));
    }
}

PushedDown ask_servers(const Tie& tie, db::Session& source_session, db::Session& target_session,
                       SideReader& source, SideReader& target, const RunFacts& facts,
                       const std::atomic<bool>* stop) {
    if (source.route.may_move() || target.route.may_move()) {
        PushedDown refused;
        refused.why_not = "rows may change while they are read";
        return refused;
    }
    PushedDown pushed = push_down(
        tie, source_session, target_session,
        {source.route.keys_proved_unique(), target.route.keys_proved_unique()}, facts, stop);
    if (!pushed.why_not.empty()) return pushed;
    source.route.read_only_where(pushed.source_condition);
    target.route.read_only_where(pushed.target_condition);
    return pushed;
}

// The rows that no server sent are equal, and count as if they had been read.
void add_pushed(const Tie& tie, const PushedDown& pushed, SideReader& source, SideReader& target,
                rules::TieResult& result) {
    if (!pushed.why_not.empty()) {
        result.strategy_why = "no push-down: " + pushed.why_not;
        return;
    }
    result.strategy = "push-down";
    result.strategy_why =
        std::to_string(result.source_rows + result.target_rows) + " of " +
        std::to_string(result.source_rows + result.target_rows + 2 * pushed.equal_rows) +
        " rows were sent";
    result.source_rows += pushed.equal_rows;
    result.target_rows += pushed.equal_rows;
    result.equal += pushed.equal_rows;
    result.source_digest = Digest::of(pushed.digest + result.source_digest).text();
    result.target_digest = Digest::of(pushed.digest + result.target_digest).text();
    add_sums(tie, pushed, source.sums, target.sums);
}

}  // namespace

TieOutcome run_tie(const Tie& tie, const SideSessions& source_sessions,
                   const SideSessions& target_sessions, const RunFacts& facts,
                   const BrokenKeys& broken, Outcomes& outcomes, const std::atomic<bool>* stop,
                   const std::function<void(std::uint64_t, std::uint64_t)>& told) {
    const Clock::time_point begin = Clock::now();
    db::Session& source_session = source_sessions.first;
    db::Session& target_session = target_sessions.first;
    SideReader source(tie, SideName::source, source_session, facts);
    SideReader target(tie, SideName::target, target_session, facts);
    TieOutcome outcome;
    outcome.findings = rules::FindingLog(facts.samples_per_finding);
    std::optional<PushedDown> pushed;
    if (facts.strategy == Strategy::push_down)
        pushed = ask_servers(tie, source_session, target_session, source, target, facts, stop);
    const bool streams = !pushed || !pushed->why_not.empty();
    std::vector<KeyRange> ranges(1);
    if (streams) ranges = ranges_for(source, source_sessions, target, target_sessions, facts);
    const Choice choice =
        streams ? choose_way(tie, source, target, ranges.size(), facts.strategy) : Choice();
    outcome.result = describe(tie, source_session, source, target);
    if (ranges.size() > 1) {
        source.split(ranges, source_sessions.more);
        target.split(ranges, target_sessions.more);
    }
    TotalSums explained(tie);
    TieFindings judge(tie, broken, outcomes, explained, outcome.findings,
                      facts.samples_per_finding);
    Doubts doubts(tie, facts, judge);
    const bool moving = source.route.may_move() || target.route.may_move();
    Differences& differences = moving ? static_cast<Differences&>(doubts) : judge;
    Matcher matcher(keys_of(source.route), keys_of(target.route), differences, facts.memory);
    source.start(stop);
    target.start(stop);
    const Order order = choice.merges ? Order::of_keys : Order::unknown;
    const Met met = meet(source.queue, target.queue, matcher, order, stop, told);
    say_how(choice, met, outcome.result);
    MatchCounts counts = matcher.finish();
    outcome.result.spilled_bytes = matcher.spilled_bytes();
    source.join();
    target.join();
    outcome.result.changed_while_read =
        doubts.settle({source.route, source.sums, source_session},
                      {target.route, target.sums, target_session}, counts, stop);
    judge.finish();
    if (source.route.may_move() && disagree(source.witnesses))
        source.witnesses = witnesses_again(tie, SideName::source, source_session, facts, stop);
    if (target.route.may_move() && disagree(target.witnesses))
        target.witnesses = witnesses_again(tie, SideName::target, target_session, facts, stop);
    count(counts, source, target, outcome.result);
    if (streams) {
        outcome.sent_bytes = source.route.bytes() + target.route.bytes();
        outcome.sending_s = std::max(source.sending_s, target.sending_s);
    }
    if (pushed) add_pushed(tie, *pushed, source, target, outcome.result);
    outcome.findings.merge(source.route.take_findings());
    outcome.findings.merge(target.route.take_findings());
    collect_witnesses(tie, source, outcome);
    collect_witnesses(tie, target, outcome);
    outcome.totals = compare_totals(tie, source.sums, target.sums, explained, outcome.findings);
    outcome.result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    return outcome;
}

}  // namespace tieout::verify
