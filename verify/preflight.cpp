// The problem: which of v4's rows would v5 refuse, and by which of its rules, before one of them is
// sent. The idea: walk each tie's source route (never the migrator's), which gives the value that
// every reached column must have; then
//   - what a column can hold at all is asked here (column_limits.h);
//   - CHECKs and the keys of unique indexes are expressions, and v5's own engine says what they are
//   (engine_judge.h);
//   - keys are held here as digests with the row that came first (first_keys.h), so that both rows
//   of a pair are named;
//   - a foreign key is an anti-join against the keys of the parent's own source route
//   (parent_keys.h).
// Cost: one more reading of v4, and a second one of a table where two rows have one unique key.
#include "verify/preflight.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/error.h"
#include "verify/constraint_questions.h"
#include "verify/route.h"
#include "verify/rows_ahead.h"
#include "verify/rule_run.h"
#include "verify/table_check.h"

namespace tieout::verify {
namespace {

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

// Keys of several parts are no foreign key's parent here.
void add_key(const CanonicalRow& row, ParentKeys& keys) {
    std::string_view bytes = row.key();
    const Canonical key = take(bytes);
    if (bytes.empty() && !key.is_null()) keys.add(key);
}

class Walk {
public:
    Walk(const Ties& ties, db::Session& source, db::Session& target, const VerifyOptions& options,
         SourceRules* rules)
        : ties_(ties), source_(source), target_(target), options_(options), rules_(rules) {}

    Preflight run() {
        for (const Tie& tie : ties_.ties) {
            try {
                look_at(tie);
            } catch (const Error& error) {
                if (error.fault() == Fault::interrupted || error.fault() == Fault::connection ||
                    error.fault() == Fault::usage)
                    throw;
                not_looked(tie, error.what());
            }
        }
        return std::move(out_);
    }

private:
    void look_at(const Tie& tie) {
        TableQuestions questions = questions_of(tie, ties_, target_.catalogue(), target_.engine());
        leave_out_unread_parents(questions);
        const bool collects = is_parent(ties_, tie.name);
        if (questions.table == nullptr && !collects) return;
        ParentKeys* own_keys = collects ? &keys_[tie.name] : nullptr;
        const bool collected = is_own_parent(tie) || questions.table == nullptr;
        if (collected) {
            rules::FindingLog seen =
                walk(tie, [&](const CanonicalRow& row) { add_key(row, *own_keys); });
            own_keys->seal();
            // Where there is a table the rows are walked once more, and told then.
            if (questions.table == nullptr) out_.unreadable.merge(std::move(seen));
        }
        if (questions.table == nullptr) return;
        check(tie, questions, collected ? nullptr : own_keys);
        out_.constraints.insert(out_.constraints.end(), questions.constraints.begin(),
                                questions.constraints.end());
    }

    // Where a parent's own rows could not be read nobody knows which of them exist.
    void leave_out_unread_parents(TableQuestions& questions) const {
        const auto unread = [&](const ParentQuestion& question) {
            if (not_read_.count(question.tie) == 0) return false;
            rules::ConstraintResult& result = questions.constraints[question.result];
            result.asked = false;
            result.why_not = fmt::format("the rows of {} could not be read", question.tie);
            return true;
        };
        auto& parents = questions.parents;
        parents.erase(std::remove_if(parents.begin(), parents.end(), unread), parents.end());
    }

    // `collect`: where the keys of the rows go; nullptr: nowhere.
    void check(const Tie& tie, TableQuestions& questions, ParentKeys* collect) {
        TableCheck check(tie, questions, target_, keys_, out_);
        RowRules* const rules = rules_ == nullptr ? nullptr : rules_->begin_rows(tie);
        rules::FindingLog seen = walk(tie, [&](const CanonicalRow& row) {
            if (collect != nullptr) add_key(row, *collect);
            check.row(row);
            if (rules != nullptr) rules->row(row);
        });
        if (rules != nullptr) rules_->end_rows();
        out_.unreadable.merge(std::move(seen));
        check.flush();
        if (collect != nullptr) collect->seal();
        if (check.must_walk_again())
            walk(tie, [&](const CanonicalRow& row) { check.name_first(row); });
    }

    template <class Act>
    rules::FindingLog walk(const Tie& tie, const Act& act) {
        RunFacts facts;
        facts.zone = options_.zone;
        facts.secret_key = options_.secret_key;
        Route route(tie, SideName::source, source_, facts);
        read_ahead(route, act);
        return route.take_findings();
    }

    template <class Act>
    void read_ahead(Route& route, const Act& act) const {
        RowsAhead rows(route, options_.stop);
        CanonicalBatch batch;
        while (rows.next(batch))
            for (std::size_t row = 0; row < batch.size(); ++row)
                act(batch.row(row));
    }

    void not_looked(const Tie& tie, const std::string& why) {
        not_read_.insert(tie.name);
        if (rules_ != nullptr) rules_->end_rows(why);
        rules::Finding about;
        about.tie = tie.name;
        about.rule = "preflight";
        about.table = tie.source.table();
        about.kind = rules::FindingKind::not_looked;
        about.origin = rules::Origin::target;
        about.title = fmt::format("The target's constraints could not be asked of {}: {}",
                                  tie.source.label(), why);
        about.advice = "Make it possible to look, then run again.";
        out_.findings.add(about);
    }

    const Ties& ties_;
    db::Session& source_;
    db::Session& target_;
    const VerifyOptions& options_;
    SourceRules* rules_;
    KeysOfTies keys_;
    std::set<std::string> not_read_;  // ties
    Preflight out_;
};

}  // namespace

Preflight preflight(const Ties& ties, db::Session& source, db::Session& target,
                    const VerifyOptions& options, SourceRules* rules) {
    return Walk(ties, source, target, options, rules).run();
}

}  // namespace tieout::verify
