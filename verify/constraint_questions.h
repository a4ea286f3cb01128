// Which of a table's constraints can be asked of the source's rows, given the columns that its tie
// reaches.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/catalogue.h"
#include "db/url.h"
#include "rules/record.h"
#include "verify/tie.h"

namespace tieout::verify {

// No constraint of the table stands for it.
constexpr std::size_t no_result = ~std::size_t{0};

// A column of the target's table that the tie fills plainly. Values of a row are numbered: fields
// in the tie's order, then the parts of the key.
struct ReachedColumn {
    const db::TableColumn* column = nullptr;
    std::size_t value = 0;
    std::size_t not_null = no_result;  // index into TableQuestions::constraints
};

// One SQL expression for the target's engine to judge: a CHECK (true, false or NULL) or the key of
// a unique index (text, NULL where a part is NULL or the index does not hold the row).
struct Question {
    const db::Constraint* constraint = nullptr;
    std::string expression;
    std::vector<std::size_t> columns;  // indices into TableQuestions::columns: what it depends on
    std::size_t result = 0;            // index into TableQuestions::constraints
};

// A foreign key whose parent rows are known by the keys of another tie (or this one).
struct ParentQuestion {
    const db::Constraint* constraint = nullptr;
    std::size_t field = 0;
    std::string tie;
    std::size_t result = 0;
    std::size_t not_null = no_result;  // where the column of the foreign key holds no NULL
};

struct TableQuestions {
    const db::Table* table = nullptr;
    std::vector<ReachedColumn> columns;
    std::vector<Question> checks, uniques;
    std::vector<ParentQuestion> parents;
    std::vector<rules::ConstraintResult>
        constraints;  // all of the table's, in the catalogue's order

    // Column of the table by name; nullptr where the tie does not reach it.
    const ReachedColumn* reached(std::string_view column) const;
};

As as_of(const Tie& tie, std::size_t value);
const std::string& name_of(const Tie& tie, std::size_t value);

// "app_user.app_user_email": the rule of a finding is its kind and this.
std::string rule_name(const db::Table& table, const db::Constraint& constraint);

TableQuestions questions_of(const Tie& tie, const Ties& ties, const db::Catalogue& target,
                            db::Engine engine);

}  // namespace tieout::verify
