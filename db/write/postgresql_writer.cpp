#include "db/write/postgresql_writer.h"

#include "base/error.h"

namespace tieout::db {

std::unique_ptr<Writer> open_postgresql_writer(const Url& url) {
    throw Error(Fault::internal, "Writing to " + url.safe() + " is not built yet.");
}

}  // namespace tieout::db
