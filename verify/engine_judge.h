// Values go up to the target's engine, what it makes of expressions over them comes back: its own
// semantics decide, and nothing is written, not even a temporary table.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "db/session.h"
#include "verify/constraint_questions.h"

namespace tieout::verify {

using SqlValue = std::optional<std::string>;  // nullopt: NULL

struct Judged {
    std::vector<SqlValue> answers;  // one a question: checks first ("1", "0" or NULL), then keys
    std::string
        refused;  // the engine's words where it could not even read the row; then no answers
};

class EngineJudge {
public:
    // `target` and `questions` must outlive the judge. Questions that the engine refuses to be
    // asked are taken out of `questions`; their results say why.
    EngineJudge(db::Session& target, TableQuestions& questions);

    // False where there is nothing to ask of the engine.
    bool has_questions() const { return !used_.empty(); }
    // Indices of TableQuestions::columns that rows must hold, in this order.
    const std::vector<std::size_t>& columns() const { return used_; }

    // One answer a row. A row that the engine cannot read is found by halving.
    std::vector<Judged> judge(const std::vector<std::vector<SqlValue>>& rows);

private:
    void judge(const std::vector<std::vector<SqlValue>>& rows, std::size_t begin, std::size_t end,
               std::vector<Judged>& answers);
    std::vector<SqlValue> parameters(const std::vector<std::vector<SqlValue>>& rows,
                                     std::size_t begin, std::size_t end) const;
    std::string derived_table() const;
    std::string statement(const std::vector<std::string>& expressions) const;
    void use_columns_of(std::initializer_list<const std::vector<Question>*> questions);
    static std::string check_sql(const Question& check);
    template <class Expression>
    void drop_refused(std::vector<Question>& list, TableQuestions& questions,
                      const Expression& expression);

    db::Session& target_;
    const TableQuestions& questions_;
    std::vector<std::size_t> used_;
    std::string sql_;
};

}  // namespace tieout::verify
