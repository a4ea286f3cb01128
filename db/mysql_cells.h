// What a MySQL result's columns are, and their cells from the server's bytes into the textual form
// of ValueType.
#pragma once

#include <mysql.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/column.h"
#include "db/mysql_charset.h"
#include "db/mysql_connection.h"
#include "db/row_batch.h"

namespace tieout::db {

// Not thread-safe. No allocation a cell once the batch has grown.
class MysqlCells {
public:
    // Throws Error(Fault::schema) where a raw column is not in the result, or a text column's
    // charset cannot be read here.
    MysqlCells(const MYSQL_FIELD* fields, unsigned count,
               const std::unordered_map<unsigned, MysqlCollation>& collations,
               const std::vector<std::string>& raw_columns);

    const std::vector<Column>& columns() const { return columns_; }
    const std::vector<ColumnCount>& counts() const { return counts_; }

    // Appends a row of the text protocol, in one copy: the library hands out pointers into the
    // server's packet, in which the cells lie one after the other. `batch` has as many columns.
    void append_row(MYSQL_ROW row, const unsigned long* sizes, RowBatch& batch);
    // Appends the next cell of `batch` and counts it; `data` as the text protocol sends it, nullptr
    // for NULL.
    void append(std::size_t column, const char* data, std::size_t size, RowBatch& batch);
    // The same for numbers that came in binary.
    void append_float(std::size_t column, float number, RowBatch& batch);
    void append_double(std::size_t column, double number, RowBatch& batch);

private:
    enum class How { copy, utf8, bytes, decoded, unpadded, bits, instant, real, real_single };
    struct Reading {
        How how = How::copy;
        unsigned long bits = 0;
        std::size_t decoder = 0;
    };

    void append_cells(MYSQL_ROW row, const unsigned long* sizes, RowBatch& batch);
    static bool stays(How how, std::string_view cell, ColumnCount& count);
    void convert(const Reading& reading, std::string_view cell, ColumnCount& count,
                 std::string& out);
    Reading reading_of(const MYSQL_FIELD& field, const Column& column);

    std::vector<Column> columns_;
    std::vector<ColumnCount> counts_;
    std::vector<Reading> readings_;
    std::vector<TextDecoder> decoders_;
    bool in_one_packet_ = false;  // so the library hands out the cells of a row
};

}  // namespace tieout::db
