#include "db/write/sqlite_changes.h"

#include <fmt/format.h>

#include <algorithm>

#include "db/write/sqlite_load.h"

namespace tieout::db {
namespace {

// From so many rows on an index costs less than to look through all children once a row.
constexpr std::size_t rows_worth_an_index = 8;

std::string quoted(std::string_view name) {
    return quote_identifier(Engine::sqlite, name);
}

std::string quoted_list(const std::vector<std::string>& names, const char* between,
                        const char* after) {
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : between) + quoted(name) + after;
    return list;
}

bool has_index(const SqliteConnection& connection, const Table& child, const Constraint& key) {
    return !connection
                .query(
                    "select 1 from pragma_index_list(?) l join pragma_index_info(l.name) i "
                    "where i.seqno = 0 and l.partial = 0 and i.name = ?",
                    {child.name, key.columns.front()})
                .rows.empty();
}

// What follows from leaving a change half done: nothing.
class ChangePoint {
public:
    explicit ChangePoint(const SqliteConnection& connection) : connection_(connection) {
        connection_.run("savepoint tieout_changes");
        connection_.run("pragma defer_foreign_keys = on");
    }
    ~ChangePoint() {
        if (kept_) return;
        for (const char* sql : {"rollback to tieout_changes", "release tieout_changes",
                                "pragma defer_foreign_keys = off"})
            sqlite3_exec(connection_.raw(), sql, nullptr, nullptr, nullptr);
    }
    ChangePoint(const ChangePoint&) = delete;
    ChangePoint& operator=(const ChangePoint&) = delete;
    void keep() {
        connection_.run("release tieout_changes");
        connection_.run("pragma defer_foreign_keys = off");
        kept_ = true;
    }

private:
    const SqliteConnection& connection_;
    bool kept_ = false;
};

class Changing {
public:
    Changing(const SqliteConnection& connection, const Catalogue& catalogue)
        : connection_(connection), catalogue_(catalogue) {}

    std::string apply(const std::vector<TableChanges>& changes) {
        for (const TableChanges& table : changes)
            if (table.gone.rows() >= rows_worth_an_index) make_indexes(table.table);
        for (const TableChanges& table : changes)
            if (std::string why = change(table); !why.empty()) return why;
        if (!references_hold()) return "a row of the target would lose its parent";
        for (const std::string& index : indexes_)
            connection_.run("drop index " + index);
        return "";
    }

private:
    void make_indexes(const std::string& parent) {
        for (const Table& child : catalogue_.tables) {
            for (const Constraint& key : child.constraints) {
                if (key.kind != ConstraintKind::foreign_key || key.parent_table != parent) continue;
                if (has_index(connection_, child, key)) continue;
                indexes_.push_back(fmt::format("tieout_delta_{}", indexes_.size()));
                connection_.run(fmt::format("create index {} on {} ({})", indexes_.back(),
                                            quoted(child.name),
                                            quoted_list(key.columns, ", ", "")));
            }
        }
    }

    std::string change(const TableChanges& changes) {
        const Table& table = *catalogue_.find(changes.table);
        if (!remove(table, changes))
            return "rows of " + table.name + " that have changed or gone are not in the target";
        for (const ComingRows& coming : changes.coming) {
            if (coming.rows.rows() == 0) continue;
            const auto refused =
                load_sqlite(connection_, table, coming.columns)->write(coming.rows);
            if (!refused.empty())
                return "the target refuses a row of " + table.name + ": " + refused.front().reason;
        }
        return "";
    }

    // False: one of them was not there.
    bool remove(const Table& table, const TableChanges& changes) {
        const SqliteStatement statement =
            connection_.prepare("delete from " + quoted(table.name) + " where " +
                                quoted_list(changes.key, " and ", " = ?"));
        for (std::size_t row = 0; row < changes.gone.rows(); ++row) {
            for (std::size_t i = 0; i < changes.key.size(); ++i) {
                const int code =
                    bind_sqlite_cell(statement.get(), static_cast<int>(i) + 1,
                                     table.find(changes.key[i])->type, changes.gone.at(row, i));
                if (code != SQLITE_OK) connection_.fail();
            }
            connection_.step(statement.get());
            sqlite3_reset(statement.get());
            if (sqlite3_changes(connection_.raw()) != 1) return false;
        }
        return true;
    }

    bool references_hold() const {
        int open = 0, highest = 0;
        sqlite3_db_status(connection_.raw(), SQLITE_DBSTATUS_DEFERRED_FKS, &open, &highest, 0);
        return open == 0;
    }

    const SqliteConnection& connection_;
    const Catalogue& catalogue_;
    std::vector<std::string> indexes_;
};

}  // namespace

std::string why_not_change_sqlite(const SqliteConnection& connection,
                                  const std::vector<std::string>& tables) {
    for (const std::string& table : tables) {
        const auto trigger = connection.query(
            "select name from sqlite_master where type = 'trigger' and tbl_name = ? collate nocase",
            {table});
        if (!trigger.rows.empty())
            return fmt::format("the table {} of the target has a trigger of its own ({})", table,
                               trigger.rows[0][0].value_or(""));
        const auto acting = connection.query(
            "select m.name from sqlite_master m join pragma_foreign_key_list(m.name) k "
            "where m.type = 'table' and k.\"table\" = ? collate nocase "
            "and k.on_delete <> 'NO ACTION' order by 1",
            {table});
        if (!acting.rows.empty())
            return fmt::format("a foreign key of the target's table {} acts when rows of {} go",
                               acting.rows[0][0].value_or(""), table);
    }
    return "";
}

std::string change_sqlite(const SqliteConnection& connection, const Catalogue& catalogue,
                          const std::vector<TableChanges>& changes) {
    ChangePoint point(connection);
    std::string why = Changing(connection, catalogue).apply(changes);
    if (why.empty()) point.keep();
    return why;
}

}  // namespace tieout::db
