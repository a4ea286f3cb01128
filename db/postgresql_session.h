// The reading session of PostgreSQL.
#pragma once

#include <memory>

#include "db/session.h"
#include "db/session_set.h"

namespace tieout::db {

// What Session::open calls for a postgresql URL.
std::unique_ptr<Session> open_postgresql(const Url& url, Snapshot snapshot);

// What open_at_one_moment calls for two sessions or more.
SessionSet open_postgresql_set(const Url& url, std::size_t wanted);

}  // namespace tieout::db
