// The writer of PostgreSQL: one transaction from open to commit().
//
// empty() is TRUNCATE … RESTART IDENTITY: transactional, but it holds readers of those tables off
// until the end. Nothing outlives an abandoned writer, sequences included: where one is advanced it
// is restarted first, which gives it a new file that the transaction owns (setval alone would not
// be undone). So the role must own tables and sequences.
//
// Tables whose rows lie on other servers (postgres_fdw) are in the transaction until COMMIT, which
// those servers do one after another: where one refuses, it is Error(Fault::unknown_state).
#pragma once

#include <memory>

#include "db/write/writer.h"

namespace tieout::db {

// What Writer::open calls for a postgresql URL.
std::unique_ptr<Writer> open_postgresql_writer(const Url& url);

}  // namespace tieout::db
