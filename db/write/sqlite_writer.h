// The writer of SQLite.
#pragma once

#include <memory>

#include "db/write/writer.h"

namespace tieout::db {

// What Writer::open calls for a sqlite URL.
std::unique_ptr<Writer> open_sqlite_writer(const Url& url);

}  // namespace tieout::db
