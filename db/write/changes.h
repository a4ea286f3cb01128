// What changes in one table from one run to the next: rows that go and rows that come. A row that
// changed does both, so that nothing is left of what it was.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "db/row_batch.h"

namespace tieout::db {

// Rows that fill the same columns.
struct ComingRows {
    std::vector<std::string> columns;
    RowBatch rows;
};

struct TableChanges {
    std::string table;
    std::vector<std::string> key;  // the columns of its primary key
    RowBatch gone;                 // one cell a column of `key`
    std::size_t for_good = 0;      // of `gone`: those whose key does not come again
    std::vector<ComingRows> coming;
};

}  // namespace tieout::db
