// A session that asks before it reads: between two batches, before each statement.
#pragma once

#include <memory>

#include "db/pace.h"
#include "db/session.h"

namespace tieout::db {

// `session` itself where there is no pace, and no cost then. Else a session that asks `pace` (which
// must outlive it) and whose statements have the statement limit: one that takes longer is
// Error(Fault::connection) that names it, for the server would do the same again. What fails once
// the run is to end says why it ends. Throws what Pace::join throws.
std::unique_ptr<Session> paced(std::unique_ptr<Session> session, Pace* pace, PaceSide side);

}  // namespace tieout::db
