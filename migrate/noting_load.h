// A load that notes of each row that the target took what a later migration needs to know of it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "db/write/writer.h"
#include "migrate/load.h"
#include "migrate/notes_writer.h"
#include "migrate/row_note.h"

namespace tieout::migrate {

// What is noted of one source of a table.
struct Noted {
    std::size_t source;  // its place in the plan
    std::string table;
    RowNoter noter;
    bool stands_alone;  // rows_stand_alone()
};

// What follows is of that source.
void begin(NotesWriter& notes, const Noted& noted);

// `notes` outlives it.
std::unique_ptr<Load> noting(std::unique_ptr<db::TableLoad> load, Noted noted, NotesWriter& notes);

}  // namespace tieout::migrate
