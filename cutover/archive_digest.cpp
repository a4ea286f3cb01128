#include "cutover/archive_digest.h"

#include <fmt/format.h>

#include <bit>
#include <string_view>

#include "base/error.h"
#include "cutover/archive_tables.h"
#include "cycle/signature.h"

namespace tieout::cutover {
namespace {

void append(char letter, std::string_view bytes, std::string& out) {
    fmt::format_to(std::back_inserter(out), "{}{}:", letter, bytes.size());
    out.append(bytes);
}

std::string big_end_first(double value) {
    const auto word = std::bit_cast<std::uint64_t>(value);
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes += static_cast<char>(word >> shift & 0xff);
    return bytes;
}

std::string_view bytes_of(sqlite3_stmt* row, int column, const void* data) {
    return {static_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
}

void append_cell(sqlite3_stmt* row, int column, std::string& out) {
    switch (sqlite3_column_type(row, column)) {
        case SQLITE_NULL:
            out += 'n';
            return;
        case SQLITE_INTEGER:
            return append('i', std::to_string(sqlite3_column_int64(row, column)), out);
        case SQLITE_FLOAT:
            return append('r', big_end_first(sqlite3_column_double(row, column)), out);
        case SQLITE_BLOB:
            return append('b', bytes_of(row, column, sqlite3_column_blob(row, column)), out);
        default:
            return append('t', bytes_of(row, column, sqlite3_column_text(row, column)), out);
    }
}

}  // namespace

TableDigest digest_of(const db::SqliteConnection& archive, const std::string& table,
                      const std::string& order_by, const std::atomic<bool>* stop) {
    TableDigest result{table, order_by, 0, ""};
    const db::SqliteStatement rows =
        archive.prepare("select * from " + quoted(table) + " order by " + order_by);
    const int columns = sqlite3_column_count(rows.get());
    cycle::Sha256 digest;
    constexpr std::size_t enough = 1 << 16;
    std::string bytes;
    for (; archive.step(rows.get()); ++result.rows) {
        for (int column = 0; column < columns; ++column)
            append_cell(rows.get(), column, bytes);
        bytes += '\n';
        if (bytes.size() < enough) continue;
        if (stop != nullptr && *stop)
            throw Error(Fault::interrupted, "not all tables of the archive were read");
        digest.add(bytes);
        bytes.clear();
    }
    digest.add(bytes);
    result.sha256 = digest.text();
    return result;
}

}  // namespace tieout::cutover
