#include "db/write/mysql_writer.h"

#include "base/error.h"

namespace tieout::db {

std::unique_ptr<Writer> open_mysql_writer(const Url& url) {
    throw Error(Fault::internal, "Writing to " + url.safe() + " is not built yet.");
}

}  // namespace tieout::db
