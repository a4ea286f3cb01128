#include "verify/coverage.h"

#include <set>

namespace tieout::verify {
namespace {

// "client_info.client_field_3": itself, then "client_info.client_field_*", and so on down to
// "client_info.*".
const rules::Coverage* named(const rules::Pack& pack, const std::string& table,
                             const std::string& column) {
    const auto exact = pack.coverage.find(table + "." + column);
    if (exact != pack.coverage.end()) return &exact->second;
    for (std::size_t length = column.size() + 1; length-- > 0;) {
        const auto pattern = pack.coverage.find(table + "." + column.substr(0, length) + "*");
        if (pattern != pack.coverage.end()) return &pattern->second;
    }
    return nullptr;
}

}  // namespace

std::vector<rules::CoverageResult> coverage_of(const rules::Pack& pack, const db::Catalogue& source,
                                               const std::vector<rules::TieResult>& ties) {
    std::set<std::string> compared;
    for (const rules::TieResult& tie : ties)
        compared.insert(tie.source_columns.begin(), tie.source_columns.end());
    std::vector<rules::CoverageResult> results;
    for (const db::Table& table : source.tables) {
        for (const db::TableColumn& column : table.columns) {
            rules::CoverageResult result;
            result.column = table.name + "." + column.name;
            result.verify_compared = compared.count(result.column) != 0;
            const rules::Coverage* coverage = named(pack, table.name, column.name);
            result.fate = coverage == nullptr ? "unknown" : coverage->fate;
            if (coverage != nullptr) result.reason = coverage->reason;
            if (result.fate == "moved" && !result.verify_compared) {
                result.fate = "unknown";
                result.reason = "the pack calls it moved, but no tie compared it";
            }
            results.push_back(std::move(result));
        }
    }
    return results;
}

}  // namespace tieout::verify
