#include "verify/rule_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/error.h"
#include "base/unicode.h"
#include "verify/field_rule.h"
#include "verify/route.h"

namespace tieout::verify {
namespace {

using rules::Origin;

rules::Finding about(const rules::Rule& rule, Origin origin, const Ties& ties) {
    rules::Finding finding;
    finding.tie = rule.tie;
    finding.rule = rule.name;
    finding.table = rule.source_table;
    if (const Tie* tie = ties.find(rule.tie); finding.table.empty() && tie != nullptr)
        finding.table = tie->source.table();
    finding.kind = rules::FindingKind::broken_rule;
    finding.origin = origin;
    finding.severity = rule.severity;
    finding.title = rule.title;
    finding.advice = rule.advice;
    return finding;
}

// A side of one rule: what it is asked with, and what is done with each offender.
struct Asked {
    const rules::Rule& rule;
    Origin side;
    db::Session& session;
    const VerifyOptions& options;
    std::function<void(rules::Member)> offender;
};

std::optional<std::string> printable_cell(const std::optional<std::string>& cell) {
    return cell ? std::optional(printable(*cell)) : std::nullopt;
}

rules::Member member_of(const Asked& asked, const db::SmallResult& result,
                        const std::vector<std::optional<std::string>>& row) {
    rules::Member member;
    for (std::size_t column = 0; column < result.columns.size(); ++column) {
        const std::string& name = result.columns[column].name;
        const auto& keys = asked.rule.key;
        const auto value = printable_cell(row[column]);
        if (std::find(keys.begin(), keys.end(), name) != keys.end())
            member.key.push_back({name, value.value_or("NULL")});
        else if (asked.side == Origin::source)
            member.columns.push_back({name, value, std::nullopt, {}});
        else
            member.columns.push_back({name, std::nullopt, value, {}});
        if (name == asked.rule.amount && value) member.amount = Decimal::parse(*value);
    }
    return member;
}

void ask_in_sql(const Asked& asked, const rules::Pack& pack) {
    const std::string* sql =
        asked.rule.sql(asked.side, std::string(db::name(asked.session.engine())));
    if (sql == nullptr) return;
    const db::SmallResult result = asked.session.query(pack.expand(*sql));
    for (const auto& row : result.rows)
        asked.offender(member_of(asked, result, row));
}

rules::Member member_of(const Asked& asked, const Tie& tie, const CanonicalRow& row,
                        const std::vector<Canonical>& values, const FieldRule& rule) {
    rules::Member member;
    member.key = shown_key(tie, row.key());
    for (const std::size_t field : rule.fields()) {
        const auto value = shown(values[field], tie.fields[field].as);
        const bool on_source = asked.side == Origin::source;
        member.columns.push_back({tie.fields[field].name, on_source ? value : std::nullopt,
                                  on_source ? std::nullopt : value,
                                  std::string(name(tie.fields[field].as))});
    }
    return member;
}

void ask_in_rows(const Asked& asked, const Tie& tie) {
    const FieldRule rule(asked.rule, tie);
    RunFacts facts;
    facts.zone = asked.options.zone;
    Route route(tie, asked.side == Origin::source ? SideName::source : SideName::target,
                asked.session, facts);
    CanonicalBatch batch;
    std::vector<Canonical> values;
    while (route.next(batch)) {
        if (asked.options.stop != nullptr && asked.options.stop->load())
            throw Error(Fault::interrupted, "the rules were interrupted");
        for (std::size_t index = 0; index < batch.size(); ++index) {
            const CanonicalRow row = batch.row(index);
            values.clear();
            for (std::string_view rest = row.fields(); !rest.empty();)
                values.push_back(take(rest));
            if (rule.offends(values)) asked.offender(member_of(asked, tie, row, values, rule));
        }
    }
}

// A statement that a server refuses must not be taken for one that finds nothing, nor end the
// transaction of the others.
void ask(const Asked& asked, const rules::Pack& pack, const Ties& ties,
         rules::FindingLog& findings) {
    const bool guarded = asked.session.engine() == db::Engine::postgresql;
    if (guarded) asked.session.query("savepoint tieout_rule");
    try {
        const Tie* tie = ties.find(asked.rule.tie);
        if (!asked.rule.must.empty() && tie != nullptr)
            ask_in_rows(asked, *tie);
        else
            ask_in_sql(asked, pack);
        if (guarded) asked.session.query("release savepoint tieout_rule");
    } catch (const Error& error) {
        if (error.fault() == Fault::interrupted || error.fault() == Fault::connection ||
            error.fault() == Fault::usage)
            throw;
        if (guarded) asked.session.query("rollback to savepoint tieout_rule");
        rules::Finding finding = about(asked.rule, asked.side, ties);
        finding.kind = rules::FindingKind::not_looked;
        finding.severity = rules::Severity::error;
        finding.title = fmt::format("The rule {} could not be asked of the {}: {}", asked.rule.name,
                                    rules::name(asked.side), error.what());
        findings.add(finding);
    }
}

}  // namespace

Offenders ask_source_rules(const rules::Pack& pack, const Ties& ties, db::Session& source,
                           const VerifyOptions& options, rules::FindingLog& findings,
                           BrokenKeys& broken) {
    Offenders offenders;
    for (const rules::Rule& rule : pack.rules) {
        const Asked asked{rule, Origin::source, source, options, [&](rules::Member member) {
                              const std::string key = rules::text(member.key);
                              offenders[rule.name].insert(key);
                              if (!rule.tie.empty() && rule.severity == rules::Severity::error)
                                  broken.add(rule.tie, key, {rule.name, {}});
                              findings.add(about(rule, Origin::source, ties), std::move(member));
                          }};
        ask(asked, pack, ties, findings);
    }
    return offenders;
}

void ask_target_rules(const rules::Pack& pack, const Ties& ties, db::Session& target,
                      const VerifyOptions& options, const Offenders& broken_in_source,
                      rules::FindingLog& findings) {
    for (const rules::Rule& rule : pack.rules) {
        const auto known = broken_in_source.find(rule.name);
        const Asked asked{rule, Origin::target, target, options, [&](rules::Member member) {
                              if (known != broken_in_source.end() &&
                                  known->second.count(rules::text(member.key)) != 0)
                                  return;  // said already, as the source's
                              findings.add(about(rule, Origin::target, ties), std::move(member));
                          }};
        ask(asked, pack, ties, findings);
    }
}

}  // namespace tieout::verify
