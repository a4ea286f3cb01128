#include "verify/constraint_questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

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

// True where `name` stands in `sql` as a word of its own.
bool mentions(const std::string& sql, const std::string& name) {
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
        for (const Constraint& constraint : asked_.table->constraints) {
            asked_.constraints.push_back(result_of(*asked_.table, constraint));
            asked_.constraints.back().why_not = ask(constraint, asked_.constraints.size() - 1);
            asked_.constraints.back().asked = asked_.constraints.back().why_not.empty();
        }
        return asked_;
    }

private:
    void reach_columns() {
        for (std::size_t field = 0; field < tie_.fields.size(); ++field) {
            const auto* column =
                plain_column(tie_.fields[field].target, tie_.target, *asked_.table);
            if (column != nullptr) asked_.columns.push_back({column, field});
        }
    }

    // Why it cannot be asked; empty: it is.
    std::string ask(const Constraint& constraint, std::size_t result) {
        switch (constraint.kind) {
            case ConstraintKind::not_null:
                return ask_not_null(constraint);
            case ConstraintKind::foreign_key:
                return ask_parent(constraint, result);
            case ConstraintKind::check:
                return ask_expression(constraint, constraint.expression, result, asked_.checks);
            case ConstraintKind::unique:
            case ConstraintKind::primary_key:
                if (follows_from_key(constraint)) return "";
                return ask_expression(constraint, key_expression(constraint), result,
                                      asked_.uniques);
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
        return std::any_of(asked_.columns.begin(), asked_.columns.end(),
                           [&](const ReachedColumn& reached) {
                               return holds(reached.column->name) &&
                                      is_source_key(tie_.fields[reached.field].source);
                           });
    }

    bool is_source_key(const Value& value) const {
        const auto& key = tie_.source.key;
        return key.size() == 1 && key[0].form == Value::Form::column && key[0].steps.empty() &&
               value.form == Value::Form::column && value.steps.empty() &&
               value.text == key[0].text;
    }

    std::string ask_not_null(const Constraint& constraint) const {
        for (const std::string& column : constraint.columns)
            if (asked_.reached(column) == nullptr) return fmt::format("no tie reaches {}", column);
        return "";
    }

    // The foreign key of a parent tie is the one that leads to that tie's table.
    std::string ask_parent(const Constraint& constraint, std::size_t result) {
        for (const Parent& parent : tie_.parents) {
            const Tie* other = ties_.find(parent.tie);
            if (other == nullptr || other->target.table() != constraint.parent_table) continue;
            asked_.parents.push_back({&constraint, parent.field, parent.tie, result});
            return "";
        }
        return fmt::format("no tie knows the rows of {}", constraint.parent_table);
    }

    std::string ask_expression(const Constraint& constraint, const std::string& expression,
                               std::size_t result, std::vector<Question>& questions) {
        Question question{&constraint, expression, {}, result};
        for (const db::TableColumn& column : asked_.table->columns) {
            if (!mentions(expression, column.name)) continue;
            const ReachedColumn* reached = asked_.reached(column.name);
            if (reached == nullptr) return fmt::format("no tie reaches {}", column.name);
            if (tie_.fields[reached->field].as == As::secret)
                return fmt::format("{} is a secret", column.name);
            question.columns.push_back(static_cast<std::size_t>(reached - asked_.columns.data()));
        }
        questions.push_back(std::move(question));
        return "";
    }

    // One text for the whole key; a NULL anywhere makes it NULL, as a unique index sees it.
    std::string key_expression(const Constraint& constraint) const {
        const auto& parts =
            constraint.expressions.empty() ? constraint.columns : constraint.expressions;
        std::string key;
        for (const std::string& part : parts) {
            const std::string text = comparable(part);
            if (key.empty())
                key = text;
            else
                key = engine_ == db::Engine::mysql ? fmt::format("concat({}, ':', {})", key, text)
                                                   : fmt::format("{} || ':' || {}", key, text);
        }
        if (constraint.predicate.empty()) return key;
        return fmt::format("case when {} then {} end", constraint.predicate, key);
    }

    // As the engine's own index compares it: PostgreSQL and SQLite by bytes, MySQL by the weights
    // of the collation.
    std::string comparable(const std::string& part) const {
        const std::string expression = generated(part);
        if (engine_ == db::Engine::postgresql) return fmt::format("({})::text", expression);
        if (engine_ == db::Engine::sqlite) return fmt::format("cast(({}) as text)", expression);
        const db::TableColumn* column = asked_.table->find(part);
        if (column == nullptr || column->type != db::ValueType::text)
            return fmt::format("cast(({}) as char)", expression);
        const bool pads = column->collation.find("nopad") == std::string::npos &&
                          column->collation.find("0900") == std::string::npos;
        return fmt::format(
            "hex(weight_string({} collate {}))",
            pads ? fmt::format("trim(trailing ' ' from {})", expression) : expression,
            column->collation);
    }

    // A generated column is what it is generated from.
    std::string generated(const std::string& part) const {
        const db::TableColumn* column = asked_.table->find(part);
        if (column == nullptr || !column->generated || !column->default_sql) return part;
        return fmt::format("({})", *column->default_sql);
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

std::string rule_name(const db::Table& table, const Constraint& constraint) {
    return fmt::format("{}:{}.{}", db::name(constraint.kind), table.name, constraint.name);
}

TableQuestions questions_of(const Tie& tie, const Ties& ties, const db::Catalogue& target,
                            db::Engine engine) {
    return Asker(tie, ties, target, engine).ask();
}

}  // namespace tieout::verify
