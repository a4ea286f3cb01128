#include "db/write/sqlite_load.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/error.h"

namespace tieout::db {
namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts)
        out += (out.empty() ? "" : ", ") + part;
    return out;
}

// "UNIQUE constraint failed: account.email" → "account.email".
std::string what_failed(const std::string& reason) {
    const std::size_t at = reason.find("failed: ");
    return at == std::string::npos ? "" : reason.substr(at + 8);
}

// The name of the constraint that SQLite means, which tells only its columns: "t.a, t.b", or "index
// 'name'".
std::string constraint_name(const Table& table, const std::string& reason) {
    const std::string failed = what_failed(reason);
    if (failed.empty()) return "";
    const bool is_null = reason.substr(0, 8) == "NOT NULL";
    for (const Constraint& each : table.constraints) {
        if ((each.kind == ConstraintKind::not_null) != is_null) continue;
        if (failed == each.name || failed == "index '" + each.name + "'") return each.name;
        const bool is_key =
            each.kind == ConstraintKind::primary_key || each.kind == ConstraintKind::unique;
        std::vector<std::string> columns;
        for (const std::string& column : each.columns)
            columns.push_back(table.name + "." + column);
        if (is_key && failed == joined(columns)) return each.name;
    }
    return failed;
}

template <typename Number>
std::optional<Number> whole_as(std::string_view cell) {
    Number value{};
    const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (read.ec != std::errc() || read.ptr != cell.data() + cell.size()) return std::nullopt;
    return value;
}

}  // namespace

int bind_sqlite_cell(sqlite3_stmt* statement, int at, ValueType type, std::string_view cell) {
    // An empty view may have no address, which SQLite would take for NULL.
    const char* const data = cell.empty() ? "" : cell.data();
    if (type == ValueType::integer || type == ValueType::boolean) {
        if (const auto value = whole_as<std::int64_t>(cell))
            return sqlite3_bind_int64(statement, at, *value);
    } else if (type == ValueType::real) {
        if (const auto value = whole_as<double>(cell))
            return sqlite3_bind_double(statement, at, *value);
    } else if (type == ValueType::bytes) {
        return sqlite3_bind_blob64(statement, at, data, cell.size(), SQLITE_STATIC);
    }
    return sqlite3_bind_text64(statement, at, data, cell.size(), SQLITE_STATIC, SQLITE_UTF8);
}

namespace {

// Rows go in by statements of 2^k rows each, so that halving a refused one finds its halves
// prepared.
class SqliteLoad : public TableLoad {
public:
    SqliteLoad(const SqliteConnection& connection, const Table& table,
               const std::vector<std::string>& columns)
        : connection_(connection), table_(table) {
        for (const std::string& name : columns) {
            const TableColumn* const column = table.find(name);
            if (column == nullptr)
                throw Error(Fault::schema, "The table '" + table.name + "' of '" +
                                               connection.path() + "' has no column '" + name +
                                               "'.");
            names_.push_back(quote_identifier(Engine::sqlite, column->name));
            types_.push_back(column->type);
        }
        const int limit = sqlite3_limit(connection.raw(), SQLITE_LIMIT_VARIABLE_NUMBER, -1);
        while (largest_ + 1 < statements_.size() &&
               (columns.size() << (largest_ + 1)) <= static_cast<std::size_t>(limit))
            ++largest_;
    }

    std::vector<Refusal> write(const RowBatch& batch) override {
        if (batch.columns() != names_.size() && batch.rows() > 0)
            throw Error(Fault::internal, "A batch for '" + table_.name + "' has another width.");
        std::vector<Refusal> refused;
        for (std::size_t row = 0; row < batch.rows();) {
            std::size_t power = largest_;
            while ((std::size_t{1} << power) > batch.rows() - row)
                --power;
            insert(batch, row, power, refused);
            row += std::size_t{1} << power;
        }
        return refused;
    }

    void finish() override {}

private:
    void insert(const RowBatch& batch, std::size_t begin, std::size_t power,
                std::vector<Refusal>& refused) {
        sqlite3_stmt* const statement = statement_of(power);
        bind(statement, batch, begin, std::size_t{1} << power);
        const int code = sqlite3_step(statement);
        const std::string reason = code == SQLITE_DONE ? "" : sqlite3_errmsg(connection_.raw());
        sqlite3_reset(statement);
        if (code == SQLITE_DONE) return;
        if (!is_refusal(code)) connection_.fail();
        if (power == 0) {
            refused.push_back(refusal_of(batch, begin, reason, code));
            return;
        }
        insert(batch, begin, power - 1, refused);
        insert(batch, begin + (std::size_t{1} << (power - 1)), power - 1, refused);
    }

    Refusal refusal_of(const RowBatch& batch, std::size_t row, const std::string& reason,
                       int code) const {
        if (code != SQLITE_CONSTRAINT_FOREIGNKEY)
            return {row, reason, constraint_name(table_, reason)};
        for (const Constraint& each : table_.constraints)
            if (each.kind == ConstraintKind::foreign_key && lacks_parent(batch, row, each))
                return {row, reason + ": no such row in '" + each.parent_table + "'", each.name};
        return {row, reason, ""};
    }

    // SQLite does not say which foreign key it means: each is asked for.
    bool lacks_parent(const RowBatch& batch, std::size_t row, const Constraint& key) const {
        std::string sql =
            "select 1 from " + quote_identifier(Engine::sqlite, key.parent_table) + " where 1";
        std::vector<std::optional<std::string>> values;
        for (std::size_t i = 0; i < key.columns.size() && i < key.parent_columns.size(); ++i) {
            const auto name = std::find(names_.begin(), names_.end(),
                                        quote_identifier(Engine::sqlite, key.columns[i]));
            const auto at = static_cast<std::size_t>(name - names_.begin());
            if (name == names_.end() || batch.is_null(row, at)) return false;
            sql += " and " + quote_identifier(Engine::sqlite, key.parent_columns[i]) + " = ?";
            values.emplace_back(batch.at(row, at));
        }
        return connection_.query(sql, values).rows.empty();
    }

    // Of one row, not of the whole: and the transaction is still there.
    bool is_refusal(int code) const {
        const int kind = code & 0xff;
        return (kind == SQLITE_CONSTRAINT || kind == SQLITE_MISMATCH || kind == SQLITE_TOOBIG) &&
               sqlite3_get_autocommit(connection_.raw()) == 0;
    }

    void bind(sqlite3_stmt* statement, const RowBatch& batch, std::size_t begin, std::size_t rows) {
        int at = 0;
        for (std::size_t row = begin; row < begin + rows; ++row)
            for (std::size_t column = 0; column < types_.size(); ++column) {
                ++at;
                const int code =
                    batch.is_null(row, column)
                        ? sqlite3_bind_null(statement, at)
                        : bind_sqlite_cell(statement, at, types_[column], batch.at(row, column));
                if (code != SQLITE_OK) connection_.fail();
            }
    }

    // "or abort" outweighs an ON CONFLICT clause of the table, which might drop rows without a
    // word.
    sqlite3_stmt* statement_of(std::size_t power) {
        SqliteStatement& statement = statements_[power];
        if (statement) return statement.get();
        const std::string row = "(" + joined(std::vector<std::string>(names_.size(), "?")) + ")";
        statement = connection_.prepare(
            "insert or abort into " + quote_identifier(Engine::sqlite, table_.name) + " (" +
            joined(names_) + ") values " +
            joined(std::vector<std::string>(std::size_t{1} << power, row)));
        return statement.get();
    }

    const SqliteConnection& connection_;
    Table table_;  // a copy: the writer's catalogue is read anew after a script
    std::vector<std::string> names_;
    std::vector<ValueType> types_;
    std::array<SqliteStatement, 8> statements_;  // 128 rows: beyond that nothing is gained
    std::size_t largest_ = 0;
};

}  // namespace

std::unique_ptr<TableLoad> load_sqlite(const SqliteConnection& connection, const Table& table,
                                       const std::vector<std::string>& columns) {
    return std::make_unique<SqliteLoad>(connection, table, columns);
}

}  // namespace tieout::db
