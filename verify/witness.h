// What the server itself counts, beside what was read of it: a witness that does not use our
// reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "db/session.h"
#include "rules/record.h"
#include "verify/exact_sum.h"
#include "verify/route_query.h"

namespace tieout::verify {

// Sums of the plain number columns of a stream, as they are read.
class ColumnSums {
public:
    explicit ColumnSums(const std::vector<db::Column>& columns);
    void add(const db::RowBatch& batch);
    // Of other rows of the same columns.
    void add(const ColumnSums& other);
    // nullopt: not summed (not a number column, or a cell was no number, or beyond 38 digits).
    std::optional<Decimal> sum(std::size_t column) const;

private:
    struct Sum {
        bool summed = false;
        ExactSum exact;
    };
    std::vector<Sum> sums_;
    static void add(Sum& sum, db::Form form, std::string_view cell);
};

// Asks the server. `columns` and `counts` are those of the stream that was read to its end.
std::vector<rules::Witness> ask_witnesses(const RouteQuery& query, SideName side,
                                          db::Session& session,
                                          const std::vector<db::Column>& columns,
                                          const std::vector<db::ColumnCount>& counts,
                                          const ColumnSums& sums, std::uint64_t rows);

}  // namespace tieout::verify
