// The reading session of PostgreSQL.
#pragma once

#include <memory>

#include "db/session.h"

namespace tieout::db {

// What Session::open calls for a postgresql URL.
std::unique_ptr<Session> open_postgresql(const Url& url, Snapshot snapshot);

}  // namespace tieout::db
