// Who else is connected to a database: before it may be called frozen.
#pragma once

#include <string>
#include <vector>

#include "db/session.h"

namespace tieout::db {

struct Connection {
    std::string id, user, host, doing;  // the server's words; `doing` may be empty
};

struct Connections {
    std::vector<Connection> others;  // ordered by id, without the session's own
    // Why there may be more than these: the role may not see them, or the engine knows none.
    // Empty: these are all.
    std::string why_not_all;
    // What the server does by itself: "the event scheduler runs 2 events". Empty: nothing.
    std::string by_itself;
};

// Throws what Session::query throws.
Connections connections_to(Session& session);

}  // namespace tieout::db
