// Row producers: one source row becomes several, each with columns of its own.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "db/row_batch.h"
#include "verify/evaluate.h"
#include "verify/tie.h"

namespace tieout::verify {

using FindCharset = std::function<std::string(const std::string& column)>;

// What is told of a source row that could not be read as its producer expects; empty `why`:
// nothing.
struct ProducerTrouble {
    std::string why, raw;
    std::string column;  // of the source; empty: of no single one
};

// Called once a source row: two implementations, PackedPriceRows and FirstOfRows.
class RowProducer {
public:
    virtual ~RowProducer() = default;
    virtual const std::vector<std::string>& columns()
        const = 0;  // added to those of the source row
    // Clears `rows` and fills it with the rows that `row` becomes.
    virtual ProducerTrouble produce(const RowView& row, Reading& reading, db::RowBatch& rows) = 0;
};

// nullptr where the side produces none. `charset` tells what a column's bytes are stored in.
std::unique_ptr<RowProducer> make_producer(const Explode& explode, const FindColumn& column,
                                           const FindExpression& expression,
                                           const FindCharset& charset);

}  // namespace tieout::verify
