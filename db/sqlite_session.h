// The reading session of SQLite, and how tieout's own tables in SQLite say what they hold.
//
// SQLite gives types to values, not to columns, and a column with NUMERIC affinity turns money into
// binary floating point. So our DDL declares only types whose affinity is TEXT, INTEGER or BLOB,
// with the real type in the name:
//
//   declared                            holds                                         read as
//   decimal_text(12,2)                  '-12.50'                                      decimal
//   date_text                           '2005-01-31'                                  date
//   datetime_text                       '2005-01-31 12:00:00[.ffffff]'                datetime
//   instant_text                        '2005-01-31 12:00:00[.ffffff]+00'             instant
//   time_text, json_text, uuid_text     text                                          time, json,
//   uuid boolean_int                         0, 1                                          boolean
//   integer, bigint, int(11), …int…     integers                                      integer
//   varchar(n), text, …char…, …clob…    text                                          text
//   blob                                bytes                                         bytes
//   real, double, float                 a double, read as its shortest decimal        real
//   decimal, numeric (foreign tables)   a double or an integer, likewise              decimal
//   date, datetime, timestamp, boolean  whatever was stored (foreign tables)          date,
//   datetime, datetime, boolean
//
// A cell whose storage class is not the one declared is handed on as the text of what it is, for
// the reader to reject: never converted. A computed column is read by the storage class of its
// first row.
//
// Two things to know. An unsigned 64-bit integer fits no INTEGER column: it is declared
// decimal_text(20,0). And amounts kept as text compare as text ('10' < '9'): SQL compares them with
// decimal_cmp.
//
// SQLite has no exact arithmetic, so every session and writer brings its own deterministic
// functions: the aggregate decimal_sum(x), the scalars decimal_add(a, b), decimal_sub(a, b),
// decimal_mul(a, b), decimal_cmp(a, b) (-1, 0, 1). All are exact to 38 digits; text in, text out;
// NULL in, NULL out; what is no decimal is an error. octet_length(x) and char_length(x) count a NUL
// and what follows it, as length() does not.
#pragma once

#include <memory>

#include "db/session.h"
#include "db/session_set.h"

namespace tieout::db {

// What Session::open calls for a sqlite URL. Opens the existing file read-only; never creates one.
std::unique_ptr<Session> open_sqlite(const Url& url, Snapshot snapshot);

// What open_at_one_moment calls for two sessions or more.
SessionSet open_sqlite_set(const Url& url, std::size_t wanted);

}  // namespace tieout::db
