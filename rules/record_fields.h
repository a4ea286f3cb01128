// The names of the JSON contract (docs/schema/report.json): each struct says once which fields it
// has, and the writer and the reader of record_json.cpp both walk that.
#pragma once

#include <concepts>
#include <type_traits>

#include "rules/record.h"

namespace tieout::rules {

// T or const T, so that one template serves writing and reading.
template <class X, class T>
concept Is = std::same_as<std::remove_const_t<X>, T>;

// `v("name", value)`: always there. `v.unless_empty("name", value)`: left out where it is empty;
// `unless_zero` likewise.

template <class V, Is<KeyPart> T>
void fields(V& v, T& x) {
    v("column", x.column);
    v("value", x.value);
}

template <class V, Is<ColumnPair> T>
void fields(V& v, T& x) {
    v("name", x.name);
    v("source", x.source);
    v("target", x.target);
    v.unless_empty("as", x.as);
}

template <class V, Is<Member> T>
void fields(V& v, T& x) {
    v("key", x.key);
    v("columns", x.columns);
    v("amount", x.amount);
    v("in_source", x.in_source);
    v("in_target", x.in_target);
    v.unless_empty("note", x.note);
    v.unless_empty("follows_tie", x.follows_tie);
    v.unless_empty("follows_key", x.follows_key);
}

template <class V, Is<Finding> T>
void fields(V& v, T& x) {
    v("id", x.id);
    v.unless_empty("tie", x.tie);
    v.unless_empty("rule", x.rule);
    v.unless_empty("table", x.table);
    v("kind", x.kind);
    v("columns", x.columns);
    v("origin", x.origin);
    v("severity", x.severity);
    v("title", x.title);
    v("advice", x.advice);
    v("count", x.count);
    v("amount", x.amount);
    v("samples", x.samples);
    v.unless_empty("waived", x.waived);
}

template <class V, Is<FindingLife> T>
void fields(V& v, T& x) {
    v("finding_id", x.finding_id);
    v("title", x.title);
    v("severity", x.severity);
    v("origin", x.origin);
    v("state", x.state);
    v("first_seen", x.first_seen);
    v("last_seen", x.last_seen);
    v("cycles", x.cycles);
    v("members_new", x.members_new);
    v("members_standing", x.members_standing);
    v("members_regressed", x.members_regressed);
    v("members_resolved", x.members_resolved);
}

template <class V, Is<WaiverResult> T>
void fields(V& v, T& x) {
    v("where", x.where);
    v("who", x.who);
    v("why", x.why);
    v("until", x.until);
    v("state", x.state);
    v("finding_ids", x.finding_ids);
    v("rows", x.rows);
    v("max_rows", x.max_rows);
    v("money", x.money);
    v("max_money", x.max_money);
}

template <class V, Is<Witness> T>
void fields(V& v, T& x) {
    v("side", x.side);
    v("what", x.what);
    v("server", x.server);
    v("read", x.read);
    v("agrees", x.agrees);
}

template <class V, Is<TieResult> T>
void fields(V& v, T& x) {
    v("tie", x.tie);
    v("title", x.title);
    v("source_rows", x.source_rows);
    v("target_rows", x.target_rows);
    v("equal", x.equal);
    v("missing", x.missing);
    v("extra", x.extra);
    v("changed", x.changed);
    v("duplicate", x.duplicate);
    v.unless_zero("changed_while_read", x.changed_while_read);
    v("digest", x.source_digest);
    v("target_digest", x.target_digest);
    v("source_from", x.source_from);
    v("target_from", x.target_from);
    v("source_sql", x.source_sql);
    v("target_sql", x.target_sql);
    v("fields", x.fields);
    v("source_columns", x.source_columns);
    v("target_columns", x.target_columns);
    v("keys_proved_by", x.keys_proved_by);
    v.unless_empty("strategy", x.strategy);
    v.unless_empty("strategy_why", x.strategy_why);
    v.unless_zero("spilled_bytes", x.spilled_bytes);
    v.unless_empty("taken_over_from", x.taken_over_from);
    v.unless_empty("older_moment", x.older_moment);
    v("witnesses", x.witnesses);
    v.unless_empty("not_looked", x.not_looked);
    v("seconds", x.seconds);
}

template <class V, Is<TotalResult> T>
void fields(V& v, T& x) {
    v("tie", x.tie);
    v("name", x.name);
    v("group", x.group);
    v("source", x.source);
    v("target", x.target);
    v("difference", x.difference);
    v("explained", x.explained);
    v("money", x.money);
}

template <class V, Is<TotalSet> T>
void fields(V& v, T& x) {
    v("tie", x.tie);
    v("name", x.name);
    v("groups", x.groups);
    v("equal", x.equal);
}

template <class V, Is<ConstraintResult> T>
void fields(V& v, T& x) {
    v("table", x.table);
    v("name", x.name);
    v("kind", x.kind);
    v("definition", x.definition);
    v("asked", x.asked);
    v.unless_empty("why_not", x.why_not);
    v("enforced", x.enforced);
    v.unless_empty("not_enforced", x.not_enforced);
    v("offenders", x.offenders);
    v.unless_empty("finding_id", x.finding_id);
}

template <class V, Is<QuarantinedRow> T>
void fields(V& v, T& x) {
    v("table", x.table);
    v("from", x.from);
    v("key", x.key);
    v("column", x.column);
    v("reason", x.reason);
    v("raw", x.raw);
}

template <class V, Is<LoadResult> T>
void fields(V& v, T& x) {
    v("table", x.table);
    v("from", x.from);
    v("read", x.read);
    v("produced", x.produced);
    v("left_out", x.left_out);
    v("written", x.written);
    v("quarantined", x.quarantined);
    v("columns_read", x.columns_read);
    v("columns_written", x.columns_written);
    v("seconds", x.seconds);
}

template <class V, Is<CoverageResult> T>
void fields(V& v, T& x) {
    v("column", x.column);
    v("fate", x.fate);
    v("reason", x.reason);
    v("migrate_read", x.migrate_read);
    v("verify_compared", x.verify_compared);
}

template <class V, Is<TargetCoverageResult> T>
void fields(V& v, T& x) {
    v("column", x.column);
    v("fate", x.fate);
    v("reason", x.reason);
    v("migrate_wrote", x.migrate_wrote);
    v("verify_compared", x.verify_compared);
}

template <class V, Is<StageResult> T>
void fields(V& v, T& x) {
    v("stage", x.stage);
    v("status", x.status);
    v("message", x.message);
    v("seconds", x.seconds);
}

template <class V, Is<SideFacts> T>
void fields(V& v, T& x) {
    v("label", x.label);
    v("facts", x.facts);
}

template <class V, Is<GateClause> T>
void fields(V& v, T& x) {
    v("clause", x.clause);
    v("figure", x.figure);
    v("wanted", x.wanted);
    v("holds", x.holds);
}

template <class V, Is<GateResult> T>
void fields(V& v, T& x) {
    v("open", x.open);
    v("profile", x.profile);
    v("clauses", x.clauses);
}

template <class V, Is<Billed> T>
void fields(V& v, T& x) {
    v("invoices", x.invoices);
    v("revenue", x.revenue);
}

template <class V, Is<ForecastMonth> T>
void fields(V& v, T& x) {
    v("month", x.month);
    v("faithful", x.faithful);
    v("intended", x.intended);
    v("target", x.target);
    v("differs", x.differs);
}

template <class V, Is<ForecastFlag> T>
void fields(V& v, T& x) {
    v("side", x.side);
    v("id", x.id);
    v("clients", x.clients);
    v("services", x.services);
    v("amount", x.amount);
    v("example", x.example);
}

template <class V, Is<ForecastExcluded> T>
void fields(V& v, T& x) {
    v("side", x.side);
    v("reason", x.reason);
    v("services", x.services);
    v("a_month", x.a_month);
}

template <class V, Is<ForecastChange> T>
void fields(V& v, T& x) {
    v("client", x.client);
    v("month", x.month);
    v("faithful", x.faithful);
    v("intended", x.intended);
    v("target", x.target);
    v("difference", x.difference);
    v("why", x.why);
}

template <class V, Is<ForecastResult> T>
void fields(V& v, T& x) {
    v("as_of", x.as_of);
    v("as_of_why", x.as_of_why);
    v("mode", x.mode);
    v("bill_day", x.bill_day);
    v("months", x.months);
    v("tax", x.tax);
    v("uses_credits", x.uses_credits);
    v("by_month", x.by_month);
    v("compared", x.compared);
    v("differs", x.differs);
    v("difference", x.difference);
    v("at_once_clients", x.at_once_clients);
    v("at_once", x.at_once);
    v("flags", x.flags);
    v("excluded", x.excluded);
    v("changed_clients", x.changed_clients);
    v("changes", x.changes);
    v("doubts", x.doubts);
    v.unless_empty("not_looked", x.not_looked);
}

template <class V, Is<IntegrationResult> T>
void fields(V& v, T& x) {
    v("name", x.name);
    v("title", x.title);
    v("kind", x.kind);
    v("owner", x.owner);
    v("source", x.source);
    v("target", x.target);
    v("probe", x.probe);
    v("state", x.state);
    v("sentence", x.sentence);
    v.unless_empty("accepted", x.accepted);
    v("milliseconds", x.milliseconds);
}

template <class V, Is<IntegrationsCheck> T>
void fields(V& v, T& x) {
    v("checked_at", x.checked_at);
    v("results", x.results);
}

template <class V, Is<TrendPoint> T>
void fields(V& v, T& x) {
    v("number", x.number);
    v("started_at", x.started_at);
    v("verdict", x.verdict);
    v("errors", x.errors);
    v("findings", x.findings);
    v("money", x.money);
}

template <class V, Is<CycleRecord> T>
void fields(V& v, T& x) {
    v("verdict", x.verdict);
    v("verdict_reasons", x.verdict_reasons);
    v("number", x.number);
    v("command", x.command);
    v("started_at", x.started_at);
    v("finished_at", x.finished_at);
    v("profile", x.profile);
    v("tieout_version", x.tieout_version);
    v("pack", x.pack);
    v("pack_version", x.pack_version);
    v("pack_digest", x.pack_digest);
    v("config_digest", x.config_digest);
    v("zone", x.zone);
    v("currency", x.currency);
    v("source", x.source);
    v("target", x.target);
    v("stages", x.stages);
    v("ties", x.ties);
    v("totals", x.totals);
    v("total_sets", x.total_sets);
    v("findings", x.findings);
    v.unless_empty("lives", x.lives);
    v.unless_empty("trend", x.trend);
    v.unless_empty("waivers", x.waivers);
    v("constraints", x.constraints);
    v("loads", x.loads);
    v("quarantined", x.quarantined);
    v("quarantine", x.quarantine);
    v("coverage", x.coverage);
    v("forecast", x.forecast);
    v.unless_empty("target_coverage", x.target_coverage);
    v.unless_empty("integrations", x.integrations);
    v("gate", x.gate);
    v.unless_empty("digest", x.digest);
}

}  // namespace tieout::rules
