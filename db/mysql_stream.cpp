#include "db/mysql_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "base/error.h"
#include "db/mysql_cells.h"
#include "db/mysql_connection.h"

namespace tieout::db {
namespace {

// Rows read and dropped before the server is told to stop: about what a KILL costs.
constexpr int short_rest = 20000;
constexpr unsigned not_for_prepare = 1295;

// Ends the running statement at the server; `drop` reads what is still under way. The empty
// statement takes the kill that came when there was nothing left to end.
template <typename Drop>
void end_at_server(MysqlConnection& connection, Drop drop) {
    connection.kill_query();
    drop();
    (void)connection.attempt("DO 0");
}

struct FreeResult {
    void operator()(MYSQL_RES* result) const { mysql_free_result(result); }
};
using Result = std::unique_ptr<MYSQL_RES, FreeResult>;

struct CloseStatement {
    void operator()(MYSQL_STMT* statement) const { mysql_stmt_close(statement); }
};
using Statement = std::unique_ptr<MYSQL_STMT, CloseStatement>;

MysqlFailure failure_of(MYSQL_STMT* statement) {
    return {mysql_stmt_errno(statement), mysql_stmt_sqlstate(statement),
            mysql_stmt_error(statement)};
}

class TextStream final : public RowStream {
public:
    TextStream(MysqlConnection& connection, Result result, MysqlCells cells)
        : connection_(connection), result_(std::move(result)), cells_(std::move(cells)) {}
    ~TextStream() override {
        if (!done_) leave_early();
    }
    TextStream(const TextStream&) = delete;
    TextStream& operator=(const TextStream&) = delete;

    const std::vector<Column>& columns() const override { return cells_.columns(); }
    const std::vector<ColumnCount>& counts() const override { return cells_.counts(); }

    bool next(RowBatch& batch) override {
        batch.clear(cells_.columns().size());
        while (!done_ && !batch.full()) {
            const MYSQL_ROW row = mysql_fetch_row(result_.get());
            if (!row) {
                end();
                break;
            }
            cells_.append_row(row, mysql_fetch_lengths(result_.get()), batch);
        }
        return batch.rows() > 0;
    }

private:
    void end() {
        done_ = true;
        if (mysql_errno(connection_.handle()) != 0) throw connection_.error();
        result_.reset();
    }

    void leave_early() {
        for (int rows = 0; rows < short_rest; ++rows)
            if (!mysql_fetch_row(result_.get())) return;
        end_at_server(connection_, [this] { result_.reset(); });
    }

    MysqlConnection& connection_;
    Result result_;
    MysqlCells cells_;
    bool done_ = false;
};

// One column of the binary protocol: floats as they are, all else as text that the library makes.
struct Slot {
    std::string text = std::string(256, '\0');
    unsigned long size = 0;
    float single = 0;
    double number = 0;
    my_bool null = 0, error = 0;
};

class BinaryStream final : public RowStream {
public:
    BinaryStream(MysqlConnection& connection, Statement statement, MYSQL_RES* fields,
                 MysqlCells cells)
        : connection_(connection), statement_(std::move(statement)), cells_(std::move(cells)) {
        const unsigned count = mysql_num_fields(fields);
        const MYSQL_FIELD* const field = mysql_fetch_fields(fields);
        binds_.resize(count, MYSQL_BIND{});
        slots_.resize(count);
        for (unsigned i = 0; i < count; ++i)
            bind(i, field[i]);
        if (mysql_stmt_execute(statement_.get()) != 0 ||
            mysql_stmt_bind_result(statement_.get(), binds_.data()) != 0)
            throw mysql_error(failure_of(statement_.get()), connection_.where());
    }
    ~BinaryStream() override {
        if (!done_) leave_early();
    }
    BinaryStream(const BinaryStream&) = delete;
    BinaryStream& operator=(const BinaryStream&) = delete;

    const std::vector<Column>& columns() const override { return cells_.columns(); }
    const std::vector<ColumnCount>& counts() const override { return cells_.counts(); }

    bool next(RowBatch& batch) override {
        batch.clear(binds_.size());
        while (!done_ && !batch.full()) {
            const int got = mysql_stmt_fetch(statement_.get());
            if (got == MYSQL_NO_DATA) {
                done_ = true;
            } else if (got == 1) {
                done_ = true;
                throw mysql_error(failure_of(statement_.get()), connection_.where());
            } else {
                for (unsigned i = 0; i < binds_.size(); ++i)
                    append(i, batch);
            }
        }
        return batch.rows() > 0;
    }

private:
    void bind(unsigned column, const MYSQL_FIELD& field) {
        MYSQL_BIND& to = binds_[column];
        Slot& slot = slots_[column];
        to.length = &slot.size;
        to.is_null = &slot.null;
        to.error = &slot.error;
        const bool raw = cells_.columns()[column].type != ValueType::real;
        if (!raw && field.type == MYSQL_TYPE_FLOAT) {
            to.buffer_type = MYSQL_TYPE_FLOAT;
            to.buffer = &slot.single;
        } else if (!raw) {
            to.buffer_type = MYSQL_TYPE_DOUBLE;
            to.buffer = &slot.number;
        } else {
            to.buffer_type = MYSQL_TYPE_STRING;
            point_at_text(column);
        }
    }

    void point_at_text(unsigned column) {
        binds_[column].buffer = slots_[column].text.data();
        binds_[column].buffer_length = slots_[column].text.size();
    }

    void append(unsigned column, RowBatch& batch) {
        Slot& slot = slots_[column];
        const auto type = binds_[column].buffer_type;
        if (slot.null) return cells_.append(column, nullptr, 0, batch);
        if (type == MYSQL_TYPE_FLOAT) return cells_.append_float(column, slot.single, batch);
        if (type == MYSQL_TYPE_DOUBLE) return cells_.append_double(column, slot.number, batch);
        if (slot.size > slot.text.size()) fetch_whole(column);
        cells_.append(column, slot.text.data(), slot.size, batch);
    }

    // The cell did not fit; the row is still in the library's hands. The library took a copy of the
    // binds.
    void fetch_whole(unsigned column) {
        Slot& slot = slots_[column];
        slot.text.resize(slot.size * 2);
        point_at_text(column);
        if (mysql_stmt_fetch_column(statement_.get(), &binds_[column], column, 0) != 0 ||
            mysql_stmt_bind_result(statement_.get(), binds_.data()) != 0)
            throw mysql_error(failure_of(statement_.get()), connection_.where());
    }

    void leave_early() {
        for (int rows = 0; rows < short_rest; ++rows) {
            const int got = mysql_stmt_fetch(statement_.get());
            if (got == MYSQL_NO_DATA || got == 1) return;
        }
        end_at_server(connection_, [this] { statement_.reset(); });
    }

    MysqlConnection& connection_;
    Statement statement_;
    MysqlCells cells_;
    std::vector<MYSQL_BIND> binds_;
    std::deque<Slot> slots_;  // binds point into it: it must not move
    bool done_ = false;
};

// The statement prepared, where its result has a FLOAT that is wanted as a number; nullptr
// otherwise.
Statement prepare_if_float(MysqlConnection& connection, const Query& query, Result& fields) {
    Statement statement(mysql_stmt_init(connection.handle()));
    if (mysql_stmt_prepare(statement.get(), query.sql.data(), query.sql.size()) != 0) {
        const MysqlFailure failure = failure_of(statement.get());
        if (failure.code == not_for_prepare) return nullptr;
        throw mysql_error(failure, connection.where());
    }
    fields.reset(mysql_stmt_result_metadata(statement.get()));
    if (!fields) return nullptr;
    const MYSQL_FIELD* const field = mysql_fetch_fields(fields.get());
    const bool has_float =
        std::any_of(field, field + mysql_num_fields(fields.get()),
                    [](const MYSQL_FIELD& f) { return f.type == MYSQL_TYPE_FLOAT; });
    return has_float ? std::move(statement) : nullptr;
}

MysqlCells cells_of(MysqlConnection& connection, MYSQL_RES* fields, const Query& query) {
    return {mysql_fetch_fields(fields), mysql_num_fields(fields), connection.collations(),
            query.raw_columns};
}

std::unique_ptr<RowStream> start(MysqlConnection& connection, const Query& query) {
    connection.collations();  // asked before the connection is busy with rows
    Result fields;
    if (Statement statement = prepare_if_float(connection, query, fields)) {
        MysqlCells cells = cells_of(connection, fields.get(), query);
        return std::make_unique<BinaryStream>(connection, std::move(statement), fields.get(),
                                              std::move(cells));
    }
    if (mysql_real_query(connection.handle(), query.sql.data(), query.sql.size()) != 0)
        throw connection.error();
    Result result(mysql_use_result(connection.handle()));
    if (!result && mysql_errno(connection.handle()) != 0) throw connection.error();
    if (!result) return nullptr;
    try {
        MysqlCells cells = cells_of(connection, result.get(), query);
        return std::make_unique<TextStream>(connection, std::move(result), std::move(cells));
    } catch (...) {
        if (result) end_at_server(connection, [&] { result.reset(); });
        throw;
    }
}

void append_rows(const RowBatch& batch, SmallResult& result) {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        auto& cells = result.rows.emplace_back(batch.columns());
        for (std::size_t i = 0; i < batch.columns(); ++i)
            if (!batch.is_null(row, i)) cells[i] = batch.at(row, i);
    }
}

}  // namespace

std::unique_ptr<RowStream> stream_mysql(MysqlConnection& connection, const Query& query) {
    auto stream = start(connection, query);
    if (!stream) throw Error(Fault::usage, "The statement returns no rows: " + query.sql);
    return stream;
}

SmallResult query_mysql(MysqlConnection& connection, std::string_view sql,
                        const std::vector<std::optional<std::string>>& parameters) {
    SmallResult result;
    const auto stream =
        start(connection, {with_parameters(sql, parameters, connection.backslash()), {}});
    if (!stream) return result;
    result.columns = stream->columns();
    RowBatch batch;
    while (stream->next(batch))
        append_rows(batch, result);
    return result;
}

}  // namespace tieout::db
