#include "db/postgresql_session.h"

#include "base/error.h"

namespace tieout::db {

std::unique_ptr<Session> open_postgresql(const Url& url, Snapshot) {
    throw Error(Fault::internal, "Reading from " + url.safe() + " is not built yet.");
}

}  // namespace tieout::db
