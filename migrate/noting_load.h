// A load that notes of each row that the target took what a later migration needs to know of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "db/catalogue.h"
#include "db/write/writer.h"
#include "migrate/notes_writer.h"

namespace tieout::migrate {

// `notes` outlives it. Rows of `table` can be noted (row_note.h).
std::unique_ptr<db::TableLoad> noting(std::unique_ptr<db::TableLoad> load, const db::Table& table,
                                      const std::vector<std::string>& columns, NotesWriter& notes);

}  // namespace tieout::migrate
