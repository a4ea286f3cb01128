#include "db/mysql_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

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
void put_number(Number number, std::string& out) {
    if (std::isnan(number)) {
        out += "NaN";
    } else if (std::isinf(number)) {
        out += number < 0 ? "-Infinity" : "Infinity";
    } else {
        char text[32];
        out.append(text, std::to_chars(text, text + sizeof text, number).ptr);
    }
}

// The server's own writing is not always the shortest: double(10,2) prints 1.50.
template <typename Number>
void put_reread(std::string_view printed, std::string& out) {
    Number number = 0;
    const auto [end, error] =
        std::from_chars(printed.data(), printed.data() + printed.size(), number);
    if (error == std::errc() && end == printed.data() + printed.size())
        put_number(number, out);
    else
        out.append(printed);
}

void put_bits(std::string_view bytes, unsigned long width, std::string& out) {
    const std::size_t held = bytes.size() * 8;
    for (std::size_t digit = 0; digit < width; ++digit) {
        const std::size_t from_end = width - 1 - digit;
        const bool set = from_end < held &&
                         ((static_cast<unsigned char>(bytes[bytes.size() - 1 - from_end / 8]) >>
                           (from_end % 8)) &
                          1);
        out += set ? '1' : '0';
    }
}

// ZEROFILL and YEAR print leading zeros, which are no part of the number.
void put_unpadded(std::string_view digits, std::string& out) {
    std::size_t zeros = 0;
    while (zeros + 1 < digits.size() && digits[zeros] == '0' && digits[zeros + 1] != '.')
        ++zeros;
    out.append(digits.substr(zeros));
}

// From the first cell to the end of the last; empty where all are NULL.
std::string_view extent(MYSQL_ROW row, const unsigned long* sizes, std::size_t count) {
    std::size_t first = 0, last = count - 1;
    while (first < last && row[first] == nullptr)
        ++first;
    while (last > first && row[last] == nullptr)
        --last;
    if (row[first] == nullptr) return {};
    return {row[first], static_cast<std::size_t>(row[last] + sizes[last] - row[first])};
}

// So large is the extent of cells of these sizes, and nothing lies between them but their lengths.
// It takes two cells to prove that.
bool lie_in_one_packet(MYSQL_ROW row, const unsigned long* sizes, std::size_t count,
                       std::size_t extent) {
    constexpr std::size_t most_between = 9;  // a length's own bytes
    std::size_t cells = 0, sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        cells += row[i] != nullptr ? 1U : 0U;
        sum += sizes[i];
    }
    return cells >= 2 && extent >= sum && extent <= sum + most_between * count;
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
    if (decoder->changes_nothing()) return {How::utf8, 0, 0};
    decoders_.push_back(std::move(*decoder));
    return {How::decoded, 0, decoders_.size() - 1};
}

// Counts the cell, and returns true where its bytes are what is handed on. What convert() makes of
// others it counts itself, but for the value.
inline bool MysqlCells::stays(How how, std::string_view cell, ColumnCount& count) {
    ++count.values;
    if (how == How::copy) [[likely]]
        return true;
    if (how != How::utf8 && how != How::bytes) return false;
    count.octets += cell.size();
    if (how == How::utf8) count.characters += count_characters(cell);
    return true;
}

// How the library keeps its rows is asked of the first of a batch.
void MysqlCells::append_row(MYSQL_ROW row, const unsigned long* sizes, RowBatch& batch) {
    const std::size_t all = batch.columns();
    const std::string_view cells = extent(row, sizes, all);
    if (batch.is_empty() || !in_one_packet_)
        in_one_packet_ = lie_in_one_packet(row, sizes, all, cells.size());
    if (!in_one_packet_) return append_cells(row, sizes, batch);
    const std::size_t block = batch.add_block(cells.data(), cells.size());
    RowBatch::NewRow placed = batch.new_row();
    // One addition a cell takes it from the packet to the block.
    const std::uintptr_t shift = block - reinterpret_cast<std::uintptr_t>(cells.data());
    ColumnCount* const counts = counts_.data();
    const Reading* const readings = readings_.data();
    for (std::size_t i = 0; i < all; ++i) {
        const char* const cell = row[i];
        const std::size_t size = sizes[i];
        if (cell == nullptr) {
            placed.null();
        } else if (stays(readings[i].how, {cell, size}, counts[i])) {
            placed.place(reinterpret_cast<std::uintptr_t>(cell) + shift, size);
        } else {
            convert(readings[i], {cell, size}, counts[i], batch.buffer());
            placed.end_cell();
        }
    }
}

void MysqlCells::append_cells(MYSQL_ROW row, const unsigned long* sizes, RowBatch& batch) {
    for (std::size_t i = 0; i < readings_.size(); ++i)
        append(i, row[i], sizes[i], batch);
}

void MysqlCells::append(std::size_t column, const char* data, std::size_t size, RowBatch& batch) {
    if (data == nullptr) return batch.add_null();
    const std::string_view cell(data, size);
    if (stays(readings_[column].how, cell, counts_[column])) return batch.add(cell);
    convert(readings_[column], cell, counts_[column], batch.buffer());
    batch.end_cell();
}

void MysqlCells::convert(const Reading& reading, std::string_view cell, ColumnCount& count,
                         std::string& out) {
    switch (reading.how) {
        case How::decoded:
            count.octets += cell.size();
            count.characters += decoders_[reading.decoder].append(cell, out);
            break;
        case How::unpadded:
            return put_unpadded(cell, out);
        case How::bits:
            return put_bits(cell, reading.bits, out);
        case How::instant:
            out.append(cell).append("+00");
            break;
        case How::real:
            return put_reread<double>(cell, out);
        case How::real_single:
            return put_reread<float>(cell, out);
        default:
            break;
    }
}

void MysqlCells::append_float(std::size_t column, float number, RowBatch& batch) {
    ++counts_[column].values;
    put_number(number, batch.buffer());
    batch.end_cell();
}

void MysqlCells::append_double(std::size_t column, double number, RowBatch& batch) {
    ++counts_[column].values;
    put_number(number, batch.buffer());
    batch.end_cell();
}

}  // namespace tieout::db
