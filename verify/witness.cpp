#include "verify/witness.h"

#include "base/error.h"
#include "verify/canonical_number.h"

namespace tieout::verify {
namespace {

struct Question {
    std::string sql, what, read;
};

// PostgreSQL leaves the padding of character(n) out of its lengths, and SQLite's length() stops at
// a NUL.
bool text_is_countable(const db::Column& column, db::Engine engine) {
    if (column.type != db::ValueType::text) return false;
    return engine != db::Engine::postgresql ||
           (column.declared.rfind("character(", 0) != 0 && column.declared.rfind("char(", 0) != 0 &&
            column.declared != "bpchar");
}

void ask_lengths(const RouteQuery::PlainColumn& plain, const db::ColumnCount& count,
                 db::Engine engine, std::vector<Question>& questions) {
    const bool sqlite = engine == db::Engine::sqlite;
    questions.push_back({sqlite ? "sum(length(CAST(" + plain.sql + " AS BLOB)))"
                                : "sum(octet_length(" + plain.sql + "))",
                         "octets of " + plain.name, std::to_string(count.octets)});
    if (!sqlite)
        questions.push_back({"sum(char_length(" + plain.sql + "))", "characters of " + plain.name,
                             std::to_string(count.characters)});
}

// In SQLite only whole numbers are summed: its sum() of anything else is a floating-point number.
bool sum_is_exact(const db::Column& column, db::Engine engine) {
    if (column.type == db::ValueType::integer) return true;
    return column.type == db::ValueType::decimal && engine != db::Engine::sqlite;
}

bool same_number(const std::string& a, const std::string& b) {
    const auto left = Decimal::parse(a), right = Decimal::parse(b);
    return left && right && *left == *right;
}

}  // namespace

ColumnSums::ColumnSums(const std::vector<db::Column>& columns) : sums_(columns.size()) {
    for (std::size_t i = 0; i < columns.size(); ++i)
        sums_[i].summed =
            columns[i].type == db::ValueType::integer || columns[i].type == db::ValueType::decimal;
}

void ColumnSums::add(Sum& sum, db::Form form, std::string_view cell) {
    std::int64_t coefficient = 0;
    int scale = 0;
    if (small_number(form, cell, coefficient, scale)) return sum.exact.add(coefficient, scale);
    const auto number = form == db::Form::text ? Decimal::parse(cell) : db::native::decimal(cell);
    if (number)
        sum.exact.add(*number);
    else
        sum.summed = false;
}

void ColumnSums::add(const db::RowBatch& batch) {
    for (std::size_t column = 0; column < sums_.size(); ++column) {
        Sum& sum = sums_[column];
        try {
            for (std::size_t row = 0; sum.summed && row < batch.rows(); ++row)
                if (!batch.is_null(row, column))
                    add(sum, batch.form(row, column), batch.at(row, column));
        } catch (const Error&) {  // beyond 38 digits
            sum.summed = false;
        }
    }
}

void ColumnSums::add(const ColumnSums& other) {
    for (std::size_t column = 0; column < sums_.size(); ++column) {
        Sum& sum = sums_[column];
        const auto theirs = other.sum(column);
        try {
            sum.summed = sum.summed && theirs;
            if (sum.summed) sum.exact.add(*theirs);
        } catch (const Error&) {  // beyond 38 digits
            sum.summed = false;
        }
    }
}

std::optional<Decimal> ColumnSums::sum(std::size_t column) const {
    if (!sums_[column].summed) return std::nullopt;
    return sums_[column].exact.total();
}

std::vector<rules::Witness> ask_witnesses(const RouteQuery& query, SideName side,
                                          db::Session& session,
                                          const std::vector<db::Column>& columns,
                                          const std::vector<db::ColumnCount>& counts,
                                          const ColumnSums& sums, std::uint64_t rows) {
    std::vector<Question> questions{{"count(*)", "rows", std::to_string(rows)}};
    const db::Engine engine = session.engine();
    for (std::size_t i = 0; i < query.plain().size() && i < columns.size(); ++i) {
        const RouteQuery::PlainColumn& plain = query.plain()[i];
        if (text_is_countable(columns[i], engine)) ask_lengths(plain, counts[i], engine, questions);
        const auto sum = sum_is_exact(columns[i], engine) ? sums.sum(i) : std::nullopt;
        if (sum)
            questions.push_back({"sum(" + plain.sql + ")", "sum of " + plain.name, sum->text()});
    }
    std::string sql;
    for (const Question& question : questions)
        sql += (sql.empty() ? "SELECT " : ", ") + question.sql;
    const db::SmallResult answer = session.query(sql + query.from_sql());
    std::vector<rules::Witness> witnesses;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const std::string server = answer.rows.at(0).at(i).value_or("0");
        witnesses.push_back({side == SideName::source ? "source" : "target", questions[i].what,
                             server, questions[i].read, same_number(server, questions[i].read)});
    }
    return witnesses;
}

}  // namespace tieout::verify
