#include "db/write/mysql_load.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "db/mysql_connection.h"

namespace tieout::db {
namespace {

// Longer statements are no faster, and a halved one is sent again.
constexpr std::size_t statement_bytes = 1 << 20;

enum class Writing { text, bytes, bits, year, moment };

struct Target {
    std::string name;
    Writing writing = Writing::text;
    std::size_t fraction = 0;  // digits of a second that the column keeps
};

// The 6 of "datetime(6)"; 0 where there is none.
std::size_t fraction_digits(std::string_view declared) {
    const auto open = declared.find('(');
    std::size_t digits = 0;
    if (open != std::string_view::npos)
        std::from_chars(declared.data() + open + 1, declared.data() + declared.size(), digits);
    return digits;
}

Target target_of(const Table& table, const std::string& name) {
    const TableColumn* const column = table.find(name);
    if (!column)
        throw Error(Fault::schema, fmt::format("The table {} has no column {}.", table.name, name));
    if (column->generated)
        throw Error(Fault::schema,
                    fmt::format("The column {}.{} is computed by the server and cannot be "
                                "written.",
                                table.name, name));
    switch (column->type) {
        case ValueType::bytes:
            return {column->name, Writing::bytes, 0};
        case ValueType::bits:
            return {column->name, Writing::bits, 0};
        case ValueType::integer:
            return {column->name,
                    column->declared.starts_with("year") ? Writing::year : Writing::text, 0};
        case ValueType::datetime:
        case ValueType::instant:
        case ValueType::time:
            return {column->name, Writing::moment, fraction_digits(column->declared)};
        default:
            return {column->name, Writing::text, 0};
    }
}

bool only_bits(std::string_view cell) {
    return cell.find_first_not_of("01") == std::string_view::npos;
}

// The session is in UTC, so the offset says nothing that MySQL does not know.
std::string_view without_offset(std::string_view moment) {
    if (moment.ends_with("+00")) moment.remove_suffix(3);
    return moment;
}

// The server drops digits of a second without a word.
bool loses_fraction(std::string_view moment, std::size_t kept) {
    const auto dot = moment.find('.');
    if (dot == std::string_view::npos || moment.size() - dot - 1 <= kept) return false;
    return moment.substr(dot + 1 + kept).find_first_not_of('0') != std::string_view::npos;
}

class MysqlLoad final : public TableLoad {
public:
    MysqlLoad(MysqlConnection& connection, const Table& table,
              const std::vector<std::string>& columns, std::size_t max_packet, bool transactional)
        : connection_(connection),
          table_(table.name),
          max_packet_(max_packet),
          transactional_(transactional) {
        for (const auto& name : columns)
            targets_.push_back(target_of(table, name));
        insert_ = fmt::format("INSERT INTO {} (", quote_mysql_name(table_));
        for (std::size_t i = 0; i < targets_.size(); ++i)
            insert_ += (i ? ", " : "") + quote_mysql_name(targets_[i].name);
        insert_ += ") VALUES ";
        if (!transactional_) stored_ = count_rows();
    }

    std::vector<Refusal> write(const RowBatch& batch) override {
        if (batch.columns() != targets_.size())
            throw Error(Fault::internal, fmt::format("{} columns were given for {} of table {}.",
                                                     batch.columns(), targets_.size(), table_));
        refusals_.clear();
        encode(batch);
        const std::size_t limit = std::min(statement_bytes, max_packet_ / 2);
        for (std::size_t first = 0; first < tuples_.size();) {
            std::size_t last = first + 1;
            while (last < tuples_.size() && tuples_[last].end - tuples_[first].begin <= limit)
                ++last;
            if (transactional_)
                insert(first, last);
            else
                insert_in_place(first, last);
            first = last;
        }
        std::sort(refusals_.begin(), refusals_.end(),
                  [](const Refusal& a, const Refusal& b) { return a.row < b.row; });
        return std::move(refusals_);
    }

    void finish() override {}

private:
    // One row as SQL: its place in sql_, and its row in the batch.
    struct Tuple {
        std::size_t begin, end, row;
    };

    void encode(const RowBatch& batch) {
        sql_.clear();
        tuples_.clear();
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            const std::size_t begin = sql_.size();
            std::string trouble = encode_row(batch, row);
            if (trouble.empty() && sql_.size() - begin + insert_.size() + 1 > max_packet_)
                trouble = fmt::format(
                    "The row is longer than the server's max_allowed_packet of {} bytes",
                    max_packet_);
            if (trouble.empty()) {
                tuples_.push_back({begin, sql_.size(), row});
                continue;
            }
            sql_.resize(begin);
            refusals_.push_back({row, std::move(trouble), {}});
        }
    }

    // What is wrong with it, or "".
    std::string encode_row(const RowBatch& batch, std::size_t row) {
        for (std::size_t i = 0; i < targets_.size(); ++i) {
            sql_ += i == 0 ? '(' : ',';
            if (batch.is_null(row, i)) {
                sql_ += "NULL";
                continue;
            }
            const char* const trouble = encode_cell(targets_[i], batch.at(row, i));
            if (trouble) return fmt::format("{} for column '{}'", trouble, targets_[i].name);
        }
        sql_ += targets_.empty() ? "()," : "),";
        return {};
    }

    const char* encode_cell(const Target& target, std::string_view cell) {
        switch (target.writing) {
            case Writing::bytes:
                append_hex_literal(sql_, cell);
                return nullptr;
            case Writing::bits:
                if (!only_bits(cell)) return "Not a row of bits";
                sql_.append("b'").append(cell).append("'");
                return nullptr;
            case Writing::year: {
                // '0' and '5' would be taken for 2000 and 2005.
                const std::size_t missing = cell.size() < 4 ? 4 - cell.size() : 0;
                append_literal(sql_, std::string(missing, '0').append(cell),
                               connection_.backslash());
                return nullptr;
            }
            case Writing::moment:
                cell = without_offset(cell);
                if (loses_fraction(cell, target.fraction))
                    return "Digits of the second would be lost";
                [[fallthrough]];
            case Writing::text:
                append_literal(sql_, cell, connection_.backslash());
        }
        return nullptr;
    }

    // Sends the rows from `first` until before `last`. What was stored with a warning is what was
    // stored changed.
    std::optional<MysqlFailure> send(std::size_t first, std::size_t last) {
        const std::size_t begin = tuples_[first].begin;
        statement_.assign(insert_);
        statement_.append(sql_, begin, tuples_[last - 1].end - begin - 1);
        if (auto failure = connection_.attempt(statement_)) return failure;
        if (mysql_warning_count(connection_.handle()) == 0) return std::nullopt;
        const auto warnings = connection_.ask("SHOW WARNINGS LIMIT 1");
        if (warnings.empty()) return std::nullopt;
        return MysqlFailure{data_truncated, "22000", warnings[0][2].value_or("")};
    }

    void insert(std::size_t first, std::size_t last) {
        connection_.run("SAVEPOINT tieout_rows");
        const auto failure = send(first, last);
        if (!failure) return;
        if (!is_row_refusal(*failure)) throw mysql_error(*failure, place());
        connection_.run("ROLLBACK TO SAVEPOINT tieout_rows");
        if (last - first == 1) return refuse(first, *failure);
        const std::size_t middle = first + (last - first) / 2;
        insert(first, middle);
        insert(middle, last);
    }

    // No rollback here: the rows before the refused one are in the table, and their count says
    // which one it was.
    void insert_in_place(std::size_t first, std::size_t last) {
        while (first < last) {
            const auto failure = send(first, last);
            if (!failure) {
                stored_ += last - first;
                return;
            }
            if (!is_row_refusal(*failure)) throw mysql_error(*failure, place());
            const std::size_t now = count_rows(), refused = first + (now - stored_);
            if (now < stored_ || refused >= last)
                throw Error(Fault::data,
                            fmt::format("{}: a value was stored changed and cannot be "
                                        "taken back from a table without transactions: {}",
                                        place(), failure->words));
            stored_ = now;
            refuse(refused, *failure);
            first = refused + 1;
        }
    }

    void refuse(std::size_t tuple, const MysqlFailure& failure) {
        refusals_.push_back(
            {tuples_[tuple].row, failure.words, refused_constraint(failure, table_)});
    }

    std::size_t count_rows() {
        return std::stoull(connection_.ask_one("SELECT COUNT(*) FROM " + quote_mysql_name(table_)));
    }

    std::string place() const { return fmt::format("{} of {}", table_, connection_.where()); }

    static constexpr unsigned data_truncated = 1265;

    MysqlConnection& connection_;
    std::string table_, insert_;
    std::size_t max_packet_;
    bool transactional_;
    std::size_t stored_ = 0;
    std::vector<Target> targets_;
    std::string sql_, statement_;
    std::vector<Tuple> tuples_;
    std::vector<Refusal> refusals_;
};

}  // namespace

std::unique_ptr<TableLoad> load_mysql(MysqlConnection& connection, const Table& table,
                                      const std::vector<std::string>& columns,
                                      std::size_t max_packet, bool transactional) {
    return std::make_unique<MysqlLoad>(connection, table, columns, max_packet, transactional);
}

}  // namespace tieout::db
