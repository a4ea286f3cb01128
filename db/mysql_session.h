// The reading session of MySQL and MariaDB.
#pragma once

#include <memory>

#include "db/session.h"
#include "db/session_set.h"

namespace tieout::db {

// What Session::open calls for a mysql URL.
//
// The dialect is fixed, whatever the server's own: "name" is a name, a || b joins, a backslash is a
// letter like any other (as in PostgreSQL and SQLite, so that a pack's SQL means one thing), and
// unsigned numbers may be subtracted below zero. Text comes from the server as the bytes it stored
// and is decoded here. Zone: UTC.
//
// The transaction is REPEATABLE READ, READ ONLY, WITH CONSISTENT SNAPSHOT, and the session itself
// is read-only by default: a statement that writes is refused by the server. That it is so is asked
// of the server at the start and after each query() ; a session whose snapshot was lost throws
// instead of answering.
//
// URL options: socket, ssl-mode, ssl-ca, ssl-capath, ssl-cert, ssl-key, ssl-cipher, tls-version,
// defaults-file, connect-timeout, read-timeout, write-timeout.
std::unique_ptr<Session> open_mysql(const Url& url, Snapshot snapshot);

// What open_at_one_moment calls for two sessions or more.
SessionSet open_mysql_set(const Url& url, std::size_t wanted);

}  // namespace tieout::db
