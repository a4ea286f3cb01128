// A conversation with one database that can only read. Not thread-safe: one session, one thread,
// one stream at a time.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/catalogue.h"
#include "db/column.h"
#include "db/row_batch.h"
#include "db/url.h"

namespace tieout::db {

// Rows of one statement as they arrive.
class RowStream {
public:
    virtual ~RowStream() = default;
    virtual const std::vector<Column>& columns() const = 0;
    // Clears and fills `batch`; false when nothing was left. Views into the former batch die here.
    // Throws Error(Fault::connection) where the server went away, Error(Fault::schema) or
    // (Fault::data) where it refused.
    virtual bool next(RowBatch& batch) = 0;
    // One a column, of the rows handed out so far.
    virtual const std::vector<ColumnCount>& counts() const = 0;
};

struct Query {
    std::string sql;
    // Columns (by name in the result) whose text is wanted as stored bytes, not decoded:
    // ValueType::bytes.
    std::vector<std::string> raw_columns;
    // Columns whose numbers, days and moments may come in native form (db/native.h), where the
    // engine has one.
    std::vector<std::string> native_columns = {};
};

// A result small enough to hold: cells in the textual form of ValueType, nullopt for NULL.
struct SmallResult {
    std::vector<Column> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
};

// How the session was set at its start, and where its snapshot stands: printed in reports so that
// they say what moment they speak of.
struct SessionFacts {
    std::string engine;     // "mariadb 10.11.6", "postgresql 15.8", "sqlite 3.40.1"
    std::string url;        // Url::safe()
    std::string user;       // the role that the server says we are
    std::string charset;    // connection charset as set
    std::string time_zone;  // as set: always UTC
    std::string sql_mode;   // MySQL only
    std::string isolation;  // "repeatable read, read only, consistent snapshot"
    std::string position;   // binlog file:offset / GTID, LSN, or data_version; empty where the role
                            // may not see it
    std::string server_time;     // UTC, by the server's clock
    std::string server_charset;  // default charset of the database
    std::string server_zone;     // zone the server would have used
    bool consistent = true;      // false: some tables cannot give one view (MyISAM)
    std::vector<std::string> inconsistent_tables;
    // Tables whose rows lie on other servers (Spider, postgres_fdw). The rows stay as they are
    // while this session looks, but each of those servers began its view by itself: just after this
    // one, or under `lock`, which holds back who writes by way of this server.
    std::vector<std::string> tables_elsewhere;
    // What tells this view from every other of the database: two sessions with the same words see
    // the same rows. Empty: this engine or this role cannot tell.
    std::string view;
    std::string moment;  // how several sessions came to see one moment; empty: it is alone
    std::string lock;    // what was locked for that, and how long; empty: nothing
    std::string price;   // snapshot_price() when it began
};

enum class Snapshot {
    begin,  // one consistent view from now until close
    none    // catalogue reading and checks only
};

// "bill, client, item and 2 more lie on other servers".
std::string lie_elsewhere(const std::vector<std::string>& tables);

// A name as an engine writes it, quoted.
std::string quote_identifier(Engine engine, std::string_view identifier);

class Session {
public:
    // Opens with charset, zone (UTC), sql_mode and isolation fixed, in a transaction that the
    // server holds to be read-only; throws Error(Fault::connection | rights | usage | schema) where
    // it cannot. SQLite: opens the existing file read-only, never creates it.
    static std::unique_ptr<Session> open(const Url& url, Snapshot snapshot = Snapshot::begin);
    virtual ~Session() = default;

    virtual Engine engine() const = 0;
    virtual const SessionFacts& facts() const = 0;

    // Streams without a server cursor or a server sort beyond what `sql` asks for.
    virtual std::unique_ptr<RowStream> stream(const Query& query) = 0;
    // `parameters` replace ?, ?, … (each engine's own placeholders are made from them; text, or
    // nullopt for NULL).
    virtual SmallResult query(std::string_view sql,
                              const std::vector<std::optional<std::string>>& parameters = {}) = 0;

    // Tables, columns, keys, constraints, sequences: read once, then remembered.
    virtual const Catalogue& catalogue() = 0;
    // Names of privileges by which this role could change data; empty: it can only read.
    virtual std::vector<std::string> write_privileges() = 0;
    // Statements started from another thread are ended at the server (Ctrl-C); safe to call at any
    // time.
    virtual void cancel() noexcept = 0;
    // From now on the server (SQLite: we) ends a statement that takes longer, the way of its rows
    // and our pauses included: Error(Fault::interrupted). Oracle's MySQL knows it for SELECT only.
    virtual void limit_statements(std::chrono::milliseconds most) = 0;
    // The server's number of this connection; empty where it has none (SQLite).
    virtual std::string connection_id() const = 0;

    // What the server holds back because views like this one are open: undo that is not purged, row
    // versions that are not vacuumed. Empty: nothing, or this role may not see it.
    virtual std::string snapshot_price() { return {}; }

    // A statement as the server gets it: other names may stand in it (db/shape.h).
    virtual std::string as_sent(std::string_view sql) const { return std::string(sql); }

    // A name as this engine writes it, quoted.
    std::string quote(std::string_view identifier) const;
};

}  // namespace tieout::db
