// What has changed since the run whose notes are at hand.
//
// Every row of the source is converted as ever, and what comes out for the target is held against
// the notes of what stands there: so whatever moved a row (its own columns, a parent that is gone,
// a twin that came before it, a rule of the pack) shows in the one place that matters. Rows that
// are as noted are done with; others are kept until the source is read to its end; the keys of the
// notes that did not come are rows that go. Then all of it is put into the target at once
// (db::Writer::change).
//
// It is given up, and everything written anew, where that is cheaper or safer: too much has
// changed, or two rows come with one key, of which the target would refuse one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "db/catalogue.h"
#include "db/write/writer.h"
#include "migrate/notes.h"
#include "migrate/notes_writer.h"
#include "migrate/row_note.h"

namespace tieout::migrate {

struct DeltaCounts {
    std::uint64_t inserted = 0, updated = 0, deleted = 0, unchanged = 0;
};

// "changes alone: 2 rows inserted, 1 updated, 3 deleted, 1994 as they were".
std::string sentence(const DeltaCounts& counts);

// What has changed in one table; the loads of all its sources write to it.
class TableDelta {
public:
    // `notes`: nullptr: there are none. They outlive this.
    TableDelta(const db::Table& table, TableNotes* notes);

    // Where rows go that fill `columns`. The place dies with the next.
    db::ComingRows& coming(const std::vector<std::string>& columns);
    // False: the key has come before.
    bool meet(std::string_view note, const db::RowBatch& batch, std::size_t row,
              const RowNoter& noter, db::ComingRows& coming);
    // What did not come goes: after the last row.
    db::TableChanges finish();

    const DeltaCounts& counts() const { return counts_; }
    std::size_t memory() const;

private:
    TableNotes* notes_;
    db::TableChanges changes_;
    DeltaCounts counts_;
};

class Delta {
public:
    // `next`: the notes of this run.
    Delta(Notes notes, NotesWriter& next) : notes_(std::move(notes)), next_(next) {}
    Delta(const Delta&) = delete;
    Delta& operator=(const Delta&) = delete;

    // Writes nothing to the target.
    std::unique_ptr<db::TableLoad> load(const db::Table& table,
                                        const std::vector<std::string>& columns);
    // Why everything should be written anew, as a clause; "": it need not.
    const std::string& given_up() const { return given_up_; }
    // By table, in the order in which their first loads were made. Once, after the last row.
    std::vector<db::TableChanges> finish();
    DeltaCounts counts() const;

private:
    friend class DeltaLoad;
    void judge();
    void give_up(const std::string& why) {
        if (given_up_.empty()) given_up_ = why;
    }

    Notes notes_;
    NotesWriter& next_;
    std::vector<std::string> order_;
    std::map<std::string, TableDelta> tables_;
    std::string given_up_;
};

}  // namespace tieout::migrate
