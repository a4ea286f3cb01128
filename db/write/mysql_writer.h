// The writer of MySQL and MariaDB: one InnoDB transaction from the first row emptied to the last
// row loaded.
//
// Why not staging tables and a swap by RENAME: foreign keys follow renamed tables, constraint names
// are unique in a database, tables outside the set go on pointing at the old ones, and each step of
// such a swap is DDL that commits on its own and needs a journal and a repair for every moment at
// which it can die. InnoDB's undo log is that journal already. DELETE and INSERT within one
// transaction are atomic for readers and for kill -9, and keep names, keys, checks, triggers and
// grants as they are. The price is undo for each row deleted, and a long rollback where the run
// dies late: seconds for the hundred thousands of rows of a billing system. (Galera and Group
// Replication limit the size of one transaction; there the server's refusal says so.)
//
// - Tables that are replaced must be InnoDB: empty() refuses others, and says which. Into a table
// that cannot roll back rows
//   are loaded only where run_script() of this writer created it (a sample of an old MyISAM
//   system): they are there at once.
// - DDL commits implicitly in MySQL: run_script() refuses it while there are uncommitted rows.
// - A value that the server would store changed with no more than a note (a digit of a decimal cut,
// trailing blanks cut, a
//   fraction of a second dropped) counts as refused. Zero dates are refused; who must write them
//   says run_script("SET SESSION sql_mode = ''") first.
// - empty() does not fire ON DELETE actions: it refuses where a table that is not emptied still
// points at one that is.
// - AUTO_INCREMENT follows explicit ids by itself; advance_sequences() looks, and commit() mends
// what is behind.
// - ANALYZE commits implicitly: analyze() waits for commit().
// - One writer a database: a second one waits ten seconds for a server lock, then is refused. A
// killed writer's lock goes when the
//   server has rolled it back.
#pragma once

#include <memory>

#include "db/write/writer.h"

namespace tieout::db {

// What Writer::open calls for a mysql URL. The dialect is the reader's (mysql_session.h), strict
// for all tables.
std::unique_ptr<Writer> open_mysql_writer(const Url& url);

}  // namespace tieout::db
