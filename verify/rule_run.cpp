#include "verify/rule_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "base/error.h"
#include "base/unicode.h"
#include "verify/decode.h"
#include "verify/route.h"
#include "verify/rows_ahead.h"

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

// A side of one rule, and what it is asked with.
struct Asked : AskedRule {
    Origin side;
    db::Session& session;
    const VerifyOptions& options;
};

std::optional<std::string> printable_cell(const std::optional<std::string>& cell) {
    return cell ? std::optional(printable(*cell)) : std::nullopt;
}

// Positions of a rule's columns in a result, in the rule's order.
std::vector<std::size_t> positions_of(const std::vector<std::string>& names,
                                      const db::SmallResult& result) {
    std::vector<std::size_t> positions;
    for (const std::string& name : names) {
        const auto found =
            std::find_if(result.columns.begin(), result.columns.end(),
                         [&](const db::Column& column) { return column.name == name; });
        if (found == result.columns.end())
            throw Error(Fault::schema, fmt::format("its SQL returns no column {}", name));
        positions.push_back(static_cast<std::size_t>(found - result.columns.begin()));
    }
    return positions;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stopped == end ? std::optional(number) : std::nullopt;
}

// "2004-05-01 01:00:00": a reading of a clock has no Z.
std::string clock_text(Instant clock) {
    std::string text = clock.text();
    text[10] = ' ';
    text.pop_back();
    return text;
}

rules::Member member_of(const Asked& asked, const db::SmallResult& result,
                        const std::vector<std::size_t>& keys,
                        const std::vector<std::optional<std::string>>& row) {
    rules::Member member = member_of_one_side(asked.side);
    for (const std::size_t key : keys)
        member.key.push_back({result.columns[key].name, printable_cell(row[key]).value_or("NULL")});
    for (std::size_t column = 0; column < result.columns.size(); ++column) {
        const std::string& name = result.columns[column].name;
        const bool is_amount = name == asked.rule.amount;
        if (is_amount && row[column]) member.amount = Decimal::parse(*row[column]);
        if (std::find(keys.begin(), keys.end(), column) == keys.end())
            member.columns.push_back(pair_of_one_side(asked.side, name, printable_cell(row[column]),
                                                      is_amount ? "money" : ""));
    }
    return member;
}

// Which of a row's moments are no midnights, in words; empty: none.
std::string moments_off_midnight(const db::RowBatch& batch, std::size_t row,
                                 const std::vector<db::Column>& columns,
                                 const std::vector<std::size_t>& moments, Zone& zone) {
    std::string words;
    for (const std::size_t column : moments) {
        if (batch.is_null(row, column)) continue;
        const auto seconds = whole_number(batch.at(row, column));
        if (seconds && zone.is_midnight(*seconds)) continue;
        const auto clock = seconds ? zone.clock_at(*seconds) : std::nullopt;
        words += fmt::format("{}{} is {}", words.empty() ? "" : "; ", columns[column].name,
                             clock ? clock_text(*clock) : "no moment");
    }
    return words;
}

std::vector<std::optional<std::string>> cells_of(const db::RowBatch& batch, std::size_t row) {
    std::vector<std::optional<std::string>> cells(batch.columns());
    for (std::size_t column = 0; column < cells.size(); ++column)
        if (!batch.is_null(row, column)) cells[column] = std::string(batch.at(row, column));
    return cells;
}

// The SQL returns many rows that are no offenders: they are judged where they lie in the batch.
void ask_off_midnight(const Asked& asked, const std::string& sql) {
    Zone zone(asked.options.zone);
    const auto stream = asked.session.stream({sql, {}});
    const db::SmallResult result{stream->columns(), {}};
    const auto keys = positions_of(asked.rule.key, result);
    const auto moments = positions_of(asked.rule.off_midnight, result);
    db::RowBatch batch;
    while (stream->next(batch))
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            std::string words = moments_off_midnight(batch, row, result.columns, moments, zone);
            if (words.empty()) continue;
            rules::Member member = member_of(asked, result, keys, cells_of(batch, row));
            member.note = std::move(words);
            asked.offender(std::move(member));
        }
}

void ask_in_sql(const Asked& asked, const rules::Pack& pack) {
    const std::string* sql =
        asked.rule.sql(asked.side, std::string(db::name(asked.session.engine())));
    if (sql == nullptr) return;
    if (!asked.rule.off_midnight.empty()) return ask_off_midnight(asked, pack.expand(*sql));
    const db::SmallResult result = asked.session.query(pack.expand(*sql));
    const auto keys = positions_of(asked.rule.key, result);
    for (const auto& row : result.rows)
        asked.offender(member_of(asked, result, keys, row));
}

RowRules row_rules(const std::vector<Asked>& asked, const Tie& tie) {
    return {tie, asked.front().side, {asked.begin(), asked.end()}};
}

// All rules over the fields of one tie, in one reading of its rows.
void ask_in_rows(const std::vector<Asked>& asked, const Tie& tie) {
    RowRules rules = row_rules(asked, tie);
    const Asked& any = asked.front();
    RunFacts facts;
    facts.zone = any.options.zone;
    facts.secret_key = any.options.secret_key;
    Route route(tie, any.side == Origin::source ? SideName::source : SideName::target, any.session,
                facts);
    RowsAhead rows(route, any.options.stop);
    CanonicalBatch batch;
    while (rows.next(batch))
        for (std::size_t row = 0; row < batch.size(); ++row)
            rules.row(batch.row(row));
}

rules::Finding not_looked(const Asked& asked, const Ties& ties, const std::string& why) {
    rules::Finding finding = about(asked.rule, asked.side, ties);
    finding.kind = rules::FindingKind::not_looked;
    finding.severity = rules::Severity::error;
    finding.title = fmt::format("The rule {} could not be asked of the {}: {}", asked.rule.name,
                                rules::name(asked.side), why);
    return finding;
}

// A statement that a server refuses must not be taken for one that finds nothing. (The sessions
// keep their snapshot through it.)
template <class Act>
void guarded(const std::vector<Asked>& asked, const Ties& ties, rules::FindingLog& findings,
             const Act& act) {
    try {
        act();
    } catch (const Error& error) {
        if (error.fault() == Fault::interrupted || error.fault() == Fault::connection ||
            error.fault() == Fault::usage)
            throw;
        for (const Asked& each : asked)
            findings.add(not_looked(each, ties, error.what()));
    }
}

const Tie& tie_of(const rules::Rule& rule, const Ties& ties) {
    const Tie* tie = ties.find(rule.tie);
    if (tie == nullptr)
        throw Error(Fault::usage, fmt::format("{}: the rule {} speaks of the tie {}, which "
                                              "verify.yaml does not have",
                                              rule.where, rule.name, rule.tie));
    return *tie;
}

using AskedOfTies = std::map<std::string, std::vector<Asked>>;

// Those over fields of rows, by tie.
AskedOfTies asked_in_rows(const std::vector<Asked>& asked, const Ties& ties) {
    AskedOfTies in_rows;
    for (const Asked& each : asked) {
        if (!each.rule.tie.empty()) tie_of(each.rule, ties);
        if (!each.rule.must.empty()) in_rows[each.rule.tie].push_back(each);
    }
    return in_rows;
}

void ask_all(const std::vector<Asked>& asked, const AskedOfTies& in_rows, const rules::Pack& pack,
             const Ties& ties, rules::FindingLog& findings) {
    for (const Asked& each : asked)
        if (each.rule.must.empty())
            guarded({each}, ties, findings, [&] { ask_in_sql(each, pack); });
    for (const auto& [tie, of_tie] : in_rows)
        guarded(of_tie, ties, findings,
                [&, &rules = of_tie] { ask_in_rows(rules, tie_of(rules.front().rule, ties)); });
}

}  // namespace

struct SourceRules::State {
    State(const rules::Pack& the_pack, const Ties& the_ties) : pack(the_pack), ties(the_ties) {}

    const rules::Pack& pack;
    const Ties& ties;
    std::vector<Asked> asked;
    AskedOfTies in_rows;            // of ties that nobody has read
    std::vector<Asked> being_read;  // of the tie that somebody reads
    std::optional<RowRules> of_that_tie;
    SourceAnswers answers;
    BrokenKeys broken_in_rows;  // whatever was asked first, they come after those of SQL

    void offender(const rules::Rule& rule, rules::Member member) {
        const std::string key = rules::text(member.key);
        answers.offenders[rule.name].insert(key);
        if (!rule.tie.empty() && rule.severity == rules::Severity::error)
            (rule.must.empty() ? answers.broken : broken_in_rows)
                .add(rule.tie, key, {rule.name, {}});
        answers.findings.add(about(rule, Origin::source, ties), std::move(member));
    }
};

SourceRules::SourceRules(const rules::Pack& pack, const Ties& ties, db::Session& source,
                         const VerifyOptions& options)
    : state_(std::make_unique<State>(pack, ties)) {
    State& state = *state_;
    for (const rules::Rule& rule : pack.rules)
        state.asked.push_back(
            {{rule,
              [&state, &rule](rules::Member member) { state.offender(rule, std::move(member)); }},
             Origin::source,
             source,
             options});
    state.in_rows = asked_in_rows(state.asked, ties);
}

SourceRules::~SourceRules() = default;

RowRules* SourceRules::begin_rows(const Tie& tie) {
    State& state = *state_;
    auto node = state.in_rows.extract(tie.name);
    if (node.empty()) return nullptr;
    state.being_read = std::move(node.mapped());
    state.of_that_tie.reset();
    guarded(state.being_read, state.ties, state.answers.findings,
            [&] { state.of_that_tie.emplace(row_rules(state.being_read, tie)); });
    return state.of_that_tie ? &*state.of_that_tie : nullptr;
}

void SourceRules::end_rows(const std::optional<std::string>& why_not_all) {
    State& state = *state_;
    if (state.of_that_tie && why_not_all)
        for (const Asked& each : state.being_read)
            state.answers.findings.add(not_looked(each, state.ties, *why_not_all));
    state.of_that_tie.reset();
}

SourceAnswers SourceRules::ask_rest() {
    State& state = *state_;
    ask_all(state.asked, state.in_rows, state.pack, state.ties, state.answers.findings);
    state.answers.broken.add(state.broken_in_rows);
    return std::move(state.answers);
}

TargetAnswers ask_target_rules(const rules::Pack& pack, const Ties& ties, db::Session& target,
                               const VerifyOptions& options) {
    TargetAnswers answers;
    std::vector<Asked> asked;
    for (const rules::Rule& rule : pack.rules)
        asked.push_back({{rule,
                          [&](rules::Member member) {
                              answers.offenders.push_back({&rule, std::move(member)});
                          }},
                         Origin::target,
                         target,
                         options});
    ask_all(asked, asked_in_rows(asked, ties), pack, ties, answers.not_looked);
    return answers;
}

void tell(TargetAnswers answers, const Ties& ties, const Offenders& broken_in_source,
          rules::FindingLog& findings) {
    findings.merge(std::move(answers.not_looked));
    for (TargetAnswers::Offender& offender : answers.offenders) {
        const auto known = broken_in_source.find(offender.rule->name);
        if (known != broken_in_source.end() &&
            known->second.count(rules::text(offender.member.key)) != 0)
            continue;  // said already, as the source's
        findings.add(about(*offender.rule, Origin::target, ties), std::move(offender.member));
    }
}

}  // namespace tieout::verify
