#include "db/write/postgresql_load.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tieout::db {
namespace {

// What libpq hands to the socket in one piece; more gains nothing.
constexpr std::size_t chunk_bytes = 64 * 1024;

constexpr std::string_view foreign_key_violation = "23503";

// The text format of COPY, as postgresql_copy.cpp reads it.
void append_escaped(std::string& out, std::string_view cell) {
    while (true) {
        const std::size_t special = cell.find_first_of("\\\n\r\t");
        out.append(cell.substr(0, special));
        if (special == std::string_view::npos) return;
        const char c = cell[special];
        out += '\\';
        out += c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : '\\';
        cell.remove_prefix(special + 1);
    }
}

void append_hexadecimal(std::string& out, std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    out.append("\\\\x");
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
}

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? "" : text;
}

struct Refused {
    std::string sqlstate, reason, constraint;
};

class CopyLoad : public TableLoad {
public:
    CopyLoad(PostgresqlConnection& connection, const Table& table,
             const std::vector<std::string>& columns);

    std::vector<Refusal> write(const RowBatch& batch) override;
    void finish() override;

private:
    // Rows [first, last) in one COPY; nothing of them is in the table where the server refused.
    std::optional<Refused> copy(const RowBatch& batch, std::size_t first, std::size_t last);
    void copy_or_halve(const RowBatch& batch, std::size_t first, std::size_t last);
    void retry_orphans(const RowBatch& batch);

    void send(const RowBatch& batch, std::size_t first, std::size_t last);
    void append_row(const RowBatch& batch, std::size_t row);
    void flush();
    PostgresqlResult end_copy();
    Refused read_refusal(const PGresult* result) const;
    std::string refused_column(const PGresult* result) const;

    struct RefusedRow {
        std::size_t row;
        Refused why;
    };

    PostgresqlConnection& connection_;
    std::string table_, copy_sql_;
    std::vector<std::string> columns_;
    std::vector<bool> hexadecimal_;
    std::string buffer_;
    std::vector<RefusedRow> refused_;
};

CopyLoad::CopyLoad(PostgresqlConnection& connection, const Table& table,
                   const std::vector<std::string>& columns)
    : connection_(connection), table_(table.name) {
    std::string list;
    for (const std::string& name : columns) {
        const TableColumn* const column = table.find(name);
        if (column == nullptr)
            throw Error(Fault::schema, fmt::format("{}: table {} has no column {}",
                                                   connection.safe_url(), table.name, name));
        columns_.push_back(column->name);
        hexadecimal_.push_back(column->type == ValueType::bytes);
        list += (list.empty() ? "" : ", ") + quote_identifier(Engine::postgresql, column->name);
    }
    copy_sql_ = fmt::format("COPY {} ({}) FROM STDIN",
                            quote_identifier(Engine::postgresql, table.name), list);
}

std::vector<Refusal> CopyLoad::write(const RowBatch& batch) {
    if (batch.rows() == 0) return {};
    if (batch.columns() != columns_.size())
        throw Error(Fault::internal, fmt::format("table {}: {} columns were announced, {} came",
                                                 table_, columns_.size(), batch.columns()));
    refused_.clear();
    copy_or_halve(batch, 0, batch.rows());
    retry_orphans(batch);
    std::vector<Refusal> out;
    for (const RefusedRow& each : refused_)
        out.push_back({each.row, each.why.reason, each.why.constraint});
    return out;
}

void CopyLoad::copy_or_halve(const RowBatch& batch, std::size_t first, std::size_t last) {
    std::optional<Refused> refused = copy(batch, first, last);
    if (!refused) return;
    if (last - first == 1) {
        refused_.push_back({first, std::move(*refused)});
        return;
    }
    const std::size_t middle = first + (last - first) / 2;
    copy_or_halve(batch, first, middle);
    copy_or_halve(batch, middle, last);
}

void CopyLoad::retry_orphans(const RowBatch& batch) {
    const auto is_in_now = [&](const RefusedRow& each) {
        return each.why.sqlstate == foreign_key_violation &&
               !copy(batch, each.row, each.row + 1).has_value();
    };
    std::size_t before = refused_.size() + 1;
    while (refused_.size() < before && refused_.size() < batch.rows()) {
        before = refused_.size();
        refused_.erase(std::remove_if(refused_.begin(), refused_.end(), is_in_now), refused_.end());
    }
}

std::optional<Refused> CopyLoad::copy(const RowBatch& batch, std::size_t first, std::size_t last) {
    Savepoint savepoint(connection_);
    connection_.execute(copy_sql_);
    connection_.set_busy(true);
    send(batch, first, last);
    const PostgresqlResult result = end_copy();
    connection_.set_busy(false);
    if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) {
        savepoint.release();
        return std::nullopt;
    }
    const std::string sqlstate = field(result.get(), PG_DIAG_SQLSTATE);
    if (!connection_.alive() || postgresql_fault(sqlstate) != Fault::data)
        connection_.fail(result.get(), "loading table " + table_);
    return read_refusal(result.get());
}

void CopyLoad::send(const RowBatch& batch, std::size_t first, std::size_t last) {
    buffer_.clear();
    for (std::size_t row = first; row < last; ++row) {
        append_row(batch, row);
        if (buffer_.size() >= chunk_bytes) flush();
    }
    flush();
}

void CopyLoad::append_row(const RowBatch& batch, std::size_t row) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (column > 0) buffer_ += '\t';
        if (batch.is_null(row, column)) {
            buffer_.append("\\N");
        } else if (hexadecimal_[column]) {
            append_hexadecimal(buffer_, batch.at(row, column));
        } else {
            append_escaped(buffer_, batch.at(row, column));
        }
    }
    buffer_ += '\n';
}

// What goes wrong here is told by the result of the whole COPY.
void CopyLoad::flush() {
    PQputCopyData(connection_.handle(), buffer_.data(), static_cast<int>(buffer_.size()));
    buffer_.clear();
}

PostgresqlResult CopyLoad::end_copy() {
    PQputCopyEnd(connection_.handle(), nullptr);
    PostgresqlResult first(PQgetResult(connection_.handle()));
    while (PostgresqlResult rest{PQgetResult(connection_.handle())}) {
    }
    return first;
}

Refused CopyLoad::read_refusal(const PGresult* result) const {
    Refused out;
    out.sqlstate = field(result, PG_DIAG_SQLSTATE);
    out.reason = field(result, PG_DIAG_MESSAGE_PRIMARY);
    out.constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    const std::string column = refused_column(result);
    if (!column.empty()) out.reason = fmt::format("column {}: {}", column, out.reason);
    return out;
}

// "COPY client, line 1, column name: "…"": the sentence is in the server's language, the name
// before the colon is not.
std::string CopyLoad::refused_column(const PGresult* result) const {
    const std::string context = field(result, PG_DIAG_CONTEXT);
    const std::string_view before = std::string_view(context).substr(0, context.find(':'));
    if (before.size() == context.size()) return "";
    for (const std::string& name : columns_)
        if (before.size() > name.size() && before.ends_with(name) &&
            before[before.size() - name.size() - 1] == ' ')
            return name;
    return "";
}

void CopyLoad::finish() {
    if (!connection_.in_transaction())
        throw Error(Fault::connection,
                    fmt::format("{}: the transaction that loaded table {} is gone",
                                connection_.safe_url(), table_));
}

}  // namespace

std::unique_ptr<TableLoad> copy_into(PostgresqlConnection& connection, const Table& table,
                                     const std::vector<std::string>& columns) {
    return std::make_unique<CopyLoad>(connection, table, columns);
}

}  // namespace tieout::db
