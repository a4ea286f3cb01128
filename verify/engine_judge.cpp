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
    return column.declared.substr(0, column.declared.find('('));
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

std::string mysql_type(const db::TableColumn& column) {
    if (column.type == db::ValueType::text)
        return fmt::format("longtext character set utf8mb4 collate {}",
                           column.collation.empty() ? "utf8mb4_bin" : column.collation);
    return column.declared;
}

}  // namespace

EngineJudge::EngineJudge(db::Session& target, const TableQuestions& questions)
    : target_(target), questions_(questions) {
    std::set<std::size_t> used;
    for (const auto* list : {&questions.checks, &questions.uniques})
        for (const Question& question : *list)
            used.insert(question.columns.begin(), question.columns.end());
    used_.assign(used.begin(), used.end());
    if (used_.empty()) return;
    std::vector<std::string> expressions;
    for (const Question& check : questions.checks)
        expressions.push_back(
            fmt::format("case when ({0}) then '1' when not ({0}) then '0' end", check.expression));
    for (const Question& unique : questions.uniques)
        expressions.push_back(unique.expression);
    sql_ = fmt::format("select {} from {} order by tieout_row", fmt::join(expressions, ", "),
                       derived_table());
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
                columns.push_back(
                    fmt::format("{} {} path '$[{}]'", quoted, mysql_type(column), index));
                break;
            case db::Engine::sqlite:
                columns.push_back(fmt::format("cast(json_extract(value, '$[{}]') as {}) as {}",
                                              index, sqlite_type(column), quoted));
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

// In PostgreSQL an error ends the transaction, and with it the snapshot: it stops at the savepoint
// instead.
db::SmallResult EngineJudge::ask(const std::vector<SqlValue>& parameters) {
    if (target_.engine() != db::Engine::postgresql) return target_.query(sql_, parameters);
    target_.query("savepoint tieout_judge");
    try {
        db::SmallResult result = target_.query(sql_, parameters);
        target_.query("release savepoint tieout_judge");
        return result;
    } catch (const Error&) {
        target_.query("rollback to savepoint tieout_judge");
        throw;
    }
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
        db::SmallResult result = ask(parameters(rows, begin, end));
        for (auto& row : result.rows)
            answers.push_back({std::move(row), ""});
    } catch (const Error& error) {
        if (error.fault() == Fault::connection || error.fault() == Fault::interrupted ||
            error.fault() == Fault::schema || error.fault() == Fault::rights)
            throw;
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
