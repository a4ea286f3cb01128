#include "verify/engine_judge.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"

namespace tieout::verify {
namespace {

// An explicit cast to varchar(n) cuts in silence, and lengths are asked by us: the type without its
// length.
std::string type_of(const db::TableColumn& column) {
    if (column.type != db::ValueType::text) return column.declared;
    const std::string name = column.declared.substr(0, column.declared.find('('));
    return name == "character" ? "bpchar" : name;  // `character` alone is one character
}

std::string postgresql_array(const std::vector<std::vector<SqlValue>>& rows, std::size_t begin,
                             std::size_t end, std::size_t column) {
    std::string array = "{";
    for (std::size_t row = begin; row < end; ++row) {
        if (row != begin) array += ',';
        const SqlValue& value = rows[row][column];
        if (!value) {
            array += "NULL";
            continue;
        }
        array += '"';
        for (const char c : *value) {
            if (c == '"' || c == '\\') array += '\\';
            array += c;
        }
        array += '"';
    }
    return array + "}";
}

std::string json_rows(const std::vector<std::vector<SqlValue>>& rows, std::size_t begin,
                      std::size_t end) {
    auto json = nlohmann::json::array();
    for (std::size_t row = begin; row < end; ++row) {
        auto cells = nlohmann::json::array();
        for (const SqlValue& value : rows[row])
            cells.push_back(value ? nlohmann::json(*value) : nlohmann::json(nullptr));
        json.push_back(std::move(cells));
    }
    return json.dump();
}

std::string sqlite_type(const db::TableColumn& column) {
    const bool whole =
        column.type == db::ValueType::integer || column.type == db::ValueType::boolean;
    return whole ? "integer" : column.type == db::ValueType::real ? "real" : "text";
}

// A cast has no collation of its own, and a CHECK compares under the column's.
std::string sqlite_collation(const db::TableColumn& column) {
    return column.collation.empty() || column.collation == "BINARY"
               ? ""
               : " collate " + column.collation;
}

std::string mysql_type(const db::TableColumn& column) {
    if (column.type == db::ValueType::text && !column.collation.empty())
        return fmt::format("longtext character set {} collate {}", column.charset,
                           column.collation);
    return column.declared;
}

}  // namespace

std::string EngineJudge::check_sql(const Question& check) {
    return fmt::format("case when ({0}) then '1' when not ({0}) then '0' end", check.expression);
}

EngineJudge::EngineJudge(db::Session& target, TableQuestions& questions)
    : target_(target), questions_(questions) {
    drop_refused(questions.checks, questions, check_sql);
    drop_refused(questions.uniques, questions,
                 [](const Question& unique) { return unique.expression; });
    std::vector<std::string> expressions;
    for (const Question& check : questions.checks)
        expressions.push_back(check_sql(check));
    for (const Question& unique : questions.uniques)
        expressions.push_back(unique.expression);
    use_columns_of({&questions.checks, &questions.uniques});
    if (!used_.empty()) sql_ = statement(expressions);
}

void EngineJudge::use_columns_of(std::initializer_list<const std::vector<Question>*> questions) {
    std::set<std::size_t> used;
    for (const auto* list : questions)
        for (const Question& question : *list)
            used.insert(question.columns.begin(), question.columns.end());
    used_.assign(used.begin(), used.end());
}

std::string EngineJudge::statement(const std::vector<std::string>& expressions) const {
    return fmt::format("select {} from {} order by tieout_row", fmt::join(expressions, ", "),
                       derived_table());
}

// Asked of no row: an expression that the engine cannot judge outside its table says so.
template <class Expression>
void EngineJudge::drop_refused(std::vector<Question>& list, TableQuestions& questions,
                               const Expression& expression) {
    std::vector<Question> kept;
    for (Question& question : list) {
        const std::vector<Question> alone{question};
        use_columns_of({&alone});
        rules::ConstraintResult& result = questions.constraints[question.result];
        result.asked = !used_.empty();
        result.why_not = result.asked ? "" : "it names no column";
        try {
            if (result.asked)
                target_.query(statement({expression(question)}), parameters({}, 0, 0));
        } catch (const Error& error) {
            if (error.fault() == Fault::connection || error.fault() == Fault::interrupted) throw;
            result.asked = false;
            result.why_not = std::string("the engine refuses the question: ") + error.what();
        }
        if (result.asked) kept.push_back(std::move(question));
    }
    list = std::move(kept);
}

// Each engine's way of making one parameter (PostgreSQL: one a column) into typed rows.
std::string EngineJudge::derived_table() const {
    std::vector<std::string> columns, names, arrays;
    std::size_t index = 0;
    for (const std::size_t used : used_) {
        const db::TableColumn& column = *questions_.columns[used].column;
        const std::string quoted = target_.quote(column.name);
        switch (target_.engine()) {
            case db::Engine::postgresql:
                columns.push_back(fmt::format("c{}::{} as {}", index, type_of(column), quoted));
                names.push_back(fmt::format("c{}", index));
                arrays.push_back("?::text[]");
                break;
            case db::Engine::mysql:
                columns.push_back(fmt::format("{} {} path '$[{}]' error on error", quoted,
                                              mysql_type(column), index));
                break;
            case db::Engine::sqlite:
                columns.push_back(fmt::format("cast(json_extract(value, '$[{}]') as {}){} as {}",
                                              index, sqlite_type(column), sqlite_collation(column),
                                              quoted));
                break;
        }
        ++index;
    }
    const std::string table = target_.quote(questions_.table->name);
    const std::string list = fmt::format("{}", fmt::join(columns, ", "));
    switch (target_.engine()) {
        case db::Engine::postgresql:
            return fmt::format(
                "(select {}, tieout_row from unnest({}) with ordinality as raw({}, tieout_row)) as "
                "{}",
                list, fmt::join(arrays, ", "), fmt::join(names, ", "), table);
        case db::Engine::mysql:
            return fmt::format(
                "json_table(?, '$[*]' columns (tieout_row for ordinality, {})) as {}", list, table);
        case db::Engine::sqlite:
            return fmt::format("(select {}, key as tieout_row from json_each(?)) as {}", list,
                               table);
    }
    return "";
}

std::vector<SqlValue> EngineJudge::parameters(const std::vector<std::vector<SqlValue>>& rows,
                                              std::size_t begin, std::size_t end) const {
    if (target_.engine() != db::Engine::postgresql) return {json_rows(rows, begin, end)};
    std::vector<SqlValue> arrays;
    for (std::size_t column = 0; column < used_.size(); ++column)
        arrays.emplace_back(postgresql_array(rows, begin, end, column));
    return arrays;
}

std::vector<Judged> EngineJudge::judge(const std::vector<std::vector<SqlValue>>& rows) {
    std::vector<Judged> answers;
    answers.reserve(rows.size());
    judge(rows, 0, rows.size(), answers);
    return answers;
}

void EngineJudge::judge(const std::vector<std::vector<SqlValue>>& rows, std::size_t begin,
                        std::size_t end, std::vector<Judged>& answers) {
    if (begin == end) return;
    try {
        db::SmallResult result = target_.query(sql_, parameters(rows, begin, end));
        if (result.rows.size() != end - begin)
            throw Error(Fault::internal,
                        "the target gave another number of answers than it was asked");
        for (auto& row : result.rows)
            answers.push_back({std::move(row), ""});
    } catch (const Error& error) {
        const bool may_be_a_row =
            error.fault() == Fault::data ||
            (error.fault() == Fault::internal && target_.engine() == db::Engine::sqlite);
        if (!may_be_a_row) throw;
        if (end - begin == 1) {
            answers.push_back({{}, error.what()});
            return;
        }
        const std::size_t middle = begin + (end - begin) / 2;
        judge(rows, begin, middle, answers);
        judge(rows, middle, end, answers);
    }
}

}  // namespace tieout::verify
