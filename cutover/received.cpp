#include "cutover/received.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <unordered_map>

#include "base/error.h"
#include "cutover/received_sql.h"
#include "cutover/row_bytes.h"
#include "db/sqlite_connection.h"
#include "reports/csv_cell.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;

struct Marked {
    Digest row;
    std::uint32_t left = 0;  // rows of this key that have not been seen again
    std::int64_t at = 0;     // of the mark in its file
};
using Marks = std::unordered_map<Digest, Marked>;

Digest digest_at(sqlite3_stmt* statement, int column) {
    Digest digest;
    if (sqlite3_column_bytes(statement, column) != sizeof digest)
        throw Error(Fault::internal, "the marks of the target cannot be read");
    std::memcpy(&digest, sqlite3_column_blob(statement, column), sizeof digest);
    return digest;
}

Marks marks_of(const db::SqliteConnection& file, const std::string& table) {
    const auto read = file.prepare("select key, row, rowid from mark where table_name = ?");
    sqlite3_bind_text(read.get(), 1, table.c_str(), -1, SQLITE_STATIC);
    Marks marks;
    while (file.step(read.get())) {
        Marked& mark = marks[digest_at(read.get(), 0)];
        mark.row = digest_at(read.get(), 1);
        mark.at = sqlite3_column_int64(read.get(), 2);
        ++mark.left;
    }
    return marks;
}

Cells cells_of(const db::RowBatch::Row& row, std::size_t columns) {
    Cells cells;
    for (std::size_t column = 0; column < columns; ++column) {
        if (row.form(column) == db::Form::null)
            cells.emplace_back();
        else
            cells.emplace_back(std::string(row.at(column)));
    }
    return cells;
}

// As marks.cpp wrote them: each with its length in front.
Cells key_at(const db::SqliteConnection& file, std::int64_t at) {
    const auto read = file.prepare("select key_cells from mark where rowid = ?");
    sqlite3_bind_int64(read.get(), 1, at);
    if (!file.step(read.get())) throw Error(Fault::internal, "a mark of the target is gone");
    std::string_view rest{static_cast<const char*>(sqlite3_column_blob(read.get(), 0)),
                          static_cast<std::size_t>(sqlite3_column_bytes(read.get(), 0))};
    Cells key;
    while (!rest.empty()) {
        std::uint64_t length = 0;
        std::memcpy(&length, rest.data(), sizeof length);
        rest.remove_prefix(sizeof length);
        const bool null = length == length_of_null;
        key.push_back(null ? std::nullopt : std::optional(std::string(rest.substr(0, length))));
        if (!null) rest.remove_prefix(length);
    }
    return key;
}

// The CSV of one table; the file is there when the first row is.
class TableFile {
public:
    TableFile(fs::path file, const MarkedTable& table, const std::vector<db::ValueType>& types)
        : file_(std::move(file)), table_(table), types_(types) {}

    void add(const char* what, const Cells& cells) {
        if (!out_.is_open()) begin();
        out_ << what;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out_ << ',';
            if (cells[i]) reports::write_cell(out_, *cells[i], content(i));
        }
        out_ << "\r\n";
    }
    // Of a deleted row the key alone is known.
    void add_key(const char* what, const Cells& key) {
        Cells cells(table_.columns.size());
        for (std::size_t i = 0; i < key.size(); ++i)
            cells[table_.key_places[i]] = key[i];
        add(what, cells);
    }
    void finish() {
        if (!out_.is_open()) return;
        out_.close();
        if (!out_) throw Error(Fault::disk, "cannot write " + file_.string());
    }

private:
    void begin() {
        out_.open(file_, std::ios::binary | std::ios::trunc);
        out_ << "what";
        for (const std::string& column : table_.columns) {
            out_ << ',';
            reports::write_cell(out_, column, reports::Content::text);
        }
        out_ << "\r\n";
    }
    reports::Content content(std::size_t column) const {
        const bool text = types_[column] == db::ValueType::text;
        return text ? reports::Content::text : reports::Content::number;
    }

    fs::path file_;
    const MarkedTable& table_;
    const std::vector<db::ValueType>& types_;
    std::ofstream out_;
};

class TableReceived {
public:
    TableReceived(db::Session& target, const db::SqliteConnection& marks, const MarkedTable& table,
                  ReceivedSql& sql)
        : target_(target), marks_(marks), table_(table), sql_(sql) {}

    Received write(const fs::path& folder, const std::atomic<bool>* stop) {
        Marks left = marks_of(marks_, table_.name);
        const auto stream = target_.stream(query_of(table_, target_));
        for (const db::Column& column : stream->columns())
            types_.push_back(column.type);
        TableFile csv(folder / (table_.name + ".csv"), table_, types_);
        Received received{table_.name};
        RowMarker marker(table_);
        db::RowBatch batch;
        while (stream->next(batch)) {
            if (stop != nullptr && *stop)
                throw Error(Fault::interrupted, "stopped while reading " + table_.name);
            for (std::size_t i = 0; i < batch.rows(); ++i)
                hold(batch.row(i), marker, left, csv, received);
        }
        tell_deleted(left, csv, received);
        csv.finish();
        return received;
    }

private:
    void hold(const db::RowBatch::Row& row, RowMarker& marker, Marks& left, TableFile& csv,
              Received& received) {
        const RowMark mark = marker.mark(row);
        const auto found = left.find(mark.key);
        const bool known = found != left.end() && found->second.left > 0;
        if (known) --found->second.left;
        if (known && found->second.row == mark.row) return;
        const Cells cells = cells_of(row, table_.columns.size());
        if (known) {
            ++received.updated;
            csv.add("updated", cells);
            sql_.update(table_, types_, cells);
        } else {
            ++received.inserted;
            csv.add("inserted", cells);
            sql_.insert(table_, types_, cells);
        }
    }

    void tell_deleted(const Marks& left, TableFile& csv, Received& received) {
        std::vector<std::int64_t> gone;
        for (const auto& [key, mark] : left)
            for (std::uint32_t i = 0; i < mark.left; ++i)
                gone.push_back(mark.at);
        std::sort(gone.begin(), gone.end());
        received.deleted = gone.size();
        for (const std::int64_t at : gone) {
            const Cells key = key_at(marks_, at);
            csv.add_key("deleted", key);
            sql_.remove(table_, types_, key);
        }
    }

    db::Session& target_;
    const db::SqliteConnection& marks_;
    const MarkedTable& table_;
    ReceivedSql& sql_;
    std::vector<db::ValueType> types_;
};

void write_whole(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) throw Error(Fault::disk, "cannot write " + file.string());
}

}  // namespace

std::vector<Received> write_received(db::Session& target, const fs::path& marks_file,
                                     const fs::path& folder, const std::atomic<bool>* stop) {
    std::error_code error;
    fs::remove_all(folder, error);
    fs::create_directories(folder, error);
    if (error) throw Error(Fault::disk, "cannot make " + folder.string() + ": " + error.message());
    const db::SqliteConnection marks(db::Url::parse("sqlite:" + marks_file.string()),
                                     db::SqliteAccess::read_only);
    ReceivedSql sql(target.engine());
    std::vector<Received> all;
    for (const MarkedTable& table : parents_first(target.catalogue())) {
        const Received received = TableReceived(target, marks, table, sql).write(folder, stop);
        if (received.rows() > 0) all.push_back(received);
    }
    write_whole(folder / "received.sql", sql.text());
    return all;
}

}  // namespace tieout::cutover
