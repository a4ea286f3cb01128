// What must be the same in two runs for the notes of one to speak to the other.
#pragma once

#include <string>

#include "db/catalogue.h"
#include "migrate/notes.h"

namespace tieout::migrate {

// Of all tables but our own: columns and constraints; not rows, sequences or estimates.
std::string schema_digest(const db::Catalogue& catalogue);

// A table that we keep for ourselves beside the target's own.
bool is_our_own(const std::string& table);

}  // namespace tieout::migrate
