// Rows pass here at the speed of reading: what a row that breaks nothing costs is its limits, a
// look-up a foreign key, and a digest a CHECK. Only a row with a unique key, or a CHECK over values
// not seen before, is copied and sent to the engine; only an offender is ever formatted.
#include "verify/table_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "verify/column_limits.h"
#include "verify/engine_judge.h"
#include "verify/first_keys.h"
#include "verify/key_set.h"
#include "verify/route.h"

namespace tieout::verify {
namespace {

// Rows asked in one statement: large enough to hide the trip, small enough to halve quickly.
constexpr std::size_t rows_a_question = 500;
// Values that passed a CHECK are remembered up to here: 8 MiB a CHECK. One with more is asked of
// every row.
constexpr std::size_t passed_at_most = 300'000;

using Values = std::vector<Canonical>;

// Fields in the tie's order, then the parts of the key.
void read_values(const CanonicalRow& row, Values& values) {
    values.clear();
    for (const std::string_view half : {row.fields(), row.key()})
        for (std::string_view rest = half; !rest.empty();)
            values.push_back(take(rest));
}

// With its length, so that no two rows of values are the same bytes.
void append(const Canonical& value, std::string& out) {
    out += value.tag;
    const std::size_t size = value.bytes.size();
    out.append(reinterpret_cast<const char*>(&size), sizeof size);
    out += value.bytes;
}

std::string limit_sentence(const LimitBreak& broken, const std::string& what) {
    if (broken.limit == "not_null") return fmt::format("{} must not be NULL", what);
    if (broken.limit == "length") return fmt::format("A text is too long for {}", what);
    if (broken.limit == "encoding") return fmt::format("A text cannot be held by {}", what);
    if (broken.limit == "member") return fmt::format("A word is not one of {}", what);
    return fmt::format("A number does not fit {}", what);
}

// What is known of an offence before its row is looked at.
struct Offence {
    std::string rule, title, note;
    std::size_t result = no_result;
    std::vector<std::size_t> shown;  // values
    bool about_columns = true;       // the finding is named by what is shown
};

}  // namespace

struct TableCheck::State {
    // A row that is asked of the engine, as it came.
    struct Waiting {
        std::string bytes;
        std::size_t key_size = 0;
        std::vector<Digest> checks;  // of the columns of each CHECK

        CanonicalRow row() const { return {bytes, key_size, {}, false}; }
    };
    // A unique index that is asked of the engine.
    struct Unique {
        FirstKeys first;
        std::map<std::string, std::string> conflicts;  // first row's canonical key, a later's shown
    };

    State(const Tie& the_tie, TableQuestions& the_questions, db::Session& target,
          const KeysOfTies& the_keys, Preflight& the_out)
        : tie(the_tie),
          questions(the_questions),
          engine(target.engine()),
          judge(target, the_questions),
          keys(the_keys),
          out(the_out),
          passed(the_questions.checks.size()),
          uniques(the_questions.uniques.size()) {}

    const Tie& tie;
    TableQuestions& questions;
    db::Engine engine;
    EngineJudge judge;
    const KeysOfTies& keys;
    Preflight& out;
    Values values, asked_values;
    std::vector<Digest> check_digests;
    std::vector<std::vector<SqlValue>> sent;
    std::vector<Waiting> waiting;
    std::vector<KeySet> passed;
    std::vector<Unique> uniques;
    std::string scratch;

    const std::string& table() const { return questions.table->name; }
    bool ask_limits(const CanonicalRow& row);
    void ask_parents(const CanonicalRow& row);
    bool can_be_asked() const;
    bool is_news();
    void keep(const CanonicalRow& row);
    SqlValue as_sql(const Canonical& value, As as) const;
    void flush();
    void take_answer(const Waiting& row, const Judged& judged);
    void ask_unique(std::size_t index, const std::string& key, const CanonicalRow& row);
    Offence of_unique(std::size_t index) const;
    std::vector<std::size_t> values_of(const Question& question) const;
    void offend(const Offence& offence, const CanonicalRow& row, const Values& of_row);
};

// True where all values fit, so that the engine can be asked of them.
bool TableCheck::State::ask_limits(const CanonicalRow& row) {
    bool fits = true;
    for (const ReachedColumn& reached : questions.columns) {
        const auto broken =
            over_limit(values[reached.value], as_of(tie, reached.value), *reached.column, engine);
        if (!broken) continue;
        const std::string what = fmt::format("{}.{}", table(), reached.column->name);
        fits = fits && broken->limit == "not_null";
        offend({broken->limit + ":" + what,
                limit_sentence(*broken, what),
                fmt::format("{} {}", what, broken->sentence),
                broken->limit == "not_null" ? reached.not_null : no_result,
                {reached.value}},
               row, values);
    }
    return fits;
}

void TableCheck::State::ask_parents(const CanonicalRow& row) {
    for (const ParentQuestion& question : questions.parents) {
        const Canonical& value = values[question.field];
        if (value.is_unreadable()) continue;
        if (value.is_null()) {
            if (question.not_null == no_result) continue;
            const std::string what = fmt::format("{}.{}", table(), question.constraint->columns[0]);
            offend({"not_null:" + what,
                    fmt::format("{} must not be NULL", what),
                    fmt::format("no {}, and {} holds no NULL", question.tie, what),
                    question.not_null,
                    {question.field}},
                   row, values);
            continue;
        }
        const auto parents = keys.find(question.tie);
        if (parents != keys.end() && parents->second.holds(value)) continue;
        const std::string shown_key = shown(value, as_of(tie, question.field)).value_or("NULL");
        offend({rule_name(*questions.table, *question.constraint),
                fmt::format("Every {} of {} must exist", question.tie,
                            tie.title.empty() ? tie.name : tie.title),
                fmt::format("{} {} does not exist", question.tie, shown_key),
                question.result,
                {question.field}},
               row, values);
    }
}

bool TableCheck::State::can_be_asked() const {
    return judge.has_questions() &&
           std::none_of(judge.columns().begin(), judge.columns().end(), [&](std::size_t column) {
               return values[questions.columns[column].value].is_unreadable();
           });
}

// A row is worth asking where it has a unique key, or a CHECK over values not seen before.
bool TableCheck::State::is_news() {
    check_digests.clear();
    bool news = !questions.uniques.empty();
    for (std::size_t index = 0; index < questions.checks.size(); ++index) {
        scratch.clear();
        for (const std::size_t column : questions.checks[index].columns)
            append(values[questions.columns[column].value], scratch);
        check_digests.push_back(Digest::of(scratch));
        news = news || !passed[index].holds(check_digests.back());
    }
    return news;
}

void TableCheck::State::keep(const CanonicalRow& row) {
    std::vector<SqlValue> cells;
    for (const std::size_t column : judge.columns()) {
        const std::size_t value = questions.columns[column].value;
        cells.push_back(as_sql(values[value], as_of(tie, value)));
    }
    sent.push_back(std::move(cells));
    waiting.push_back({std::string(row.bytes), row.key_size, check_digests});
}

// MySQL and SQLite hold instants as UTC without a mark of the zone.
SqlValue TableCheck::State::as_sql(const Canonical& value, As as) const {
    if (value.tag == 't' || value.tag == 'l' || value.tag == 'b') return std::string(value.bytes);
    SqlValue text = shown(value, as);
    if (text && value.tag == 'i' && engine != db::Engine::postgresql) {
        std::replace(text->begin(), text->end(), 'T', ' ');
        if (!text->empty() && text->back() == 'Z') text->pop_back();
    }
    return text;
}

void TableCheck::State::flush() {
    if (waiting.empty()) return;
    const std::vector<Judged> answers = judge.judge(sent);
    for (std::size_t index = 0; index < answers.size(); ++index) {
        read_values(waiting[index].row(), asked_values);
        take_answer(waiting[index], answers[index]);
    }
    waiting.clear();
    sent.clear();
}

void TableCheck::State::take_answer(const Waiting& row, const Judged& judged) {
    if (!judged.refused.empty()) {
        std::vector<std::size_t> all;
        for (const std::size_t column : judge.columns())
            all.push_back(questions.columns[column].value);
        offend({"cast:" + table(), fmt::format("The engine of {} cannot read a value", table()),
                judged.refused, no_result, all, false},
               row.row(), asked_values);
        return;
    }
    const std::size_t checks = questions.checks.size();
    for (std::size_t index = 0; index < checks; ++index) {
        const Question& check = questions.checks[index];
        if (judged.answers[index] == SqlValue("0"))
            offend({rule_name(*questions.table, *check.constraint),
                    fmt::format("{} must hold in {}", check.constraint->name, table()),
                    check.constraint->expression, check.result, values_of(check)},
                   row.row(), asked_values);
        else if (passed[index].size() < passed_at_most)
            passed[index].add(row.checks[index]);
    }
    for (std::size_t index = 0; index < questions.uniques.size(); ++index)
        if (const SqlValue& key = judged.answers[checks + index])
            ask_unique(index, *key, row.row());
}

void TableCheck::State::ask_unique(std::size_t index, const std::string& key,
                                   const CanonicalRow& row) {
    Unique& unique = uniques[index];
    const FirstKeys::Holder holder = unique.first.add(Digest::of(key), row.key());
    if (holder.is_new) return;
    const std::string_view first = unique.first.row_key(holder.number);
    unique.conflicts.try_emplace(std::string(first), text(shown_key(tie, row.key())));
    Offence offence = of_unique(index);
    offence.note = "the same as " + text(shown_key(tie, first));
    offend(offence, row, asked_values);
}

Offence TableCheck::State::of_unique(std::size_t index) const {
    const Question& question = questions.uniques[index];
    std::vector<std::string> columns;
    for (const std::size_t column : question.columns)
        columns.push_back(questions.columns[column].column->name);
    return {rule_name(*questions.table, *question.constraint),
            fmt::format("{} must be unique in {}", fmt::join(columns, ", "), table()), "",
            question.result, values_of(question)};
}

std::vector<std::size_t> TableCheck::State::values_of(const Question& question) const {
    std::vector<std::size_t> of_question;
    for (const std::size_t column : question.columns)
        of_question.push_back(questions.columns[column].value);
    return of_question;
}

void TableCheck::State::offend(const Offence& offence, const CanonicalRow& row,
                               const Values& of_row) {
    rules::Finding about;
    about.tie = tie.name;
    about.rule = offence.rule;
    about.table = tie.source.table();
    about.kind = rules::FindingKind::broken_rule;
    about.origin = rules::Origin::source;
    about.title = offence.title;
    about.advice = "Change these rows in the source, or relax the target's constraint.";
    rules::Member member;
    member.key = shown_key(tie, row.key());
    member.note = offence.note;
    member.in_target = false;
    for (const std::size_t value : offence.shown) {
        const As as = as_of(tie, value);
        member.columns.push_back(
            {name_of(tie, value), shown(of_row[value], as), std::nullopt, std::string(name(as))});
        if (offence.about_columns) about.columns.push_back(name_of(tie, value));
    }
    if (tie.money && !of_row[*tie.money].is_null() && of_row[*tie.money].tag == 'n')
        member.amount = number_of(of_row[*tie.money]);
    if (offence.result != no_result) {
        rules::ConstraintResult& result = questions.constraints[offence.result];
        ++result.offenders;
        result.finding_id = rules::finding_id(about);
    }
    out.broken.add(tie.name, text(member.key), {offence.rule, about.columns});
    out.findings.add(about, std::move(member));
}

TableCheck::TableCheck(const Tie& tie, TableQuestions& questions, db::Session& target,
                       const KeysOfTies& keys, Preflight& out)
    : state_(std::make_unique<State>(tie, questions, target, keys, out)) {}

TableCheck::~TableCheck() = default;

void TableCheck::row(const CanonicalRow& row) {
    State& state = *state_;
    read_values(row, state.values);
    const bool fits = state.ask_limits(row);
    state.ask_parents(row);
    if (!fits || !state.can_be_asked() || !state.is_news()) return;
    state.keep(row);
    if (state.waiting.size() >= rows_a_question) state.flush();
}

void TableCheck::flush() {
    state_->flush();
}

bool TableCheck::must_walk_again() const {
    return std::any_of(state_->uniques.begin(), state_->uniques.end(),
                       [](const State::Unique& unique) { return !unique.conflicts.empty(); });
}

void TableCheck::name_first(const CanonicalRow& row) {
    State& state = *state_;
    for (std::size_t index = 0; index < state.uniques.size(); ++index) {
        auto& conflicts = state.uniques[index].conflicts;
        const auto found = conflicts.find(std::string(row.key()));
        if (found == conflicts.end()) continue;
        read_values(row, state.values);
        Offence offence = state.of_unique(index);
        offence.note = "the same as " + found->second;
        state.offend(offence, row, state.values);
        conflicts.erase(found);  // named once
    }
}

}  // namespace tieout::verify
