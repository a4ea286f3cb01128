// The writer of MySQL and MariaDB.
#pragma once

#include <memory>

#include "db/write/writer.h"

namespace tieout::db {

// What Writer::open calls for a mysql URL.
std::unique_ptr<Writer> open_mysql_writer(const Url& url);

}  // namespace tieout::db
