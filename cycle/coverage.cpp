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

void add_migrator_witness(std::vector<rules::TargetCoverageResult>& coverage,
                          const std::vector<rules::LoadResult>& loads) {
    std::set<std::string> written;
    for (const rules::LoadResult& load : loads)
        for (const std::string& column : load.columns_written)
            written.insert(load.table + "." + column);
    for (rules::TargetCoverageResult& column : coverage) {
        column.migrate_wrote = written.count(column.column) != 0;
        const bool should = column.fate == "filled";
        const bool may = column.fate == "own" || column.fate == "unknown";
        if (may || column.migrate_wrote == should) continue;
        column.reason = should
                            ? "the pack calls it " + column.fate + ", but migrate did not write it"
                            : "the pack calls it " + column.fate + ", but migrate wrote it";
        column.fate = "unknown";
    }
}

}  // namespace tieout::cycle
