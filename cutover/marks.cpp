#include "cutover/marks.h"

#include <algorithm>

#include "base/error.h"
#include "cutover/row_bytes.h"
#include "db/sqlite_connection.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;

MarkedTable marked(const db::Table& table) {
    MarkedTable marked;
    marked.name = table.name;
    for (const db::TableColumn& column : table.columns)
        if (!column.generated) marked.columns.push_back(column.name);
    const db::Constraint* const key = table.primary_key();
    marked.key = key == nullptr ? marked.columns : key->columns;
    for (const std::string& column : marked.key) {
        const auto at = std::find(marked.columns.begin(), marked.columns.end(), column);
        marked.key_places.push_back(static_cast<std::size_t>(at - marked.columns.begin()));
    }
    return marked;
}

void bind_blob(const db::SqliteConnection& file, sqlite3_stmt* statement, int at,
               std::string_view blob) {
    if (sqlite3_bind_blob64(statement, at, blob.data(), blob.size(), SQLITE_STATIC) != SQLITE_OK)
        file.fail();
}

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(&digest), sizeof digest};
}

std::uint64_t mark_table(const MarkedTable& table, db::Session& target,
                         const db::SqliteConnection& file, const std::atomic<bool>* stop,
                         const RowsRead& progress) {
    const auto insert = file.prepare("insert into mark values (?, ?, ?, ?)");
    const auto stream = target.stream(query_of(table, target));
    RowMarker marker(table);
    db::RowBatch batch;
    std::string key;
    std::uint64_t rows = 0;
    while (stream->next(batch)) {
        if (stop != nullptr && *stop)
            throw Error(Fault::interrupted, "stopped while reading " + table.name);
        for (std::size_t i = 0; i < batch.rows(); ++i, ++rows) {
            const db::RowBatch::Row row = batch.row(i);
            const RowMark mark = marker.mark(row);
            key.clear();
            for (const std::size_t place : table.key_places)
                append_cell(row, place, key);
            sqlite3_bind_text(insert.get(), 1, table.name.c_str(), -1, SQLITE_STATIC);
            bind_blob(file, insert.get(), 2, bytes_of(mark.key));
            bind_blob(file, insert.get(), 3, bytes_of(mark.row));
            bind_blob(file, insert.get(), 4, key);
            file.step(insert.get());
            sqlite3_reset(insert.get());
        }
        if (progress) progress(table.name, rows);
    }
    return rows;
}

}  // namespace

std::vector<MarkedTable> tables_to_mark(const db::Catalogue& target) {
    std::vector<MarkedTable> tables;
    for (const db::Table& table : target.tables)
        if (!table.absent) tables.push_back(marked(table));
    return tables;
}

db::Query query_of(const MarkedTable& table, const db::Session& target) {
    db::Query query;
    for (const std::string& column : table.columns)
        query.sql += (query.sql.empty() ? "select " : ", ") + target.quote(column);
    query.sql += " from " + target.quote(table.name);
    return query;
}

RowMark RowMarker::mark(const db::RowBatch::Row& row) {
    key_.clear();
    row_.clear();
    for (const std::size_t place : table_.key_places)
        append_cell(row, place, key_);
    for (std::size_t column = 0; column < table_.columns.size(); ++column)
        append_cell(row, column, row_);
    return {Digest::of(key_), Digest::of(row_)};
}

std::uint64_t write_marks(db::Session& target, const fs::path& file, const std::atomic<bool>* stop,
                          const RowsRead& progress) {
    const fs::path part = file.string() + ".part";
    std::error_code error;
    fs::remove(part, error);
    if (error) throw Error(Fault::disk, "cannot remove " + part.string() + ": " + error.message());
    std::uint64_t rows = 0;
    {
        const db::SqliteConnection marks(db::Url::parse("sqlite:" + part.string()),
                                         db::SqliteAccess::read_write);
        marks.run("create table mark (table_name text, key blob, row blob, key_cells blob)");
        marks.run("begin");
        for (const MarkedTable& table : tables_to_mark(target.catalogue()))
            rows += mark_table(table, target, marks, stop, progress);
        marks.run("create index mark_of_table on mark (table_name)");
        marks.run("commit");
    }
    fs::rename(part, file, error);
    if (error) throw Error(Fault::disk, "cannot write " + file.string() + ": " + error.message());
    return rows;
}

}  // namespace tieout::cutover
