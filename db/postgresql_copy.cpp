#include "db/postgresql_copy.h"

#include <algorithm>
#include <optional>

#include "base/unicode.h"
#include "db/postgresql_binary.h"
#include "db/postgresql_types.h"

namespace tieout::db {
namespace {

// The text format of COPY: cells between tabs, a newline at the end, \N for NULL, and control
// characters and the backslash behind a backslash.
char unescaped(char letter) {
    switch (letter) {
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case 'v':
            return '\v';
        default:
            return letter;
    }
}

void append_unescaped(std::string& out, std::string_view cell) {
    while (true) {
        const std::size_t mark = cell.find('\\');
        out.append(cell.substr(0, mark));
        if (mark == std::string_view::npos || mark + 1 >= cell.size()) return;
        out += unescaped(cell[mark + 1]);
        cell.remove_prefix(mark + 2);
    }
}

// A trailing semicolon would end the statement inside of COPY's parentheses; a comment at the end
// would hide the closing one, hence the newline where this is used.
std::string_view without_semicolon(std::string_view sql) {
    const std::size_t last = sql.find_last_not_of(" \t\r\n;");
    return sql.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

struct FreeBuffer {
    void operator()(char* buffer) const noexcept { PQfreemem(buffer); }
};

class CopyStream : public RowStream {
public:
    CopyStream(PostgresqlConnection& connection, const Query& query);
    ~CopyStream() override;

    const std::vector<Column>& columns() const override { return columns_; }
    const std::vector<ColumnCount>& counts() const override { return counts_; }
    bool next(RowBatch& batch) override;

private:
    void describe(const std::string& sql, const Query& query);
    void read_piece(std::string_view piece, RowBatch& batch);
    void read_row(std::string_view line, RowBatch& batch);
    void read_cell(std::size_t column, std::string_view cell, RowBatch& batch);
    void finish();

    PostgresqlConnection& connection_;
    std::optional<Savepoint> savepoint_;
    std::vector<Column> columns_;
    std::vector<ColumnCount> counts_;
    std::vector<bool> hexadecimal_;           // bytea: printed as \x…; raw text is not
    std::optional<PostgresqlTuples> tuples_;  // nullopt: the text format
    bool open_ = false, begun_ = false;
};

CopyStream::CopyStream(PostgresqlConnection& connection, const Query& query)
    : connection_(connection) {
    savepoint_.emplace(connection);
    const std::string sql(without_semicolon(query.sql));
    describe(sql, query);
    connection_.execute("COPY (" + sql + "\n) TO STDOUT" + (tuples_ ? " (FORMAT binary)" : ""));
    connection_.set_busy(true);
    open_ = true;
}

void CopyStream::describe(const std::string& sql, const Query& query) {
    PGconn* const handle = connection_.handle();
    const PostgresqlResult prepared(PQprepare(handle, "", sql.c_str(), 0, nullptr));
    if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) connection_.fail(prepared.get(), "");
    const PostgresqlResult described(PQdescribePrepared(handle, ""));
    if (PQresultStatus(described.get()) != PGRES_COMMAND_OK) connection_.fail(described.get(), "");
    columns_ = describe_columns(connection_, described.get());
    if (columns_.empty())
        throw Error(Fault::schema, connection_.safe_url() + ": the statement returns no columns");
    counts_.resize(columns_.size());
    std::vector<Oid> types;
    for (Column& column : columns_) {
        types.push_back(PQftype(described.get(), static_cast<int>(types.size())));
        hexadecimal_.push_back(column.type == ValueType::bytes);
        const auto& raw = query.raw_columns;
        const bool is_raw = std::find(raw.begin(), raw.end(), column.name) != raw.end();
        if (is_raw && column.type == ValueType::text) column.type = ValueType::bytes;
    }
    tuples_ = PostgresqlTuples::of(columns_, types, query.native_columns);
}

bool CopyStream::next(RowBatch& batch) {
    batch.clear(columns_.size());
    while (open_ && !batch.full()) {
        char* line = nullptr;
        const int size = PQgetCopyData(connection_.handle(), &line, 0);
        const std::unique_ptr<char, FreeBuffer> owner(line);
        if (size <= 0) {
            finish();
        } else {
            read_piece({line, static_cast<std::size_t>(size)}, batch);
        }
    }
    return batch.rows() > 0;
}

// The header stands in one piece with the first tuple, or alone.
void CopyStream::read_piece(std::string_view piece, RowBatch& batch) {
    if (!tuples_) return read_row(piece.substr(0, piece.size() - 1), batch);
    if (!begun_) piece.remove_prefix(PostgresqlTuples::header_size(piece));
    begun_ = true;
    if (!piece.empty()) tuples_->append(piece, batch, counts_);
}

void CopyStream::read_row(std::string_view line, RowBatch& batch) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const std::size_t end = std::min(line.find('\t'), line.size());
        read_cell(column, line.substr(0, end), batch);
        line.remove_prefix(std::min(end + 1, line.size()));
    }
}

void CopyStream::read_cell(std::size_t column, std::string_view cell, RowBatch& batch) {
    if (cell == "\\N") return batch.add_null();
    const ValueType type = columns_[column].type;
    std::string& out = batch.buffer();
    const std::size_t begin = out.size();
    if (type == ValueType::boolean) {
        out += cell == "t" ? '1' : '0';
    } else if (hexadecimal_[column]) {
        append_hex(out, cell.substr(std::string_view("\\\\x").size()));
    } else {
        append_unescaped(out, cell);
    }
    batch.end_cell();
    ColumnCount& count = counts_[column];
    ++count.values;
    if (type != ValueType::text && type != ValueType::bytes) return;
    count.octets += out.size() - begin;
    if (type == ValueType::text)
        count.characters += count_characters(std::string_view(out).substr(begin));
}

void CopyStream::finish() {
    open_ = false;
    connection_.set_busy(false);
    PostgresqlResult first;
    while (PostgresqlResult result{PQgetResult(connection_.handle())})
        if (!first || PQresultStatus(first.get()) == PGRES_COMMAND_OK) first = std::move(result);
    if (!first || PQresultStatus(first.get()) != PGRES_COMMAND_OK)
        connection_.fail(first.get(), "reading");
    savepoint_->release();
}

CopyStream::~CopyStream() {
    if (!open_) return;
    // Left before its end: the server stops, what it had sent is dropped, the savepoint brings the
    // snapshot back.
    connection_.cancel();
    char* line = nullptr;
    while (PQgetCopyData(connection_.handle(), &line, 0) > 0)
        PQfreemem(line);
    while (PostgresqlResult result{PQgetResult(connection_.handle())}) {
    }
    connection_.set_busy(false);
}

}  // namespace

std::unique_ptr<RowStream> copy_rows(PostgresqlConnection& connection, const Query& query) {
    return std::make_unique<CopyStream>(connection, query);
}

}  // namespace tieout::db
