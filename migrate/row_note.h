// The note of one row (notes.h): its key and a digest of its cells; and the marks of its parents.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "db/catalogue.h"
#include "db/row_batch.h"
#include "migrate/cells_digest.h"

namespace tieout::migrate {

// Why rows of `table` cannot be noted one by one when these columns are filled, as a sentence; "":
// they can. A row must be known by its primary key, and what is not filled must be the same
// whenever a row is written.
std::string why_not_noted(const db::Table& table, const std::vector<std::string>& columns);

// Bound to the columns once, then asked for every row; allocates nothing a row.
class RowNoter {
public:
    // why_not_noted() is "". `references`: the columns that name parents.
    RowNoter(const db::Table& table, const std::vector<std::string>& columns,
             const std::vector<std::string>& references);

    std::size_t keys() const { return key_.size(); }
    std::size_t parents() const { return parents_.size(); }
    // Where the key's columns stand in a batch.
    const std::vector<std::size_t>& key_columns() const { return key_; }
    // Both die with the next.
    std::string_view note(const db::RowBatch& batch, std::size_t row);
    std::string_view marks(const db::RowBatch& batch, std::size_t row);

private:
    std::vector<std::size_t> key_, parents_;
    std::string head_;  // of what is digested: the same cells in other columns are another row
    CellsDigest digest_;
    std::string note_, marks_;
};

}  // namespace tieout::migrate
