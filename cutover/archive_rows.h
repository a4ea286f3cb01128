// Rows of the source on their way into an archive: read in one stream a table, written as they
// come.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cutover/archive_tables.h"
#include "db/session.h"

namespace tieout::cutover {

struct CopyOptions {
    const std::atomic<bool>* stop = nullptr;  // set from a signal: ends with Fault::interrupted
    std::function<void(const std::string& table, std::uint64_t rows)> progress;
};

// What is asked of the source for a column: the secret is left out by its server, so that it never
// reaches us. "null" where nothing is kept.
std::string selected(const ArchivedColumn& column, const RowsKept& kept, const db::Session& source);

// The other half: "null" where the value is kept.
std::string secret_of(const ArchivedColumn& column, const RowsKept& kept,
                      const db::Session& source);

// All rows of `table`: its columns in order, text as stored bytes.
db::Query query_of(const ArchivedTable& table, const Secrets& secrets, const db::Session& source);

// Copies all rows of `table`; how many there were.
std::uint64_t copy_rows(const ArchivedTable& table, const Secrets& secrets, db::Session& source,
                        const db::SqliteConnection& archive, const CopyOptions& options);

}  // namespace tieout::cutover
