// Rows of one statement of the pack, by the names that its engine wants.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/session.h"
#include "verify/forecast/plan.h"

namespace tieout::verify::forecast::source {

class StatementRows {
public:
    // `name`: "clients". A statement that the pack does not ask has no rows. Throws
    // Error(Fault::usage) where it is asked, but not of this engine, or lacks one of `columns`.
    StatementRows(db::Session& session, const SidePlan& plan, const std::string& name,
                  const std::vector<std::string>& columns);

    // False at the end.
    bool next();
    // By position in `columns`; empty for NULL. Dies at the next row.
    std::string_view at(std::size_t column) const { return batch_.at(row_, found_[column]); }
    std::string text(std::size_t column) const { return std::string(at(column)); }

private:
    std::unique_ptr<db::RowStream> stream_;
    std::vector<std::size_t> found_;
    db::RowBatch batch_;
    std::size_t row_ = 0;
    bool begun_ = false;
};

}  // namespace tieout::verify::forecast::source
