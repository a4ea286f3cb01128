#include "verify/witness.h"

#include "base/unicode.h"

namespace tieout::verify {
namespace {

constexpr int128 largest = static_cast<int128>(1) << 120;  // far from overflow, beyond any real sum

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

void ColumnSums::add(Sum& sum, std::string_view cell) {
    const auto number = Decimal::parse(cell);
    if (number)
        add(sum, *number);
    else
        sum.summed = false;
}

void ColumnSums::add(Sum& sum, const Decimal& number) {
    int128 coefficient = number.coefficient();
    const auto grow = [&sum](int128& value) {
        if (value > largest || value < -largest) sum.summed = false;
        value *= 10;
    };
    for (int scale = number.scale(); sum.summed && scale < sum.scale; ++scale)
        grow(coefficient);
    for (; sum.summed && sum.scale < number.scale(); ++sum.scale)
        grow(sum.coefficient);
    if (coefficient > largest || coefficient < -largest) sum.summed = false;
    if (!sum.summed) return;
    sum.coefficient += coefficient;
    if (sum.coefficient > largest || sum.coefficient < -largest) sum.summed = false;
}

void ColumnSums::add(const db::RowBatch& batch) {
    for (std::size_t column = 0; column < sums_.size(); ++column) {
        Sum& sum = sums_[column];
        for (std::size_t row = 0; sum.summed && row < batch.rows(); ++row)
            if (!batch.is_null(row, column)) add(sum, batch.at(row, column));
    }
}

void ColumnSums::add(const ColumnSums& other) {
    for (std::size_t column = 0; column < sums_.size(); ++column) {
        const Sum& theirs = other.sums_[column];
        if (theirs.summed && sums_[column].summed)
            add(sums_[column], Decimal(theirs.coefficient, theirs.scale));
        else
            sums_[column].summed = false;
    }
}

std::optional<Decimal> ColumnSums::sum(std::size_t column) const {
    if (!sums_[column].summed) return std::nullopt;
    return Decimal(sums_[column].coefficient, sums_[column].scale).normalized();
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
