#include "db/sqlite_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/unicode.h"

namespace tieout::db {
namespace {

bool begins(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

ValueType type_by_storage(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return ValueType::integer;
        case SQLITE_FLOAT:
            return ValueType::real;
        case SQLITE_BLOB:
            return ValueType::bytes;
        default:
            return ValueType::text;
    }
}

void append_integer(std::int64_t value, std::string& out) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

}  // namespace

ValueType sqlite_value_type(std::string_view declared) {
    const std::string type = to_lower(declared);
    if (begins(type, "bool")) return ValueType::boolean;
    if (holds(type, "decimal") || begins(type, "numeric") || begins(type, "money"))
        return ValueType::decimal;
    if (begins(type, "instant") || begins(type, "timestamptz") || holds(type, "with time zone"))
        return ValueType::instant;
    if (begins(type, "datetime") || begins(type, "timestamp")) return ValueType::datetime;
    if (begins(type, "date")) return ValueType::date;
    if (begins(type, "time")) return ValueType::time;
    if (begins(type, "json")) return ValueType::json;
    if (begins(type, "uuid")) return ValueType::uuid;
    if (begins(type, "bit")) return ValueType::bits;
    if (begins(type, "real") || holds(type, "doub") || holds(type, "floa")) return ValueType::real;
    if (holds(type, "blob") || holds(type, "binary") || begins(type, "bytea"))
        return ValueType::bytes;
    if (holds(type, "char") || holds(type, "text") || holds(type, "clob")) return ValueType::text;
    return holds(type, "int") ? ValueType::integer : ValueType::other;
}

std::vector<Column> sqlite_columns(sqlite3_stmt* statement, bool row_is_there,
                                   const std::vector<std::string>& raw) {
    std::vector<Column> columns(static_cast<std::size_t>(sqlite3_column_count(statement)));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        Column& column = columns[i];
        const int at = static_cast<int>(i);
        column.name = sqlite3_column_name(statement, at);
        column.charset = "utf8";
        const char* const declared = sqlite3_column_decltype(statement, at);
        if (declared != nullptr && *declared != '\0') {
            column.declared = declared;
            column.type = sqlite_value_type(declared);
        } else {
            column.type = row_is_there ? type_by_storage(statement, at) : ValueType::text;
        }
        if (std::find(raw.begin(), raw.end(), column.name) != raw.end())
            column.type = ValueType::bytes;
    }
    return columns;
}

void append_shortest(double value, ValueType type, std::string& out) {
    if (std::isinf(value)) {
        out += value < 0 ? "-Infinity" : "Infinity";
        return;
    }
    char digits[400];  // the longest double without an exponent has 1 + 309 + 1 + 17 characters or
                       // 327
    char* const end = digits + sizeof digits;
    const auto written = type == ValueType::real
                             ? std::to_chars(digits, end, value)
                             : std::to_chars(digits, end, value, std::chars_format::fixed);
    out.append(digits, written.ptr);
}

bool append_sqlite_cell(sqlite3_stmt* statement, int column, ValueType type, std::string& out) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL:
            return false;
        case SQLITE_INTEGER:
            append_integer(sqlite3_column_int64(statement, column), out);
            return true;
        case SQLITE_FLOAT:
            append_shortest(sqlite3_column_double(statement, column), type, out);
            return true;
        case SQLITE_BLOB: {
            const auto* const data =
                static_cast<const char*>(sqlite3_column_blob(statement, column));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
            if (size > 0) out.append(data, size);
            return true;
        }
        default: {
            const unsigned char* const text = sqlite3_column_text(statement, column);
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
            out.append(reinterpret_cast<const char*>(text), size);
            return true;
        }
    }
}

}  // namespace tieout::db
