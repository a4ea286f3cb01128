// One COPY FROM STDIN: some rows of a batch, all of which the server takes or none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/catalogue.h"
#include "db/postgresql_connection.h"
#include "db/row_batch.h"
#include "db/write/postgresql_encoding.h"

namespace tieout::db {

// What the server says of rows that it does not take.
struct RefusedCopy {
    std::string sqlstate, reason, constraint;
    // The row of the batch that it names, if any. It may be wrong to believe it: a guess.
    std::optional<std::size_t> row;
};

class CopyIn {
public:
    // `columns` must be of the catalogue. `connection` must be in a transaction and outlive this;
    // several may take turns on it.
    CopyIn(PostgresqlConnection& connection, const Table& table,
           const std::vector<std::string>& columns);

    // Rows [first, last), by the fastest form that each of their cells has. Refused: nothing of
    // them is in the table. Throws Error where it is not the rows' fault.
    std::optional<RefusedCopy> copy(const RowBatch& batch, std::size_t first, std::size_t last);
    // The same by text, whose refusals name column and value.
    std::optional<RefusedCopy> copy_text(const RowBatch& batch, std::size_t first,
                                         std::size_t last);

private:
    class Undo;
    void begin(const char* options);
    bool send_tuples(const RowBatch& batch, std::size_t first, std::size_t last);
    void send_lines(const RowBatch& batch, std::size_t first, std::size_t last);
    void append_line(const RowBatch& batch, std::size_t row);
    void flush(std::string_view bytes);
    PostgresqlResult end(const char* trouble);
    std::optional<RefusedCopy> judge(const PGresult* result, Undo& undo, std::size_t first,
                                     std::size_t last) const;
    RefusedCopy read_refusal(const PGresult* result, std::size_t first, std::size_t last) const;
    std::string refused_column(const PGresult* result) const;
    std::optional<std::size_t> refused_line(const PGresult* result) const;

    PostgresqlConnection& connection_;
    std::string table_, copy_sql_;
    std::vector<std::string> columns_;
    std::vector<bool> hexadecimal_;
    std::optional<TupleEncoder> encoder_;  // nullopt: text it is, whatever comes
    TupleBuffer tuples_;
    std::string lines_;
};

}  // namespace tieout::db
