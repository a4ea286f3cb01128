#include "cutover/archive_rows.h"

#include <charconv>
#include <optional>

#include "base/error.h"
#include "base/unicode.h"
#include "cutover/archive_text.h"
#include "db/mysql_sql.h"

namespace tieout::cutover {
namespace {

using db::ValueType;

template <typename Number>
std::optional<Number> whole_as(std::string_view cell) {
    Number value{};
    const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (read.ec != std::errc() || read.ptr != cell.data() + cell.size()) return std::nullopt;
    return value;
}

// One INSERT, prepared once. What is bound must stay until step().
class Insert {
public:
    Insert(const db::SqliteConnection& archive, const std::string& table, std::size_t columns)
        : archive_(archive) {
        std::string marks;
        for (std::size_t i = 0; i < columns; ++i)
            marks += i == 0 ? "?" : ", ?";
        statement_ = archive.prepare("insert into " + table + " values (" + marks + ")");
    }

    void null(int at) { check(sqlite3_bind_null(statement_.get(), at)); }
    void number(int at, std::int64_t value) {
        check(sqlite3_bind_int64(statement_.get(), at, value));
    }
    void real(int at, double value) { check(sqlite3_bind_double(statement_.get(), at, value)); }
    // An empty view may have no address, which SQLite would take for NULL.
    void text(int at, std::string_view cell) {
        check(sqlite3_bind_text64(statement_.get(), at, cell.empty() ? "" : cell.data(),
                                  cell.size(), SQLITE_STATIC, SQLITE_UTF8));
    }
    void bytes(int at, std::string_view cell) {
        check(sqlite3_bind_blob64(statement_.get(), at, cell.empty() ? "" : cell.data(),
                                  cell.size(), SQLITE_STATIC));
    }
    void step() {
        archive_.step(statement_.get());
        sqlite3_reset(statement_.get());
    }

private:
    void check(int code) const {
        if (code != SQLITE_OK) archive_.fail();
    }
    const db::SqliteConnection& archive_;
    db::SqliteStatement statement_;
};

class Copy {
public:
    Copy(const ArchivedTable& table, const db::SqliteConnection& archive,
         const std::vector<db::Column>& columns)
        : table_(table),
          rows_(archive, quoted(table.name), columns.size() + (table.row_is_added ? 1 : 0)),
          texts_(archive, "archive_text", 4) {
        std::int64_t number = 0;
        std::size_t at = 0;
        for (const ArchivedColumn& column : table.columns) {
            ++number;
            if (column.absent) continue;
            if (column.name == table.row) row_cell_ = at;
            // What the stream says and not the catalogue: a server may send another charset.
            places_.push_back({number, column.type, StoredText(columns[at].charset)});
            ++at;
        }
    }

    void add(const db::RowBatch& batch, std::size_t row) {
        ++written_;
        const std::int64_t row_number = number_of(batch, row);
        int at = 0;
        if (table_.row_is_added) rows_.number(++at, row_number);
        meanings_.clear();
        for (std::size_t i = 0; i < places_.size(); ++i) {
            ++at;
            if (batch.is_null(row, i))
                rows_.null(at);
            else
                bind(at, places_[i], batch.at(row, i));
        }
        rows_.step();
        for (const auto& [column, meaning] : meanings_) {
            texts_.number(1, table_.number);
            texts_.number(2, row_number);
            texts_.number(3, column);
            texts_.text(4, meaning);
            texts_.step();
        }
    }

    std::uint64_t written() const { return written_; }

private:
    struct Place {
        std::int64_t number;
        ValueType type;
        StoredText text;
    };

    std::int64_t number_of(const db::RowBatch& batch, std::size_t row) const {
        if (table_.row_is_added) return static_cast<std::int64_t>(written_);
        const auto number = whole_as<std::int64_t>(batch.at(row, row_cell_));
        if (!number)
            throw Error(Fault::internal, "a key of " + table_.source + " is no whole number");
        return *number;
    }

    void bind(int at, Place& place, std::string_view cell) {
        switch (place.type) {
            case ValueType::integer:
            case ValueType::boolean:
                if (const auto value = whole_as<std::int64_t>(cell))
                    return rows_.number(at, *value);
                return rows_.text(at, cell);
            case ValueType::real:
                if (const auto value = whole_as<double>(cell)) return rows_.real(at, *value);
                return rows_.text(at, cell);
            case ValueType::bytes:
                return rows_.bytes(at, cell);
            case ValueType::text:
                return bind_stored(at, place, cell);
            default:  // as the server prints it: of shapes and the like that may be bytes
                return is_utf8(cell) && cell.find('\0') == std::string_view::npos
                           ? rows_.text(at, cell)
                           : rows_.bytes(at, cell);
        }
    }

    void bind_stored(int at, Place& place, std::string_view cell) {
        if (place.text.is_plain(cell)) return rows_.text(at, cell);
        if (auto meaning = place.text.meaning(cell))
            meanings_.emplace_back(place.number, std::move(*meaning));
        rows_.bytes(at, cell);
    }

    const ArchivedTable& table_;
    Insert rows_, texts_;
    std::vector<Place> places_;
    std::size_t row_cell_ = 0;
    std::uint64_t written_ = 0;
    std::vector<std::pair<std::int64_t, std::string>> meanings_;
};

// To the byte, whatever the column's collation folds.
std::string condition(const RowsKept& kept, const db::Session& source) {
    std::string by = source.quote(kept.column);
    if (source.engine() == db::Engine::mysql) by = "cast(" + by + " as binary)";
    std::string values;
    for (const std::string& value : kept.values) {
        values += values.empty() ? "" : ", ";
        db::append_literal(values, value, db::Backslash::plain);
    }
    return by + " in (" + values + ")";
}

}  // namespace

std::string selected(const ArchivedColumn& column, const RowsKept& kept,
                     const db::Session& source) {
    const std::string name = source.quote(column.name);
    if (column.keeps == Keeps::nothing) return "null";
    if (column.keeps == Keeps::all) return name;
    return "case when " + condition(kept, source) + " then " + name + " end";
}

std::string secret_of(const ArchivedColumn& column, const RowsKept& kept,
                      const db::Session& source) {
    const std::string name = source.quote(column.name);
    if (column.keeps == Keeps::nothing) return name;
    if (column.keeps == Keeps::all) return "null";
    return "case when " + condition(kept, source) + " then null else " + name + " end";
}

db::Query query_of(const ArchivedTable& table, const Secrets& secrets, const db::Session& source) {
    static const RowsKept all;
    db::Query query;
    for (const ArchivedColumn* column : table.there()) {
        const RowsKept& kept = column->keeps == Keeps::some_rows ? secrets.kept(table.source) : all;
        query.sql += (query.sql.empty() ? "select " : ", ") + selected(*column, kept, source) +
                     " as " + source.quote(column->name);
        if (column->type == ValueType::text && column->keeps != Keeps::nothing)
            query.raw_columns.push_back(column->name);
    }
    query.sql += " from " + source.quote(table.source);
    return query;
}

std::uint64_t copy_rows(const ArchivedTable& table, const Secrets& secrets, db::Session& source,
                        const db::SqliteConnection& archive, const CopyOptions& options) {
    const auto stream = source.stream(query_of(table, secrets, source));
    Copy copy(table, archive, stream->columns());
    db::RowBatch batch;
    while (stream->next(batch)) {
        if (options.stop != nullptr && *options.stop)
            throw Error(Fault::interrupted, "the archive was not finished");
        for (std::size_t row = 0; row < batch.rows(); ++row)
            copy.add(batch, row);
        if (options.progress) options.progress(table.source, copy.written());
    }
    return copy.written();
}

}  // namespace tieout::cutover
