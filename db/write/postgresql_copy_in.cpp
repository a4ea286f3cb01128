#include "db/write/postgresql_copy_in.h"

#include <fmt/format.h>

#include <charconv>
#include <pqxx/pqxx>

#include "db/session.h"

namespace tieout::db {
namespace {

// What libpq hands to the socket in one piece; more gains nothing.
constexpr std::size_t chunk_bytes = 64 * 1024;

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

// The binary form of a domain is its base type's, that of an enumeration is text's (25).
constexpr const char* types_sql =
    "SELECT a.attname, CASE t.typtype WHEN 'd' THEN t.typbasetype WHEN 'e' THEN 25 ELSE t.oid END"
    " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
    " WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped";

std::vector<std::uint32_t> types_of(PostgresqlConnection& connection, const std::string& table,
                                    const std::vector<std::string>& columns) {
    std::vector<std::uint32_t> types(columns.size());
    for (const auto& row :
         connection.query(types_sql, {quote_identifier(Engine::postgresql, table)}))
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i] == row[0].c_str()) types[i] = row[1].as<std::uint32_t>();
    return types;
}

constexpr const char* savepoint = "tieout_rows";

}  // namespace

// What a refused COPY leaves behind, taken back before the connection is used again.
class CopyIn::Undo {
public:
    explicit Undo(PostgresqlConnection& connection) : connection_(connection) {}
    ~Undo() {
        if (!needed_ || !connection_.alive()) return;
        const std::string sql =
            fmt::format("ROLLBACK TO SAVEPOINT {}; RELEASE SAVEPOINT {}", savepoint, savepoint);
        const PostgresqlResult undone(PQexec(connection_.handle(), sql.c_str()));
    }
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;
    void unneeded() { needed_ = false; }

private:
    PostgresqlConnection& connection_;
    bool needed_ = true;
};

CopyIn::CopyIn(PostgresqlConnection& connection, const Table& table,
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
    encoder_ = TupleEncoder::of(types_of(connection, table.name, columns_));
}

std::optional<RefusedCopy> CopyIn::copy(const RowBatch& batch, std::size_t first,
                                        std::size_t last) {
    if (!encoder_) return copy_text(batch, first, last);
    {
        Undo undo(connection_);
        begin(" (FORMAT binary)");
        const bool sent = send_tuples(batch, first, last);
        const PostgresqlResult result = end(sent ? nullptr : "a cell has no binary form");
        if (sent) return judge(result.get(), undo, first, last);
        if (!connection_.alive()) connection_.fail(result.get(), "loading table " + table_);
    }
    return copy_text(batch, first, last);
}

std::optional<RefusedCopy> CopyIn::copy_text(const RowBatch& batch, std::size_t first,
                                             std::size_t last) {
    Undo undo(connection_);
    begin("");
    send_lines(batch, first, last);
    const PostgresqlResult result = end(nullptr);
    return judge(result.get(), undo, first, last);
}

std::optional<RefusedCopy> CopyIn::judge(const PGresult* result, Undo& undo, std::size_t first,
                                         std::size_t last) const {
    if (PQresultStatus(result) == PGRES_COMMAND_OK) {
        undo.unneeded();
        return std::nullopt;
    }
    const std::string sqlstate = field(result, PG_DIAG_SQLSTATE);
    if (!connection_.alive() || postgresql_fault(sqlstate) != Fault::data)
        connection_.fail(result, "loading table " + table_);
    return read_refusal(result, first, last);
}

// In one message, so that a group of rows waits for the server once.
void CopyIn::begin(const char* options) {
    connection_.execute(fmt::format("SAVEPOINT {}; {}{}; RELEASE SAVEPOINT {}", savepoint,
                                    copy_sql_, options, savepoint));
    connection_.set_busy(true);
}

// False: a cell has no binary form that we know.
bool CopyIn::send_tuples(const RowBatch& batch, std::size_t first, std::size_t last) {
    tuples_.clear();
    tuples_.append(TupleEncoder::header());
    for (std::size_t row = first; row < last; ++row) {
        if (!encoder_->append(batch, row, tuples_)) return false;
        if (tuples_.size() < chunk_bytes) continue;
        flush({tuples_.data(), tuples_.size()});
        tuples_.clear();
    }
    tuples_.append(TupleEncoder::trailer());
    flush({tuples_.data(), tuples_.size()});
    return true;
}

void CopyIn::send_lines(const RowBatch& batch, std::size_t first, std::size_t last) {
    lines_.clear();
    for (std::size_t row = first; row < last; ++row) {
        append_line(batch, row);
        if (lines_.size() < chunk_bytes) continue;
        flush(lines_);
        lines_.clear();
    }
    flush(lines_);
}

void CopyIn::append_line(const RowBatch& batch, std::size_t row) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (column > 0) lines_ += '\t';
        if (batch.is_null(row, column)) {
            lines_.append("\\N");
        } else if (hexadecimal_[column]) {
            append_hexadecimal(lines_, batch.at(row, column));
        } else {
            append_escaped(lines_, batch.at(row, column));
        }
    }
    lines_ += '\n';
}

// What goes wrong here is told by the result of the whole COPY.
void CopyIn::flush(std::string_view bytes) {
    PQputCopyData(connection_.handle(), bytes.data(), static_cast<int>(bytes.size()));
}

// `trouble`: what we give up for; nullptr: nothing.
PostgresqlResult CopyIn::end(const char* trouble) {
    PQputCopyEnd(connection_.handle(), trouble);
    PostgresqlResult worst;
    while (PostgresqlResult result{PQgetResult(connection_.handle())})
        if (!worst || PQresultStatus(worst.get()) == PGRES_COMMAND_OK) worst = std::move(result);
    connection_.set_busy(false);
    return worst;
}

RefusedCopy CopyIn::read_refusal(const PGresult* result, std::size_t first,
                                 std::size_t last) const {
    RefusedCopy out;
    out.sqlstate = field(result, PG_DIAG_SQLSTATE);
    out.reason = field(result, PG_DIAG_MESSAGE_PRIMARY);
    out.constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    const std::string column = refused_column(result);
    if (!column.empty()) out.reason = fmt::format("column {}: {}", column, out.reason);
    const auto line = refused_line(result);
    if (line && *line >= 1 && *line <= last - first) out.row = first + *line - 1;
    return out;
}

// "COPY client, line 1, column name: "…"": the sentence is in the server's language, the name
// before the colon is not.
std::string CopyIn::refused_column(const PGresult* result) const {
    const std::string context = field(result, PG_DIAG_CONTEXT);
    const std::string_view before = std::string_view(context).substr(0, context.find(':'));
    if (before.size() == context.size()) return "";
    for (const std::string& name : columns_)
        if (before.size() > name.size() && before.ends_with(name) &&
            before[before.size() - name.size() - 1] == ' ')
            return name;
    return "";
}

// The first number after "COPY client, ": the word before it is in the server's language.
std::optional<std::size_t> CopyIn::refused_line(const PGresult* result) const {
    const std::string context = field(result, PG_DIAG_CONTEXT), start = "COPY " + table_ + ", ";
    const std::size_t begin = context.find(start);
    if (begin == std::string::npos) return std::nullopt;
    const std::size_t digits = context.find_first_of("0123456789", begin + start.size());
    if (digits == std::string::npos) return std::nullopt;
    std::size_t line = 0;
    std::from_chars(context.data() + digits, context.data() + context.size(), line);
    return line;
}

}  // namespace tieout::db
