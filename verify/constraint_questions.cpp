#include "verify/constraint_questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "verify/unique_key.h"

namespace tieout::verify {
namespace {

using db::Constraint;
using db::ConstraintKind;

// "invoice i": i. "invoice": invoice.
std::string alias_of(const std::string& from) {
    const auto blank = from.find_last_of(" \t");
    return blank == std::string::npos ? from : from.substr(blank + 1);
}

// The column of our own table that `value` names plainly, or nullptr.
const db::TableColumn* plain_column(const Value& value, const Side& side, const db::Table& table) {
    if (value.form != Value::Form::column || !value.steps.empty()) return nullptr;
    const auto dot = value.text.find('.');
    if (dot == std::string::npos) return table.find(value.text);
    const std::string qualifier = value.text.substr(0, dot);
    if (qualifier != alias_of(side.from) && qualifier != side.table()) return nullptr;
    return table.find(value.text.substr(dot + 1));
}

std::string definition_of(const Constraint& constraint) {
    switch (constraint.kind) {
        case ConstraintKind::check:
            return constraint.expression;
        case ConstraintKind::foreign_key:
            return fmt::format("({}) in {} ({})", fmt::join(constraint.columns, ", "),
                               constraint.parent_table, fmt::join(constraint.parent_columns, ", "));
        case ConstraintKind::not_null:
            return fmt::format("{} is not null", fmt::join(constraint.columns, ", "));
        case ConstraintKind::unique:
        case ConstraintKind::primary_key:
            break;
    }
    const auto& parts =
        constraint.expressions.empty() ? constraint.columns : constraint.expressions;
    return fmt::format("unique ({}){}{}", fmt::join(parts, ", "),
                       constraint.predicate.empty() ? "" : " where ", constraint.predicate);
}

rules::ConstraintResult result_of(const db::Table& table, const Constraint& constraint) {
    rules::ConstraintResult result;
    result.table = table.name;
    result.name = constraint.name;
    result.kind = db::name(constraint.kind);
    result.definition = definition_of(constraint);
    result.enforced = constraint.enforced;
    result.not_enforced = constraint.why_not;
    return result;
}

std::string lower(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// True where `name` stands in `sql` as a word of its own, in any case.
bool mentions(const std::string& cased_sql, const std::string& cased_name) {
    const std::string sql = lower(cased_sql), name = lower(cased_name);
    const auto is_word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    };
    for (auto at = sql.find(name); at != std::string::npos; at = sql.find(name, at + 1)) {
        const bool begins = at == 0 || !is_word(sql[at - 1]);
        const auto end = at + name.size();
        if (begins && (end == sql.size() || !is_word(sql[end]))) return true;
    }
    return false;
}

class Asker {
public:
    Asker(const Tie& tie, const Ties& ties, const db::Catalogue& target, db::Engine engine)
        : tie_(tie), ties_(ties), target_(target), engine_(engine) {}

    TableQuestions ask() {
        asked_.table = target_.find(tie_.target.table());
        if (asked_.table == nullptr) return asked_;
        reach_columns();
        for (const Constraint& constraint : asked_.table->constraints)
            asked_.constraints.push_back(result_of(*asked_.table, constraint));
        // Foreign keys first: through them a NOT NULL of their column can be asked.
        for (const bool of_parents : {true, false}) {
            for (std::size_t index = 0; index < asked_.constraints.size(); ++index) {
                const Constraint& constraint = asked_.table->constraints[index];
                if ((constraint.kind == ConstraintKind::foreign_key) != of_parents) continue;
                rules::ConstraintResult& result = asked_.constraints[index];
                const std::string why_not = ask(constraint, index);
                result.asked = why_not.empty();
                if (!why_not.empty()) result.why_not = why_not;
            }
        }
        return asked_;
    }

private:
    void reach_columns() {
        const auto reach = [&](const Value& value, std::size_t number) {
            const auto* column = plain_column(value, tie_.target, *asked_.table);
            if (column != nullptr && asked_.reached(column->name) == nullptr)
                asked_.columns.push_back({column, number});
        };
        const std::size_t fields = tie_.fields.size();
        for (std::size_t field = 0; field < fields; ++field)
            reach(tie_.fields[field].target, field);
        for (std::size_t part = 0; part < tie_.target.key.size(); ++part)
            reach(tie_.target.key[part], fields + part);
    }

    // Why it cannot be asked; empty: it is.
    std::string ask(const Constraint& constraint, std::size_t result) {
        switch (constraint.kind) {
            case ConstraintKind::not_null:
                return ask_not_null(constraint, result);
            case ConstraintKind::foreign_key:
                return ask_parent(constraint, result);
            case ConstraintKind::check:
                return ask_expression(constraint, constraint.expression, result, asked_.checks);
            case ConstraintKind::unique:
            case ConstraintKind::primary_key:
                if (follows_from_key(constraint)) return "";
                return ask_expression(constraint, unique_key(engine_, *asked_.table, constraint),
                                      result, asked_.uniques);
        }
        return "";
    }

    // Keys of the source that come twice are found by the tie itself: what holds a key needs no
    // question.
    bool follows_from_key(const Constraint& constraint) const {
        if (!constraint.expressions.empty() && constraint.expressions != constraint.columns)
            return false;
        const auto holds = [&](const std::string& column) {
            return std::find(constraint.columns.begin(), constraint.columns.end(), column) !=
                   constraint.columns.end();
        };
        const auto& key = tie_.target.key;
        if (std::all_of(key.begin(), key.end(), [&](const Value& part) {
                const auto* column = plain_column(part, tie_.target, *asked_.table);
                return column != nullptr && holds(column->name);
            }))
            return true;
        return std::any_of(
            asked_.columns.begin(), asked_.columns.end(), [&](const ReachedColumn& reached) {
                return holds(reached.column->name) && reached.value < tie_.fields.size() &&
                       is_source_key(tie_.fields[reached.value].source);
            });
    }

    bool is_source_key(const Value& value) const {
        const auto& key = tie_.source.key;
        return key.size() == 1 && key[0].form == Value::Form::column && key[0].steps.empty() &&
               value.form == Value::Form::column && value.steps.empty() &&
               value.text == key[0].text;
    }

    std::string ask_not_null(const Constraint& constraint, std::size_t result) {
        const std::string& name = constraint.columns.at(0);
        for (ReachedColumn& reached : asked_.columns) {
            if (reached.column->name != name) continue;
            reached.not_null = result;
            return "";
        }
        for (ParentQuestion& parent : asked_.parents) {
            if (parent.constraint->columns[0] != name) continue;
            parent.not_null = result;
            return "";
        }
        return fmt::format("no tie reaches {}", name);
    }

    // The parent that fills the column itself, else the only one that leads to the table.
    std::string ask_parent(const Constraint& constraint, std::size_t result) {
        std::vector<const Parent*> found;
        for (const Parent& parent : tie_.parents) {
            const Tie* other = ties_.find(parent.tie);
            if (other == nullptr || other->target.table() != constraint.parent_table) continue;
            const auto* column =
                plain_column(tie_.fields[parent.field].target, tie_.target, *asked_.table);
            const bool is_the_column =
                column != nullptr && column->name == constraint.columns.at(0);
            if (is_the_column) found.clear();
            found.push_back(&parent);
            if (is_the_column) break;
        }
        if (found.empty())
            return fmt::format("no tie knows the rows of {}", constraint.parent_table);
        if (found.size() > 1)
            return fmt::format("{} parents lead to {}", found.size(), constraint.parent_table);
        const Parent& parent = *found[0];
        if (ties_.find(parent.tie)->key_as.size() != 1)
            return fmt::format("the key of {} has several parts", parent.tie);
        asked_.parents.push_back({&constraint, parent.field, parent.tie, result, no_result});
        if (constraint.columns.size() > 1)
            asked_.constraints[result].why_not = "asked only whether the parent exists";
        return "";
    }

    // The engine knows what a CHECK names; a word in a string is none of it.
    static bool depends_on(const Constraint& constraint, const std::string& expression,
                           const std::string& column) {
        if (constraint.kind != ConstraintKind::check || constraint.columns.empty())
            return mentions(expression, column);
        return std::find(constraint.columns.begin(), constraint.columns.end(), column) !=
               constraint.columns.end();
    }

    std::string ask_expression(const Constraint& constraint, const std::string& expression,
                               std::size_t result, std::vector<Question>& questions) {
        Question question{&constraint, expression, {}, result};
        for (const db::TableColumn& column : asked_.table->columns) {
            if (!depends_on(constraint, expression, column.name)) continue;
            const ReachedColumn* reached = asked_.reached(column.name);
            if (reached == nullptr) return fmt::format("no tie reaches {}", column.name);
            const As as = as_of(tie_, reached->value);
            if (as == As::secret || as == As::bytes)
                return fmt::format("{} is compared as {}", column.name, name(as));
            question.columns.push_back(static_cast<std::size_t>(reached - asked_.columns.data()));
        }
        questions.push_back(std::move(question));
        return "";
    }

    const Tie& tie_;
    const Ties& ties_;
    const db::Catalogue& target_;
    db::Engine engine_;
    TableQuestions asked_;
};

}  // namespace

const ReachedColumn* TableQuestions::reached(std::string_view column) const {
    const auto found =
        std::find_if(columns.begin(), columns.end(),
                     [&](const ReachedColumn& reached) { return reached.column->name == column; });
    return found == columns.end() ? nullptr : &*found;
}

As as_of(const Tie& tie, std::size_t value) {
    const std::size_t fields = tie.fields.size();
    return value < fields ? tie.fields[value].as : tie.key_as[value - fields];
}

const std::string& name_of(const Tie& tie, std::size_t value) {
    const std::size_t fields = tie.fields.size();
    return value < fields ? tie.fields[value].name : tie.key_names[value - fields];
}

std::string rule_name(const db::Table& table, const Constraint& constraint) {
    return fmt::format("{}:{}.{}", db::name(constraint.kind), table.name, constraint.name);
}

TableQuestions questions_of(const Tie& tie, const Ties& ties, const db::Catalogue& target,
                            db::Engine engine) {
    return Asker(tie, ties, target, engine).ask();
}

}  // namespace tieout::verify
