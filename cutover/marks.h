// What the target holds in the moment before customers reach it: of each row its key and a digest.
// Held against the target later, they tell what it received meanwhile.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "db/session.h"

namespace tieout::cutover {

// A table as it is marked: its key is the primary key, or all columns where it has none.
struct MarkedTable {
    std::string name;
    std::vector<std::string> columns, key;  // in the catalogue's order; the key's order
    std::vector<std::size_t> key_places;    // where the key's columns stand among `columns`
};
// Without what the server computes by itself.
std::vector<MarkedTable> tables_to_mark(const db::Catalogue& target);

// All rows, `columns` in order.
db::Query query_of(const MarkedTable& table, const db::Session& target);

// Of one row: its key alone, and all of its cells.
struct RowMark {
    Digest key, row;
};
class RowMarker {
public:
    explicit RowMarker(const MarkedTable& table) : table_(table) {}
    RowMark mark(const db::RowBatch::Row& row);

private:
    const MarkedTable& table_;
    std::string key_, row_;
};

using RowsRead = std::function<void(const std::string& table, std::uint64_t rows)>;

// Writes the marks of every table into a new SQLite file, which is there whole or not at all; how
// many rows they are. Throws Error(Fault::disk | interrupted) and what the session throws.
std::uint64_t write_marks(db::Session& target, const std::filesystem::path& file,
                          const std::atomic<bool>* stop, const RowsRead& progress);

}  // namespace tieout::cutover
