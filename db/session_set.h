// Several reading sessions of one database that see it as it was at one moment.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "db/session.h"

namespace tieout::db {

struct SessionSet {
    // At least one. Each is used by one thread at a time, and needs none of the others: the moment
    // stays when some are closed.
    std::vector<std::unique_ptr<Session>> sessions;
    std::string why_fewer;  // than were wanted; empty: all are there
};

// Opens `wanted` (1 or more) sessions, or as many as can be shown to see one moment: where that
// cannot be had there is one session, and `why_fewer` says why. Throws what Session::open throws.
//
// PostgreSQL: the first exports its snapshot. SQLite: no other connection wrote while they began.
// MariaDB and MySQL: all begin while another connection holds FLUSH TABLES WITH READ LOCK, or a
// read lock on all tables where only that is granted. It waits for the lock a second at most, and
// does not ask for it while a statement runs long; where it gets none, MariaDB's binary log tells
// whether sessions that began one after another see the same (what is written without being logged
// is not seen there).
SessionSet open_at_one_moment(const Url& url, std::size_t wanted);

}  // namespace tieout::db
