// The digest of a row as it lies in its batch: where its cells lie, and all bytes from the first to
// the last. Two rows with one digest have the same cells; the same cells have one digest wherever
// one kind of stream put them there. It costs less than to gather the cells (cells_digest.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/digest.h"
#include "db/row_batch.h"

namespace tieout::migrate {

// Allocates nothing a row.
class LayoutDigest {
public:
    Digest of(const db::RowBatch& batch, std::size_t row);

private:
    std::vector<std::uint64_t> layout_;  // a word for each place and size, then the bytes' digest
};

}  // namespace tieout::migrate
