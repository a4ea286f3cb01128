// The reading session of MySQL and MariaDB.
#pragma once

#include <memory>

#include "db/session.h"

namespace tieout::db {

// What Session::open calls for a mysql URL.
std::unique_ptr<Session> open_mysql(const Url& url, Snapshot snapshot);

}  // namespace tieout::db
