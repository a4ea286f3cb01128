// The digest of a row's cells, each with its length; NULL is not the empty cell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "db/row_batch.h"

namespace tieout::migrate {

// Allocates nothing a row.
class CellsDigest {
public:
    // The same cells with another `head` are another row.
    Digest of(const db::RowBatch& batch, std::size_t row, std::string_view head = {});

private:
    std::string cells_;
};

}  // namespace tieout::migrate
