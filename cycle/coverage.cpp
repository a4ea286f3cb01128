#include "cycle/coverage.h"

#include <set>

namespace tieout::cycle {

void add_migrator_witness(std::vector<rules::CoverageResult>& coverage,
                          const std::vector<rules::LoadResult>& loads) {
    std::set<std::string> read;
    for (const rules::LoadResult& load : loads)
        read.insert(load.columns_read.begin(), load.columns_read.end());
    for (rules::CoverageResult& column : coverage) {
        column.migrate_read = read.count(column.column) != 0;
        if (column.fate != "moved" || column.migrate_read) continue;
        column.fate = "unknown";
        column.reason = "the pack calls it moved, but migrate did not read it";
    }
}

}  // namespace tieout::cycle
