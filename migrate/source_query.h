// The SELECT that reads one table's source rows: columns are named once, before the first row, and
// are then known by their place.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "db/row_batch.h"
#include "db/session.h"
#include "migrate/plan.h"
#include "migrate/sql_names.h"

namespace tieout::migrate {

// Where a value stands in the row under way.
struct ColumnRef {
    bool produced = false;  // by the row producer, else by the source
    std::size_t index = 0;
};

// The row under way: one row of the source's batch and, after a row producer, one of its.
struct Row {
    db::RowBatch::Row source;
    const db::RowBatch* produced = nullptr;
    std::size_t produced_row = 0;

    bool is_null(ColumnRef ref) const {
        return ref.produced ? produced->is_null(produced_row, ref.index)
                            : source.form(ref.index) == db::Form::null;
    }
    std::string_view at(ColumnRef ref) const {
        return ref.produced ? produced->at(produced_row, ref.index) : source.at(ref.index);
    }
};

class SourceQuery {
public:
    // Throws Error(Fault::schema) where the source has no such table.
    SourceQuery(const TablePlan& plan, db::Session& source);

    // From here on a name may be one that the row producer adds; the producer's own values know the
    // source's only.
    void offer_produced();
    // Each adds to the SELECT what is not there yet. Throws Error(Fault::schema), naming
    // file:line:column and the nearest column, where there is none of that name.
    ColumnRef column(const std::string& name, const std::string& where);
    ColumnRef expression(const std::map<std::string, std::string>& sql, const std::string& where);
    ColumnRef stored_bytes(const std::string& name, const std::string& where);
    // The charset that a column's bytes are stored in.
    std::string charset_of(const std::string& name) const;

    // All rows, in the order of the plan's key.
    db::Query query() const { return query(""); }
    // Those of a part, in the same order; `condition` as SQL.
    db::Query query(const std::string& condition) const;
    // The first column of the key as SQL, where it is a whole number that the table's primary key
    // leads with: rows can be read in parts by it. "": they cannot.
    const std::string& cut_by() const { return cut_by_; }
    std::size_t columns() const { return items_.size(); }
    // SELECT COUNT(*) of the table itself; nullopt where the source is a query.
    std::optional<std::string> count_query() const;
    // As the catalogue guesses; 0: not known.
    std::uint64_t estimated_rows() const;
    // True where nothing lies between the table's rows and ours.
    bool reads_whole_table() const {
        return !from_.empty() && plan_.joins.empty() && plan_.where.empty();
    }
    // "table.column", in order of name.
    std::vector<std::string> columns_read() const { return {read_.begin(), read_.end()}; }

private:
    struct Found {
        std::string sql;
        const db::TableColumn* column = nullptr;
    };
    Found find(const std::string& name, const std::string& where);
    std::size_t item(const std::string& sql, bool raw);
    bool leads_primary_key(const db::TableColumn* column) const;
    void note_names(const std::string& sql);
    std::string alias_sql(const ScopedTable& table) const;

    const TablePlan& plan_;
    db::Session& source_;
    std::vector<std::string> produced_;
    std::vector<ScopedTable> scope_;
    std::string from_;            // as SQL; empty: fixed rows
    std::string joins_;           // as SQL
    std::string order_, cut_by_;  // as SQL
    struct Item {
        std::string sql;
        bool raw = false;
    };
    std::vector<Item> items_;
    std::set<std::string> read_;
};

}  // namespace tieout::migrate
