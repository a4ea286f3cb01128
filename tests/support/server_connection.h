// Statements for a server itself, not for one of its databases: that one is made, dropped or
// copied.
#pragma once

#include <memory>
#include <string>

#include "db/url.h"

namespace tieout::tests {

// Stays open: a server's client program takes 20 ms to start, and tests make thousands of
// databases. To be used by one thread at a time.
class ServerConnection {
public:
    virtual ~ServerConnection() = default;
    // Each a statement of its own, in no transaction. Throws std::runtime_error with the server's
    // words where one is refused.
    virtual void tell(const std::string& sql) = 0;
    // The server's, as its client library counts: 101118, 150014.
    virtual long version() const = 0;

    // A MySQL or PostgreSQL server that TIEOUT_TEST_MYSQL or TIEOUT_TEST_POSTGRESQL names. Throws
    // std::runtime_error.
    static std::unique_ptr<ServerConnection> open(const std::string& url);
};

}  // namespace tieout::tests
