// Exact arithmetic for SQLite, which has none: decimal_sum, decimal_add, decimal_sub, decimal_mul,
// decimal_cmp; and octet_length and char_length, which count NUL and what follows it, as length()
// does not.
#pragma once

struct sqlite3;

namespace tieout::db {

// For every connection that tieout opens. Throws Error(Fault::internal).
void add_sqlite_functions(sqlite3* database);

}  // namespace tieout::db
