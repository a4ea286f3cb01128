// Rows on their way into one target table, after conversion: the checks that look at more than one
// cell (reject, unique, references), the groups in which they are sent, and what the server
// refused. A row waits in memory while a parent in its own table is not written yet.
//
// A group is sent by a thread of its own while the next one is filled, and is settled before that
// one is sent: so what the server refused is known at the same row in every run. Groups grow while
// nothing is refused, for each costs the server a savepoint; where something is, they begin again.
#pragma once

#include <future>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/digest.h"
#include "db/row_batch.h"
#include "migrate/id_set.h"
#include "migrate/load.h"
#include "migrate/origin.h"
#include "migrate/plan.h"
#include "migrate/quarantine.h"

namespace tieout::migrate {

// Ids written so far, by "table.column": only of columns that some table refers to.
class WrittenIds {
public:
    void expect(const std::string& table, const std::string& column) {
        sets_[table + "." + column];
    }
    // nullptr: nobody refers to it.
    IdSet* find(const std::string& table, const std::string& column) {
        const auto found = sets_.find(table + "." + column);
        return found == sets_.end() ? nullptr : &found->second;
    }

private:
    std::unordered_map<std::string, IdSet> sets_;
};

struct Refused {
    std::string column, reason, raw;
};

class TargetRows {
public:
    // All arguments outlive this.
    TargetRows(const TablePlan& plan, const db::Table& target,
               const std::vector<std::string>& columns, Load& load, WrittenIds& written,
               QuarantineSink& sink);

    // The next row, where it will be sent from: its cells (one a column) and the parts of its key
    // go behind those that are there. Then take() or refuse() it.
    struct NextRow {
        db::RowBatch &cells, &key;
    };
    NextRow next() { return {out_, out_keys_}; }
    // What is wrong with it goes to quarantine.
    void take(const Origin& origin);
    // Its key is whole, its cells may not be.
    void refuse(const Refused& why);
    // Something that is no row: the only row of `key`.
    void quarantine(const db::RowBatch& key, const Refused& why) { quarantine(key, 0, why); }
    // Sends what is left; rows whose parent never came go to quarantine.
    void finish();
    // After finish(): rows that are as they were are written too.
    void add(const Sieve& held_back);

    std::uint64_t written() const { return written_rows_; }
    std::uint64_t quarantined() const { return quarantined_; }

private:
    struct BoundReference {
        const Reference* plan;
        std::size_t column;
        IdSet* ids;
        bool own;  // of this very table
    };
    struct BoundReject {
        const Reject* plan;
        std::vector<std::size_t> columns;
    };
    struct Unique {
        std::vector<std::size_t> columns;
        std::unordered_set<Digest> seen;
    };
    struct Own {  // a column of this table that somebody refers to
        std::size_t column;
        IdSet* ids;
    };
    struct Held {
        db::RowBatch row, key;
        Origin origin;
    };

    std::size_t index_of(const std::string& column) const;
    // How many rows are before the one that was added last.
    std::size_t before_last() const { return out_origins_.size(); }
    std::optional<Refused> rejected() const;
    std::optional<Refused> repeated();
    // The first reference that no written row satisfies; nullptr: none.
    const BoundReference* missing_parent(const db::RowBatch& rows, std::size_t row);
    Refused orphan(const BoundReference& reference, const db::RowBatch& rows,
                   std::size_t row) const;
    void quarantine(const db::RowBatch& keys, std::size_t row, const Refused& why);
    void admit(Origin origin);
    void admit_held(const Held& held);
    void hold(const BoundReference& parent, const Origin& origin);
    void drop_last();
    bool is_full() const;
    bool has_rows() const { return out_.rows() > 0 || sent_.rows() > 0; }
    void flush();
    // Waits for the group that is on its way, and takes up what had waited for its rows.
    void settle();
    void settle_group(const std::vector<db::Refusal>& refusals);
    void drain();
    std::vector<Held> take_waiting();
    void note_written(std::size_t row);

    const TablePlan& plan_;
    const db::Table& target_;
    const std::vector<std::string>& columns_;
    Load& load_;
    QuarantineSink& sink_;
    std::vector<BoundReference> references_;
    std::vector<BoundReject> rejects_;
    std::vector<Unique> uniques_;
    std::vector<Own> own_;
    std::size_t group_ = 1, most_in_group_;  // times what the first group holds
    db::RowBatch out_, out_keys_, sent_, sent_keys_;
    std::vector<Origin> out_origins_, sent_origins_;
    // Rows by the parent of this table that they wait for, and those whose parent has come.
    std::unordered_map<std::string, std::vector<Held>> waiting_;
    std::vector<Held> ready_;
    std::uint64_t written_rows_ = 0, quarantined_ = 0;
    // Ends before anything that it uses: waits for it.
    std::future<std::vector<db::Refusal>> on_its_way_;
};

}  // namespace tieout::migrate
