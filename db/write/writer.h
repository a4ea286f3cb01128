// A conversation with the target that writes. Only migrate/ and sample/ may include it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/row_batch.h"
#include "db/session.h"
#include "db/url.h"
#include "db/write/changes.h"

namespace tieout::db {

// Why the server refused one row, in its own words and by its own constraint name.
struct Refusal {
    std::size_t row = 0;  // within the batch handed over
    std::string reason;   // "duplicate key value violates unique constraint \"app_user_email_key\""
    std::string constraint;
};

// Rows into one table. Cells in ValueType's textual form (booleans "0"/"1", instants in UTC, bytes
// raw).
class TableLoad {
public:
    virtual ~TableLoad() = default;
    // Hands over a batch on the fast path (COPY, multi-row INSERT). Rows that the server refuses
    // are found by halving and returned; all others of the batch are in the table afterwards. Rows
    // of one batch keep their order.
    virtual std::vector<Refusal> write(const RowBatch& batch) = 0;
    // The most rows that a batch gains by; a refused one costs the more, the more there are.
    virtual std::size_t most_rows() const { return 2048; }
    // Must be called; throws what the server still had to say. Rows are visible to others only
    // after Writer::commit().
    virtual void finish() = 0;
};

// Every row that is loaded into `table` has in `column` nothing, or what stands in `parent_column`
// of a row of `parent` that is there.
struct HeldReference {
    std::string table, column, parent, parent_column;
};

// No two rows that are loaded into `table` are alike in its primary or unique key `name`, whose
// columns get whole numbers, or the digits of such as text.
struct HeldKey {
    std::string table, name;
};

// One transaction over all tables, in each engine (what that costs in MySQL, and which tables it
// asks for: mysql_writer.h).
class Writer {
public:
    static std::unique_ptr<Writer> open(const Url& url);
    // What is not committed is abandoned: the target is as it was.
    virtual ~Writer() = default;

    virtual Engine engine() const = 0;
    virtual const Catalogue& catalogue() = 0;
    std::string quote(std::string_view identifier) const;

    // Several statements at once, as in a DDL file (semicolons, comments, dollar quotes and string
    // literals are understood).
    virtual void run_script(std::string_view sql) = 0;
    virtual SmallResult query(std::string_view sql,
                              const std::vector<std::optional<std::string>>& parameters = {}) = 0;

    // Finishes or undoes what a killed run left behind; returns a sentence for the log, or "" where
    // there was nothing.
    virtual std::string recover() = 0;
    // Empties `tables` (children first is the caller's order) inside this writer's transaction or
    // staging. PostgreSQL: sets aside their plain indexes (postgresql_indexes.h).
    virtual void empty(const std::vector<std::string>& tables) = 0;
    // After empty(): references that the caller holds all rows to. PostgreSQL: sets aside the
    // foreign keys that say no more (postgresql_foreign_keys.h).
    virtual void set_aside(const std::vector<HeldReference>&) {}
    // After the references: keys that no two rows will be alike in. PostgreSQL: sets aside those
    // that nothing stands on (postgresql_keys.h).
    virtual void set_aside(const std::vector<HeldKey>&) {}
    // Loads of different tables may be open at the same time, and their batches may alternate.
    virtual std::unique_ptr<TableLoad> load(const std::string& table,
                                            const std::vector<std::string>& columns) = 0;
    // Sets every identity sequence of `table` to follow its greatest value.
    virtual void advance_sequences(const std::string& table) = 0;
    // When `table` is full: makes anew what was set aside of it, and new statistics. commit() makes
    // anew what is still aside.
    virtual void analyze(const std::string& table) = 0;

    // What keeps change() from leaving `tables` as emptying and loading them would leave them: a
    // sentence; "" where nothing does.
    virtual std::string why_not_change(const std::vector<std::string>& tables) = 0;
    // Nobody else writes to `tables` until the end; who reads them goes on.
    virtual void hold(const std::vector<std::string>& tables) = 0;
    // Takes rows out and puts rows in; references are held only when all of them are done, so that
    // no order of rows or tables is wrong. Returns "", or why the server refused: then nothing has
    // changed.
    virtual std::string change(const std::vector<TableChanges>& changes) = 0;

    // Makes everything visible at once. Throws Error(Fault::unknown_state) where the answer was
    // lost.
    virtual void commit() = 0;
    virtual void cancel() noexcept = 0;
};

}  // namespace tieout::db
