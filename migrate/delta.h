// What has changed since the run whose notes are at hand.
//
// Rows of the source that are as noted, and whose parents are, became what they become now: a sieve
// holds them back (sieve.h). The others are converted as ever, and what comes out for the target is
// held against the notes of what stands there: so whatever moved a row (its own columns, a parent
// that is gone, a twin that came before it) shows in the one place that matters. Rows that are as
// noted are done with; others are kept until the source is read to its end; the keys of the notes
// that did not come are rows that go. Then all of it is put into the target at once
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
#include "migrate/load.h"
#include "migrate/noted.h"
#include "migrate/notes.h"
#include "migrate/notes_writer.h"
#include "migrate/row_note.h"
#include "migrate/sieve.h"

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
    // Rows that were held back. False: one of their keys has come before.
    bool meet(const Sieve& held_back);
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
    // `next`: where notes of this run go.
    Delta(Notes notes, NotesWriter& next) : notes_(std::move(notes)), next_(next) {}
    Delta(const Delta&) = delete;
    Delta& operator=(const Delta&) = delete;

    // Writes nothing to the target.
    std::unique_ptr<Load> load(const db::Table& table, const std::vector<std::string>& columns,
                               Noted noted);
    // Why everything should be written anew, as a clause; "": it need not.
    const std::string& given_up() const { return given_up_; }
    // By table, in the order in which their first loads were made. Once, after the last row.
    std::vector<db::TableChanges> finish();
    // After finish(): what was held back is noted as it was, with what changed among it.
    void note();
    DeltaCounts counts() const;

private:
    friend class DeltaLoad;
    // Of a row that was let through a sieve: where it came from; the marks of its parents and its
    // note, one behind the other.
    struct Changed {
        Origin origin;
        std::string text;
    };
    // What is to be noted of a source that was sieved.
    struct Sieved {
        std::size_t source;
        const SourceNotes* noted;
        std::vector<Sieve::Run> runs;
        std::vector<Changed> changed;
    };

    void judge();
    void give_up(const std::string& why) {
        if (given_up_.empty()) given_up_ = why;
    }
    const SourceNotes* last(const Noted& noted) const;
    // All rows of `table` have come.
    const LostParents& lost(const std::string& table);
    void note(const Sieved& sieved);

    Notes notes_;
    NotesWriter& next_;
    std::vector<std::string> order_;
    std::map<std::string, TableDelta> tables_;
    std::map<std::string, LostParents> lost_;
    std::vector<Sieved> sieved_;
    std::size_t kept_ = 0;  // bytes of what changed
    std::string given_up_;
};

}  // namespace tieout::migrate
