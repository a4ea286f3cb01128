// What is noted of one source of a table, whoever takes its rows.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "db/catalogue.h"
#include "migrate/notes_writer.h"
#include "migrate/plan.h"
#include "migrate/row_note.h"

namespace tieout::migrate {

// Tables as the target spells them.
struct Noted {
    std::size_t source;  // its place in the plan
    std::string table;
    std::vector<std::string> parents;  // tables that its rows name, in the order of their marks
    RowNoter noter;
    bool stands_alone;  // rows_stand_alone()
};

// `source` is one of `plan`, and its rows can be noted (row_note.h); `columns`: those that it
// fills.
Noted noted_of(const Plan& plan, const TablePlan& source, const std::vector<std::string>& columns,
               const db::Catalogue& target);

// What follows is of that source.
void begin(NotesWriter& notes, const Noted& noted);

}  // namespace tieout::migrate
