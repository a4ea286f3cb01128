// SHA-256 of a table's rows, such that anybody can compute it again from archive.db alone.
//
// The rows in the order of `order_by`, and of each row its cells in the table's order. A cell is a
// letter and, but for NULL, the count of its bytes in decimal, a colon and the bytes:
//
//   n                NULL
//   i5:12345         an integer, its decimal digits
//   r8:........      a binary fraction, IEEE 754, 8 bytes, big end first
//   t6:Zürich…       text, UTF-8
//   b3:...           bytes
//
// and behind each row a newline. docs/archive.md has the same as a script.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "db/sqlite_connection.h"

namespace tieout::cutover {

struct TableDigest {
    std::string table, order_by;
    std::uint64_t rows = 0;
    std::string sha256;
    bool operator==(const TableDigest&) const = default;
};

// `stop`: set from a signal; ends with Error(Fault::interrupted). nullptr: nobody stops it.
TableDigest digest_of(const db::SqliteConnection& archive, const std::string& table,
                      const std::string& order_by, const std::atomic<bool>* stop = nullptr);

}  // namespace tieout::cutover
