// The problem: which of v4's rows would v5 refuse, and by which of its rules, before one of them is
// sent. The idea: walk each tie's source route (never the migrator's), which gives the value that
// every reached column must have; then
//   - what a column can hold at all is asked here (column_limits.h);
//   - CHECKs and the keys of unique indexes are expressions, and v5's own engine says what they are
//   (engine_judge.h);
//   - keys are held here as digests with the row that came first, so that both rows of a pair are
//   named;
//   - a foreign key is an anti-join against the keys of the parent's own source route.
// A CHECK whose columns have been seen with the same values before is not asked again. Cost: one
// more reading of v4.
#include "verify/preflight.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/error.h"
#include "verify/column_limits.h"
#include "verify/constraint_questions.h"
#include "verify/engine_judge.h"
#include "verify/route.h"

namespace tieout::verify {
namespace {

// Rows asked in one statement: large enough to hide the trip, small enough to halve quickly.
constexpr std::size_t rows_a_question = 500;

struct DigestHash {
    std::size_t operator()(const Digest& digest) const { return digest.low; }
};
using DigestSet = std::unordered_set<Digest, DigestHash>;

// The keys of a tie's source rows, for the foreign keys that lead there.
using KeysOfTies = std::map<std::string, DigestSet>;

void stop_where_asked(const VerifyOptions& options) {
    if (options.stop != nullptr && options.stop->load())
        throw Error(Fault::interrupted, "preflight was interrupted");
}

template <class Act>
void walk_source(const Tie& tie, db::Session& source, const VerifyOptions& options,
                 const Act& act) {
    RunFacts facts;
    facts.zone = options.zone;
    facts.secret_key = options.secret_key;
    Route route(tie, SideName::source, source, facts);
    CanonicalBatch batch;
    while (route.next(batch)) {
        stop_where_asked(options);
        for (std::size_t row = 0; row < batch.size(); ++row)
            act(batch.row(row));
    }
}

bool is_parent(const Ties& ties, const std::string& name) {
    for (const Tie& tie : ties.ties)
        for (const Parent& parent : tie.parents)
            if (parent.tie == name) return true;
    return false;
}

bool is_own_parent(const Tie& tie) {
    return std::any_of(tie.parents.begin(), tie.parents.end(),
                       [&](const Parent& parent) { return parent.tie == tie.name; });
}

// One tie's table: takes rows, asks in bundles, names the offenders.
class TableCheck {
public:
    TableCheck(const Tie& tie, TableQuestions& questions, db::Session& target,
               const KeysOfTies& keys, Preflight& out)
        : tie_(tie),
          questions_(questions),
          engine_(target.engine()),
          judge_(target, questions),
          keys_(keys),
          out_(out),
          first_of_key_(questions.uniques.size()),
          passed_(questions.checks.size()) {}

    void row(const CanonicalRow& row) {
        read_fields(row);
        if (std::any_of(values_.begin(), values_.end(),
                        [](const Canonical& value) { return value.is_unreadable(); }))
            return;  // the tie says so itself; nothing can be asked of it
        ask_limits(row);
        ask_parents(row);
        if (!judge_.has_questions() || !is_news()) return;
        keep(row);
        if (waiting_.size() >= rows_a_question) flush();
    }

    void flush() {
        if (waiting_.empty()) return;
        const std::vector<Judged> answers = judge_.judge(sent_);
        for (std::size_t index = 0; index < answers.size(); ++index)
            take_answer(waiting_[index], answers[index]);
        waiting_.clear();
        sent_.clear();
    }

private:
    struct Waiting {
        rules::Key key;
        std::vector<rules::ColumnPair> columns;
        std::vector<Digest> checks;  // of the columns of each check
    };

    void read_fields(const CanonicalRow& row) {
        std::string_view rest = row.fields();
        values_.clear();
        while (!rest.empty())
            values_.push_back(take(rest));
    }

    void ask_limits(const CanonicalRow& row) {
        for (const ReachedColumn& reached : questions_.columns) {
            const Field& field = tie_.fields[reached.field];
            const auto broken =
                over_limit(values_[reached.field], field.as, *reached.column, engine_);
            if (!broken) continue;
            const std::string what =
                fmt::format("{}.{}", questions_.table->name, reached.column->name);
            offend(broken->limit + ":" + what, fmt::format("{} {}", what, broken->sentence),
                   {field.name}, shown_key(tie_, row.key()), shown_pairs({reached.field}), nullptr,
                   sentence_of(*broken, what));
        }
    }

    static std::string sentence_of(const LimitBreak& broken, const std::string& what) {
        if (broken.limit == "not_null") return fmt::format("{} must not be NULL", what);
        if (broken.limit == "length") return fmt::format("A text is too long for {}", what);
        if (broken.limit == "encoding") return fmt::format("A text cannot be held by {}", what);
        return fmt::format("A number does not fit {}", what);
    }

    void ask_parents(const CanonicalRow& row) {
        for (const ParentQuestion& question : questions_.parents) {
            const Canonical& value = values_[question.field];
            if (value.is_null() || holds_key(question.tie, question.field)) continue;
            const Field& field = tie_.fields[question.field];
            offend(rule_name(*questions_.table, *question.constraint),
                   fmt::format("{} {} does not exist", question.tie,
                               shown(value, field.as).value_or("NULL")),
                   {field.name}, shown_key(tie_, row.key()), shown_pairs({question.field}),
                   &questions_.constraints[question.result],
                   fmt::format("Every {} of {} must exist", question.tie,
                               tie_.title.empty() ? tie_.name : tie_.title));
        }
    }

    bool holds_key(const std::string& tie, std::size_t field) {
        scratch_.clear();
        append(values_[field], scratch_);
        const auto keys = keys_.find(tie);
        return keys != keys_.end() && keys->second.count(Digest::of(scratch_)) != 0;
    }

    // As encode() writes it, so that a value equals a key.
    static void append(const Canonical& value, std::string& out) {
        out += value.tag;
        if (value.is_null()) return;
        const auto size = static_cast<std::uint32_t>(value.bytes.size());
        for (int shift = 0; shift < 32; shift += 8)
            out += static_cast<char>((size >> shift) & 0xFF);
        out += value.bytes;
    }

    // A row is worth asking where it has a unique key, or a CHECK over values not seen before.
    bool is_news() {
        check_digests_.clear();
        bool news = !questions_.uniques.empty();
        for (std::size_t index = 0; index < questions_.checks.size(); ++index) {
            scratch_.clear();
            for (const std::size_t column : questions_.checks[index].columns)
                append(values_[questions_.columns[column].field], scratch_);
            check_digests_.push_back(Digest::of(scratch_));
            news = news || passed_[index].count(check_digests_.back()) == 0;
        }
        return news;
    }

    void keep(const CanonicalRow& row) {
        std::vector<SqlValue> sent;
        std::vector<std::size_t> fields;
        for (const std::size_t column : judge_.columns()) {
            const std::size_t field = questions_.columns[column].field;
            fields.push_back(field);
            sent.push_back(as_sql(values_[field], tie_.fields[field].as));
        }
        sent_.push_back(std::move(sent));
        waiting_.push_back({shown_key(tie_, row.key()), shown_pairs(fields), check_digests_});
    }

    // MySQL and SQLite hold instants as UTC without a mark of the zone.
    SqlValue as_sql(const Canonical& value, As as) const {
        SqlValue text = value.tag == 't' || value.tag == 'l' ? SqlValue(std::string(value.bytes))
                                                             : shown(value, as);
        if (text && value.tag == 'i' && engine_ != db::Engine::postgresql) {
            std::replace(text->begin(), text->end(), 'T', ' ');
            if (!text->empty() && text->back() == 'Z') text->pop_back();
        }
        return text;
    }

    std::vector<rules::ColumnPair> shown_pairs(const std::vector<std::size_t>& fields) const {
        std::vector<rules::ColumnPair> pairs;
        for (const std::size_t field : fields)
            pairs.push_back({tie_.fields[field].name,
                             shown(values_[field], tie_.fields[field].as),
                             std::nullopt,
                             {}});
        return pairs;
    }

    void take_answer(const Waiting& row, const Judged& judged) {
        if (!judged.refused.empty()) {
            offend("cast:" + questions_.table->name, judged.refused, {}, row.key, row.columns,
                   nullptr,
                   fmt::format("The engine of {} cannot read a value", questions_.table->name));
            return;
        }
        const std::size_t checks = questions_.checks.size();
        for (std::size_t index = 0; index < checks; ++index) {
            if (judged.answers[index] != SqlValue("0"))
                passed_[index].insert(row.checks[index]);
            else
                break_check(questions_.checks[index], row);
        }
        for (std::size_t index = 0; index < questions_.uniques.size(); ++index)
            if (const SqlValue& key = judged.answers[checks + index]) ask_unique(index, *key, row);
    }

    void break_check(const Question& check, const Waiting& row) {
        offend(rule_name(*questions_.table, *check.constraint), check.constraint->expression,
               names_of(check), row.key, only(row.columns, names_of(check)),
               &questions_.constraints[check.result],
               fmt::format("{} must hold in {}", check.constraint->name, questions_.table->name));
    }

    void ask_unique(std::size_t index, const std::string& key, const Waiting& row) {
        const auto [first, is_new] = first_of_key_[index].try_emplace(Digest::of(key), row);
        if (is_new) return;
        const Question& question = questions_.uniques[index];
        const std::string rule = rule_name(*questions_.table, *question.constraint);
        auto* result = &questions_.constraints[question.result];
        const std::string title = fmt::format(
            "{} must be unique in {}", fmt::join(names_of(question), ", "), questions_.table->name);
        if (!first->second.columns.empty()) {
            offend(rule, "the same as " + text(row.key), names_of(question), first->second.key,
                   only(first->second.columns, names_of(question)), result, title);
            first->second.columns.clear();  // named once
        }
        offend(rule, "the same as " + text(first->second.key), names_of(question), row.key,
               only(row.columns, names_of(question)), result, title);
    }

    std::vector<std::string> names_of(const Question& question) const {
        std::vector<std::string> names;
        for (const std::size_t column : question.columns)
            names.push_back(tie_.fields[questions_.columns[column].field].name);
        return names;
    }

    static std::vector<rules::ColumnPair> only(const std::vector<rules::ColumnPair>& pairs,
                                               const std::vector<std::string>& names) {
        std::vector<rules::ColumnPair> kept;
        for (const rules::ColumnPair& pair : pairs)
            if (std::find(names.begin(), names.end(), pair.name) != names.end())
                kept.push_back(pair);
        return kept;
    }

    void offend(const std::string& rule, const std::string& note,
                const std::vector<std::string>& columns, const rules::Key& key,
                std::vector<rules::ColumnPair> pairs, rules::ConstraintResult* result,
                const std::string& title) {
        rules::Finding about;
        about.tie = tie_.name;
        about.rule = rule;
        about.table = tie_.source.table();
        about.kind = rules::FindingKind::broken_rule;
        about.columns = columns;
        about.origin = rules::Origin::source;
        about.title = title;
        about.advice = "Change these rows in the source, or relax the target's constraint.";
        rules::Member member;
        member.key = key;
        member.columns = std::move(pairs);
        member.note = note;
        if (result != nullptr) {
            ++result->offenders;
            result->finding_id = rules::finding_id(about);
        }
        out_.broken.add(tie_.name, rules::text(key), {rule, columns});
        out_.findings.add(about, std::move(member));
    }

    const Tie& tie_;
    TableQuestions& questions_;
    db::Engine engine_;
    EngineJudge judge_;
    const KeysOfTies& keys_;
    Preflight& out_;
    std::vector<Canonical> values_;
    std::vector<Digest> check_digests_;
    std::vector<std::vector<SqlValue>> sent_;
    std::vector<Waiting> waiting_;
    std::vector<std::unordered_map<Digest, Waiting, DigestHash>> first_of_key_;
    std::vector<DigestSet> passed_;
    std::string scratch_;
};

void collect_keys(const Tie& tie, db::Session& source, const VerifyOptions& options,
                  DigestSet& keys) {
    walk_source(tie, source, options,
                [&](const CanonicalRow& row) { keys.insert(Digest::of(row.key())); });
}

}  // namespace

Preflight preflight(const Ties& ties, db::Session& source, db::Session& target,
                    const VerifyOptions& options) {
    Preflight out;
    KeysOfTies keys;
    for (const Tie& tie : ties.ties) {
        TableQuestions questions = questions_of(tie, ties, target.catalogue(), target.engine());
        const bool collects = is_parent(ties, tie.name);
        if (is_own_parent(tie)) collect_keys(tie, source, options, keys[tie.name]);
        if (questions.table == nullptr && !collects) continue;
        DigestSet* own_keys = collects ? &keys[tie.name] : nullptr;
        if (questions.table == nullptr) {
            collect_keys(tie, source, options, *own_keys);
            continue;
        }
        TableCheck check(tie, questions, target, keys, out);
        walk_source(tie, source, options, [&](const CanonicalRow& row) {
            if (own_keys != nullptr) own_keys->insert(Digest::of(row.key()));
            check.row(row);
        });
        check.flush();
        out.constraints.insert(out.constraints.end(), questions.constraints.begin(),
                               questions.constraints.end());
    }
    return out;
}

}  // namespace tieout::verify
