// What a database holds, as one digest a table: two readings are equal where nothing was written
// between them, and where what was written left every row as it had been.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "db/session.h"

namespace tieout::cutover {

struct TableContent {
    std::string table;
    std::uint64_t rows = 0;
    std::string digest;  // 32 hexadecimal digits; rows in any order
    bool operator==(const TableContent&) const = default;
};

struct Content {
    std::string at;        // UTC, by the server's clock
    std::string position;  // of the snapshot that was read; empty: the role may not see it
    std::vector<TableContent> tables;  // every table of the catalogue, in its order
};

// Reads every table whole, stored bytes as they are. Throws Error(Fault::interrupted) where `stop`
// is set, and what the session throws.
Content content_of(
    db::Session& session, const std::atomic<bool>* stop,
    const std::function<void(const std::string& table, std::uint64_t rows)>& progress);

// "table item has 12 rows, had 11"; in the order of tables, empty: the same.
std::vector<std::string> changes_of_content(const Content& before, const Content& after);

std::string to_json(const Content& content);
// Throws Error(Fault::internal) where it is none.
Content content_from_json(const std::string& text);

}  // namespace tieout::cutover
