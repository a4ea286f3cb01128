// The statement of one side of a tie, and which of its result columns each value of the pack is.
#pragma once

#include <string>
#include <vector>

#include "db/session.h"
#include "verify/evaluate.h"
#include "verify/ranges.h"
#include "verify/tie.h"

namespace tieout::verify {

class RouteQuery {
public:
    // Throws Error(Fault::schema) where the catalogue has no such table or column, naming the
    // nearest.
    RouteQuery(const Tie& tie, SideName side, db::Session& session);

    const db::Query& query() const { return query_; }
    // "table.column" of what the values name, resolved through the aliases of `from` and `joins`.
    // Of the target also what leads to a value: a wrong number in a join brings a wrong value, and
    // one in `where` leaves a row out.
    const std::vector<std::string>& compared() const { return compared_; }
    // FROM, joins and WHERE, for the server's own count; empty for a statement.
    const std::string& from_sql() const { return from_sql_; }
    // Plain columns of the statement: as quoted in it, and for people.
    struct PlainColumn {
        std::string sql, name;
    };
    const std::vector<PlainColumn>& plain() const { return plain_; }
    // The catalogue's table of `from`; nullptr: a view, or a statement.
    const db::Table* table() const { return table_; }

    // Some table that the statement names cannot give one consistent view (MyISAM).
    bool names_a_moving_table() const;
    // Only rows in which `column` (a whole number of `from`'s table) is one of `numbers`.
    void restrict_to(const std::string& column, const std::vector<std::string>& numbers);
    // Only rows of `range`; the server's own count is still asked of all.
    void restrict_to(const std::string& column, const KeyRange& range);
    // Where `column` of the pack may be cut into ranges; nullopt: it is produced, or no index leads
    // with it.
    std::optional<KeyColumn> indexed(const std::string& column) const;

    // The key's columns as the statement names them; empty where a value is no plain column.
    std::vector<std::string> quoted_key() const;
    // Rows in the order of these expressions. After restrict_to().
    void order_by(const std::vector<std::string>& expressions);
    // Only rows for which `condition` holds, in which the result's columns stand behind
    // "tieout_read.". The server's own count is then of these rows.
    void read_only_where(const std::string& condition);

    // Where `column` of the pack stands among `result`; throws Error(Fault::schema).
    ColumnRef find(const std::string& column, const std::vector<db::Column>& result) const;
    ColumnRef find(const Value& expression, const std::vector<db::Column>& result) const;

private:
    struct Named {
        std::string alias, table;
        const db::Table* found;  // nullptr: not in the catalogue (a view, or SQL)
    };
    const Tie& tie_;
    SideName side_name_;
    const Side& side_;
    db::Session& session_;
    std::vector<std::string> produced_;
    std::vector<Named> tables_;
    std::vector<std::string>
        columns_;  // distinct, as the pack writes them: result columns c0, c1, …
    std::vector<const Value*> expressions_;  // result columns e0, e1, …
    std::vector<PlainColumn> plain_;
    std::vector<std::string> compared_;
    const db::Table* table_ = nullptr;
    db::Query query_;
    std::string joins_sql_, from_sql_;

    void collect(SideName side);
    void collect(const Value& value);
    void add_column(const std::string& column);
    void read_tables();
    void check_column(const std::string& column);
    void note_compared(const std::string& table, const std::string& column);
    void note_mentioned(const std::string& sql);
    std::string result_name(const std::string& column) const;
    std::string quoted(const std::string& dotted) const;
    std::string quoted_from() const;
    std::string selected() const;
    const std::string& sql_of(const std::map<std::string, std::string>& by_engine) const;
    void build();
};

}  // namespace tieout::verify
