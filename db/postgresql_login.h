// From a URL to an open connection of libpq, or to an Error that says why not.
#pragma once

#include <libpq-fe.h>

#include "db/url.h"

namespace tieout::db {

// Waits `connect_timeout` of the URL (15 s without one). The caller owns the connection (PQfinish).
// Passwords come by libpq's own ways: URL, PGPASSWORD, ~/.pgpass. Options of the URL are libpq's
// connection parameters (sslmode, host=/dir for a socket, options=-csearch_path=…). Throws
// Error(Fault::usage) for an unknown one, (Fault::schema) for a database that is not there,
// (Fault::connection) for a refused login or an unreached server.
PGconn* postgresql_login(const Url& url);

}  // namespace tieout::db
