#include "db/sqlite_session.h"

#include <cstdint>
#include <optional>

#include "base/error.h"
#include "base/unicode.h"
#include "db/sqlite_catalogue.h"
#include "db/sqlite_connection.h"
#include "db/sqlite_values.h"

namespace tieout::db {
namespace {

class SqliteStream : public RowStream {
public:
    // Steps to the first row, whose storage classes type what is not declared.
    SqliteStream(const SqliteConnection& connection, const Query& query)
        : connection_(connection), statement_(connection.prepare(query.sql)) {
        row_is_there_ = connection_.step(statement_.get());
        columns_ = sqlite_columns(statement_.get(), row_is_there_, query.raw_columns);
        counts_.resize(columns_.size());
    }

    const std::vector<Column>& columns() const override { return columns_; }
    const std::vector<ColumnCount>& counts() const override { return counts_; }

    bool next(RowBatch& batch) override {
        batch.clear(columns_.size());
        while (row_is_there_ && !batch.full()) {
            add_row(batch);
            row_is_there_ = connection_.step(statement_.get());
        }
        return batch.rows() > 0;
    }

private:
    void add_row(RowBatch& batch) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const std::size_t before = batch.buffer().size();  // cells lie one after another here
            if (!append_sqlite_cell(statement_.get(), static_cast<int>(i), columns_[i].type,
                                    batch.buffer())) {
                batch.add_null();
                continue;
            }
            batch.end_cell();
            count(i, std::string_view(batch.buffer()).substr(before));
        }
    }

    void count(std::size_t column, std::string_view cell) {
        ColumnCount& counted = counts_[column];
        ++counted.values;
        const ValueType type = columns_[column].type;
        if (type != ValueType::text && type != ValueType::bytes) return;
        counted.octets += cell.size();
        if (type == ValueType::text) counted.characters += count_characters(cell);
    }

    const SqliteConnection& connection_;
    SqliteStatement statement_;
    std::vector<Column> columns_;
    std::vector<ColumnCount> counts_;
    bool row_is_there_ = false;
};

// How often the file was changed, from its header (offset 24, big-endian): what SQLite has in place
// of a log position. It is read through SQLite's own descriptor, for closing another one would drop
// the locks of this process.
std::string change_counter(sqlite3* database) {
    sqlite3_file* file = nullptr;
    unsigned char bytes[4] = {};
    if (sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        file == nullptr || file->pMethods == nullptr ||
        file->pMethods->xRead(file, bytes, sizeof bytes, 24) != SQLITE_OK)
        return "0";
    std::uint32_t counter = 0;
    for (const unsigned char byte : bytes)
        counter = counter << 8 | byte;
    return std::to_string(counter);
}

class SqliteSession : public Session {
public:
    SqliteSession(const Url& url, Snapshot snapshot) : connection_(url, SqliteAccess::read_only) {
        connection_.run("pragma query_only = on");
        if (snapshot == Snapshot::begin) {
            connection_.run("begin deferred");
            connection_.cell(
                "select count(*) from sqlite_schema");  // the view begins with the first read
        }
        read_facts(url, snapshot);
    }
    void tell_moment(const std::string& moment) { facts_.moment = moment; }

    Engine engine() const override { return Engine::sqlite; }
    const SessionFacts& facts() const override { return facts_; }

    std::unique_ptr<RowStream> stream(const Query& query) override {
        begin_statement();
        return std::make_unique<SqliteStream>(connection_, query);
    }
    SmallResult query(std::string_view sql,
                      const std::vector<std::optional<std::string>>& parameters) override {
        begin_statement();
        return connection_.query(sql, parameters);
    }
    const Catalogue& catalogue() override {
        begin_statement();
        if (!catalogue_) catalogue_ = read_sqlite_catalogue(connection_);
        return *catalogue_;
    }
    // Opened read-only: not even the owner of the file could write through this session.
    std::vector<std::string> write_privileges() override { return {}; }
    void cancel() noexcept override { sqlite3_interrupt(connection_.raw()); }

    void limit_statements(std::chrono::milliseconds most) override {
        limit_ = most;
        sqlite3_progress_handler(connection_.raw(), steps_between_looks, is_over, this);
    }
    std::string connection_id() const override { return ""; }

private:
    // SQLite knows no time limit: it asks us, about once in a tenth of a millisecond.
    static constexpr int steps_between_looks = 10'000;
    static int is_over(void* session) {
        const auto* const self = static_cast<const SqliteSession*>(session);
        return std::chrono::steady_clock::now() - self->statement_began_ > self->limit_ ? 1 : 0;
    }

    void begin_statement() {
        if (limit_.count() != 0) statement_began_ = std::chrono::steady_clock::now();
    }

    void read_facts(const Url& url, Snapshot snapshot) {
        facts_.engine = std::string("sqlite ") + sqlite3_libversion();
        facts_.url = url.safe();
        facts_.charset = "UTF-8";
        facts_.time_zone = "UTC";
        facts_.isolation = snapshot == Snapshot::begin ? "serializable, read only, one transaction"
                                                       : "read only, a view for each statement";
        facts_.position = "change counter " + change_counter(connection_.raw()) +
                          ", schema version " + connection_.cell("pragma schema_version");
        // In WAL mode commits leave the counter as it is.
        if (snapshot == Snapshot::begin && connection_.cell("pragma journal_mode") != "wal")
            facts_.view = facts_.position;
        facts_.server_time = connection_.cell("select strftime('%Y-%m-%d %H:%M:%f', 'now')");
        facts_.server_charset = connection_.cell("pragma encoding");
        facts_.server_zone = "UTC";
    }

    SqliteConnection connection_;
    SessionFacts facts_;
    std::optional<Catalogue> catalogue_;
    std::chrono::milliseconds limit_{0};
    std::chrono::steady_clock::time_point statement_began_;
};

// Grows with every commit of another connection.
std::string commits_seen(const SqliteConnection& connection) {
    return connection.cell("pragma data_version");
}

// Fewer where a writer waits for the first of them to end, and lets no other in.
std::vector<std::unique_ptr<Session>> begun_in_turn(const Url& url, std::size_t wanted) {
    std::vector<std::unique_ptr<Session>> sessions;
    try {
        while (sessions.size() < wanted) {
            auto session = std::make_unique<SqliteSession>(url, Snapshot::begin);
            session->tell_moment(std::to_string(wanted) + " sessions, no commit while they began");
            sessions.push_back(std::move(session));
        }
    } catch (const Error& error) {
        if (error.fault() != Fault::connection || sessions.empty()) throw;
    }
    return sessions;
}

}  // namespace

std::unique_ptr<Session> open_sqlite(const Url& url, Snapshot snapshot) {
    return std::make_unique<SqliteSession>(url, snapshot);
}

SessionSet open_sqlite_set(const Url& url, std::size_t wanted) {
    constexpr int attempts = 3;  // a writer that commits all the time leaves no gap anyway
    const SqliteConnection watch(url, SqliteAccess::read_only);
    SessionSet set;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const std::string before = commits_seen(watch);
        set.sessions = begun_in_turn(url, wanted);
        if (set.sessions.size() == wanted && commits_seen(watch) == before) return set;
        set.sessions.clear();
    }
    set.sessions.push_back(open_sqlite(url, Snapshot::begin));
    set.why_fewer = "others wrote between the beginnings of the sessions";
    return set;
}

}  // namespace tieout::db
