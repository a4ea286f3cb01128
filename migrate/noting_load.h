// A load that notes of each row that the target took what a later migration needs to know of it.
#pragma once

#include <memory>

#include "db/write/writer.h"
#include "migrate/load.h"
#include "migrate/noted.h"
#include "migrate/notes_writer.h"

namespace tieout::migrate {

// `notes` outlives it.
std::unique_ptr<Load> noting(std::unique_ptr<db::TableLoad> load, Noted noted, NotesWriter& notes);

}  // namespace tieout::migrate
