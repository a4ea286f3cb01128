#include "db/mysql_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.h"
#include "base/unicode.h"

namespace tieout::db {
namespace {

constexpr unsigned binary_charset = 63;

// MariaDB says more of a column than its wire type: "json", "uuid", "inet6", "point".
std::string extended_type([[maybe_unused]] const MYSQL_FIELD& field) {
#ifdef LIBMARIADB
    for (const auto which : {MARIADB_FIELD_ATTR_DATA_TYPE_NAME, MARIADB_FIELD_ATTR_FORMAT_NAME}) {
        MARIADB_CONST_STRING word{nullptr, 0};
        if (mariadb_field_attr(&word, &field, which) == 0 && word.length > 0)
            return {word.str, word.length};
    }
#endif
    return {};
}

ValueType type_of(const MYSQL_FIELD& field, const std::string& extended) {
    if (extended == "json") return ValueType::json;
    if (extended == "uuid") return ValueType::uuid;
    if (!extended.empty()) return ValueType::other;
    switch (field.type) {
        case MYSQL_TYPE_TINY:
        case MYSQL_TYPE_SHORT:
        case MYSQL_TYPE_LONG:
        case MYSQL_TYPE_LONGLONG:
        case MYSQL_TYPE_INT24:
        case MYSQL_TYPE_YEAR:
            return ValueType::integer;
        case MYSQL_TYPE_DECIMAL:
        case MYSQL_TYPE_NEWDECIMAL:
            return ValueType::decimal;
        case MYSQL_TYPE_FLOAT:
        case MYSQL_TYPE_DOUBLE:
            return ValueType::real;
        case MYSQL_TYPE_BIT:
            return ValueType::bits;
        case MYSQL_TYPE_TIMESTAMP:
            return ValueType::instant;
        case MYSQL_TYPE_DATETIME:
            return ValueType::datetime;
        case MYSQL_TYPE_DATE:
        case MYSQL_TYPE_NEWDATE:
            return ValueType::date;
        case MYSQL_TYPE_TIME:
            return ValueType::time;
        case MYSQL_TYPE_JSON:
            return ValueType::json;
        case MYSQL_TYPE_GEOMETRY:
        case MYSQL_TYPE_NULL:
            return ValueType::other;
        default:
            return field.charsetnr == binary_charset ? ValueType::bytes : ValueType::text;
    }
}

std::string integer_name(const MYSQL_FIELD& field) {
    switch (field.type) {
        case MYSQL_TYPE_TINY:
            return "tinyint";
        case MYSQL_TYPE_SHORT:
            return "smallint";
        case MYSQL_TYPE_INT24:
            return "mediumint";
        case MYSQL_TYPE_LONG:
            return "int";
        case MYSQL_TYPE_YEAR:
            return "year";
        default:
            return "bigint";
    }
}

// A result says less than the catalogue: enough for a person who reads a message.
std::string declared(const MYSQL_FIELD& field, ValueType type, const std::string& extended) {
    const char* const sign = field.flags & UNSIGNED_FLAG ? " unsigned" : "";
    if (!extended.empty()) return extended;
    if (field.flags & ENUM_FLAG) return "enum";
    if (field.flags & SET_FLAG) return "set";
    if (type == ValueType::integer)
        return field.type == MYSQL_TYPE_YEAR ? "year" : integer_name(field) + sign;
    if (type == ValueType::real) return field.type == MYSQL_TYPE_FLOAT ? "float" : "double";
    if (type == ValueType::bits) return fmt::format("bit({})", field.length);
    if (type == ValueType::instant) return "timestamp";
    if (type == ValueType::text || type == ValueType::bytes)
        return fmt::format("{}({} bytes)", name(type), field.length);
    return std::string(name(type));
}

template <typename Number>
void put_number(Number number, RowBatch& batch) {
    if (std::isnan(number)) return batch.add("NaN");
    if (std::isinf(number)) return batch.add(number < 0 ? "-Infinity" : "Infinity");
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, number).ptr;
    batch.add({text, static_cast<std::size_t>(end - text)});
}

// The server's own writing is not always the shortest: double(10,2) prints 1.50.
template <typename Number>
void put_reread(std::string_view printed, RowBatch& batch) {
    Number number = 0;
    const auto [end, error] =
        std::from_chars(printed.data(), printed.data() + printed.size(), number);
    if (error != std::errc() || end != printed.data() + printed.size()) return batch.add(printed);
    put_number(number, batch);
}

void put_bits(std::string_view bytes, unsigned long width, RowBatch& batch) {
    std::string& out = batch.buffer();
    const std::size_t held = bytes.size() * 8;
    for (std::size_t digit = 0; digit < width; ++digit) {
        const std::size_t from_end = width - 1 - digit;
        const bool set = from_end < held &&
                         ((static_cast<unsigned char>(bytes[bytes.size() - 1 - from_end / 8]) >>
                           (from_end % 8)) &
                          1);
        out += set ? '1' : '0';
    }
    batch.end_cell();
}

// ZEROFILL and YEAR print leading zeros, which are no part of the number.
void put_unpadded(std::string_view digits, RowBatch& batch) {
    std::size_t zeros = 0;
    while (zeros + 1 < digits.size() && digits[zeros] == '0' && digits[zeros + 1] != '.')
        ++zeros;
    batch.add(digits.substr(zeros));
}

}  // namespace

MysqlCells::MysqlCells(const MYSQL_FIELD* fields, unsigned count,
                       const std::unordered_map<unsigned, MysqlCollation>& collations,
                       const std::vector<std::string>& raw_columns)
    : counts_(count) {
    std::vector<bool> used(raw_columns.size(), false);
    for (unsigned i = 0; i < count; ++i) {
        const MYSQL_FIELD& field = fields[i];
        const std::string extended = extended_type(field);
        Column column;
        column.name.assign(field.name, field.name_length);
        column.type = type_of(field, extended);
        column.declared = declared(field, column.type, extended);
        column.charset = "utf8";
        if (const auto at = collations.find(field.charsetnr); at != collations.end()) {
            column.charset = at->second.charset;
            column.collation = at->second.name;
        }
        const auto raw = std::find(raw_columns.begin(), raw_columns.end(), column.name);
        if (raw != raw_columns.end()) {
            used[static_cast<std::size_t>(raw - raw_columns.begin())] = true;
            column.type = ValueType::bytes;
        }
        readings_.push_back(reading_of(field, column));
        columns_.push_back(std::move(column));
    }
    for (std::size_t i = 0; i < used.size(); ++i)
        if (!used[i])
            throw Error(Fault::schema, fmt::format("The column {}, whose stored bytes are wanted, "
                                                   "is not in the result.",
                                                   raw_columns[i]));
}

MysqlCells::Reading MysqlCells::reading_of(const MYSQL_FIELD& field, const Column& column) {
    switch (column.type) {
        case ValueType::bytes:
            return {How::bytes, 0, 0};
        case ValueType::bits:
            return {How::bits, field.length, 0};
        case ValueType::instant:
            return {How::instant, 0, 0};
        case ValueType::real:
            return {field.type == MYSQL_TYPE_FLOAT ? How::real_single : How::real, 0, 0};
        case ValueType::integer:
        case ValueType::decimal:
            return {field.flags & ZEROFILL_FLAG ? How::unpadded : How::copy, 0, 0};
        case ValueType::text:
            break;
        default:
            return {};
    }
    std::optional<TextDecoder> decoder = TextDecoder::for_charset(column.charset);
    if (!decoder)
        throw Error(
            Fault::schema,
            fmt::format("The column {} is stored in the charset {}, which is not read here: "
                        "select CONVERT({} USING utf8mb4) in its place.",
                        column.name, column.charset, column.name));
    decoders_.push_back(std::move(*decoder));
    return {How::text, 0, decoders_.size() - 1};
}

// Bytes from the first cell to the end of the last; 0: there is none, or they are not in one
// packet.
std::size_t MysqlCells::extent(MYSQL_ROW row, const unsigned long* sizes, std::size_t count,
                               const char*& begin) {
    constexpr std::size_t most_between = 9;  // a length's own bytes
    const char* end = nullptr;
    for (std::size_t i = 0; i < count; ++i) {
        if (row[i] == nullptr) continue;
        if (end == nullptr) begin = end = row[i];
        if (row[i] < end || row[i] > end + most_between * count) return 0;
        end = row[i] + sizes[i];
    }
    return end == nullptr ? 0 : static_cast<std::size_t>(end - begin);
}

void MysqlCells::append_row(MYSQL_ROW row, const unsigned long* sizes, RowBatch& batch) {
    const char* begin = nullptr;
    const std::size_t size = extent(row, sizes, columns_.size(), begin);
    const std::size_t block = size == 0 ? 0 : batch.add_block(begin, size);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (row[i] == nullptr)
            batch.add_null();
        else if (size == 0)
            append(i, row[i], sizes[i], batch);
        else
            place(i, block + static_cast<std::size_t>(row[i] - begin), {row[i], sizes[i]}, batch);
    }
}

// A cell that is in the batch's bytes already, or is made from them.
void MysqlCells::place(std::size_t column, std::size_t at, std::string_view cell, RowBatch& batch) {
    ColumnCount& count = counts_[column];
    const Reading& reading = readings_[column];
    switch (reading.how) {
        case How::copy:
            break;
        case How::bytes:
            count.octets += cell.size();
            break;
        case How::text:
            if (!decoders_[reading.decoder].changes_nothing())
                return append(column, cell.data(), cell.size(), batch);
            count.octets += cell.size();
            count.characters += count_characters(cell);
            break;
        default:
            return append(column, cell.data(), cell.size(), batch);
    }
    ++count.values;
    batch.place(at, cell.size());
}

void MysqlCells::append(std::size_t column, const char* data, std::size_t size, RowBatch& batch) {
    if (data == nullptr) return batch.add_null();
    ColumnCount& count = counts_[column];
    ++count.values;
    const Reading& reading = readings_[column];
    switch (reading.how) {
        case How::copy:
            return batch.add({data, size});
        case How::text:
            count.octets += size;
            count.characters += decoders_[reading.decoder].append({data, size}, batch.buffer());
            return batch.end_cell();
        case How::bytes:
            count.octets += size;
            return batch.add({data, size});
        case How::unpadded:
            return put_unpadded({data, size}, batch);
        case How::bits:
            return put_bits({data, size}, reading.bits, batch);
        case How::instant:
            batch.buffer().append(data, size).append("+00");
            return batch.end_cell();
        case How::real:
            return put_reread<double>({data, size}, batch);
        case How::real_single:
            return put_reread<float>({data, size}, batch);
    }
}

void MysqlCells::append_float(std::size_t column, float number, RowBatch& batch) {
    ++counts_[column].values;
    put_number(number, batch);
}

void MysqlCells::append_double(std::size_t column, double number, RowBatch& batch) {
    ++counts_[column].values;
    put_number(number, batch);
}

}  // namespace tieout::db
