// What a server says of its own load and of its replication, asked over a connection that does
// nothing else. Internal to db/pace*.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/url.h"

namespace tieout::db {

// How far replication is behind. MySQL and MariaDB: where the server is a replica, by its own
// Seconds_Behind_Master. PostgreSQL: of a standby the age of what it replayed last, unless it has
// replayed all that it received; of a primary the slowest of its standbys.
struct Lag {
    std::optional<std::chrono::milliseconds> behind;  // nullopt: it stands still, or is broken
};

// True where this engine has a load figure of that name: `active` is PostgreSQL's, every other name
// one of SHOW GLOBAL STATUS.
bool has_load_figure(Engine engine, const std::string& name);

// Not thread-safe.
class ServerLoad {
public:
    // Connects. nullptr for SQLite, which has no load of its own. Throws what Session::open throws,
    // and Error(Fault::rights) where the role would not see the sessions of others.
    static std::unique_ptr<ServerLoad> open(const Url& url);
    virtual ~ServerLoad() = default;

    // The figure without the connections `ours` (by Session::connection_id) and without this one.
    // Throws Error(Fault::usage) where the server knows no such name.
    virtual std::uint64_t figure(const std::string& name, const std::vector<std::string>& ours) = 0;
    // Nullopt where nothing is replicated. Throws Error(Fault::rights) where the role may not ask.
    virtual std::optional<Lag> lag() = 0;
};

}  // namespace tieout::db
