// The writer of PostgreSQL.
#pragma once

#include <memory>

#include "db/write/writer.h"

namespace tieout::db {

// What Writer::open calls for a postgresql URL.
std::unique_ptr<Writer> open_postgresql_writer(const Url& url);

}  // namespace tieout::db
