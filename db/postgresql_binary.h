// PostgreSQL's binary cells: which columns can be read from them, and the forms of db/column.h that
// they stand for.
#pragma once

#include <libpq-fe.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/column.h"
#include "db/row_batch.h"

namespace tieout::db {

// Reads the tuples of COPY (FORMAT binary). No allocation a cell once the batch has grown.
class PostgresqlTuples {
public:
    // nullopt: some column's binary form is not known here, and the text format must be asked for.
    // `types` are the type numbers of `columns`; `native` the names of those that may stay in
    // native form.
    static std::optional<PostgresqlTuples> of(const std::vector<Column>& columns,
                                              const std::vector<Oid>& types,
                                              const std::vector<std::string>& native);

    // Appends one tuple as a row; counts its cells. False: it was the trailer.
    bool append(std::string_view tuple, RowBatch& batch, std::vector<ColumnCount>& counts) const;
    // Bytes of the header, which stands before the first tuple in its piece.
    static std::size_t header_size(std::string_view piece);

private:
    enum class How {
        bytes,
        text,
        boolean,
        native,
        integer,
        unsigned_integer,
        numeric,
        days,
        micros,
        single,
        real,
        uuid,
        jsonb,
        time,
        bits
    };
    struct Reading {
        How how = How::text;
        Form form = Form::text;  // native, or what an integer comes as
        bool zoned = false;      // micros: "+00" is printed
    };
    std::vector<Reading> readings_;

    static std::optional<Reading> reading_of(const Column& column, Oid type);
    static bool is_finite(Form form, std::string_view cell);
    static bool stays(const Reading& reading, std::string_view cell, ColumnCount& count);
    static void print(const Reading& reading, std::string_view cell, std::string& out);
};

}  // namespace tieout::db
