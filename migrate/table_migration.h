// One table: read, convert, check, write.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/session.h"
#include "db/write/writer.h"
#include "migrate/explode.h"
#include "migrate/layout_digest.h"
#include "migrate/load.h"
#include "migrate/origin.h"
#include "migrate/plan.h"
#include "migrate/quarantine.h"
#include "migrate/read_ahead.h"
#include "migrate/sieve.h"
#include "migrate/source_query.h"
#include "migrate/target_column.h"
#include "migrate/target_rows.h"
#include "migrate/value.h"
#include "rules/record.h"

namespace tieout::migrate {

struct Progress {
    std::string table;
    std::uint64_t rows = 0;      // source rows read so far
    std::uint64_t expected = 0;  // about; 0: not known
};

// Opens what takes the rows of one source of a table.
using OpenLoad = std::function<std::unique_ptr<Load>(const TablePlan& plan, const db::Table& table,
                                                     const std::vector<std::string>& columns)>;

// What the tables of one migration share. All outlive it.
struct Workshop {
    db::Session& source;
    const std::vector<db::Session*>& more_source;  // at the same moment
    std::uint64_t rows_for_ranges;                 // that make it worth to read by all of them
    db::Writer& target;
    OpenLoad load;
    QuarantineSink& sink;
    Evaluator& evaluator;
    WrittenIds& written;
    // The last number given to rows of a table whose identity column migrate.yaml does not fill.
    std::map<std::string, std::uint64_t>& numbers;
    const std::function<void(const Progress&)>& progress;
    const std::atomic<bool>* stop;
};

class TableMigration {
public:
    // Binds every column once. Throws Error(Fault::schema) where source or target is not as the
    // plan says.
    TableMigration(const TablePlan& plan, Workshop& shop);

    const db::Table& target() const { return target_; }
    // Those that are filled, in the order of the rows that are written.
    const std::vector<std::string>& columns() const { return columns_; }
    // Throws Error(Fault::interrupted) when asked to stop.
    void fill();
    // After fill(): has the source count its rows, which may go on while the target is busy with
    // something else. Throws Error(Fault::internal) where rows do not add up.
    rules::LoadResult count();

private:
    void bind_columns();
    void number_identity();
    void require_filled() const;
    void stream_source(Load& load, TargetRows& rows);
    void stream_sieved(Load& load, TargetRows& rows);
    // The conditions by which as many sessions as there are read a part each.
    std::vector<std::string> parts(const Load& load) const;
    void process_all(ReadAhead& ahead, TargetRows& rows);
    void process(const db::RowBatch& batch, TargetRows& rows);
    void convert(const Row& row, TargetRows& rows);
    // What lies between the first and the last of the cells that stay as they are, copied in one
    // go: they need only be placed.
    struct CopiedRow {
        const char* from = nullptr;
        std::size_t size = 0;  // 0: nothing was copied
        std::size_t to = 0;
    };
    CopiedRow copy_row(const Row& row, db::RowBatch& cells) const;
    bool add_plain(std::size_t column, const Row& row, const CopiedRow& copied,
                   db::RowBatch& cells) const;
    bool add_cell(std::size_t column, const Row& row, db::RowBatch& cells, Refused& why);
    void read_key(const Row& row, db::RowBatch& key) const;
    void tick();
    void add_up(std::uint64_t read);

    const TablePlan& plan_;
    Workshop& shop_;
    const db::Table& target_;
    SourceQuery query_;
    RowProducer producer_;
    std::vector<std::string> columns_;
    std::vector<BoundValue> values_;
    std::vector<TargetColumn> cells_;
    std::vector<std::optional<ColumnRef>> bare_;  // one a value: it is this column and nothing else
    std::optional<std::pair<std::size_t, std::size_t>> copied_;  // from which column to which
    std::vector<const Defang*> defang_;                          // one a value; nullptr: nothing
    std::vector<ColumnRef> key_refs_;
    std::uint64_t* number_ = nullptr;  // where the last column is a running number: the last given
    Slot slot_;
    db::RowBatch produced_;
    std::optional<LayoutDigest> digest_;  // nullopt: nobody asks
    Origin origin_;                       // of the row under way
    std::vector<const Sieve*> sieves_;    // while rows are read through them
    std::uint64_t expected_ = 0;
    std::uint64_t streamed_ = 0,
                  empty_ = 0;  // rows of the source; those that a producer made nothing of
    rules::LoadResult result_;
};

}  // namespace tieout::migrate
