#include "verify/coverage.h"

#include <set>

#include "verify/coverage_words.h"

namespace tieout::verify {
namespace {

void add_absent(const rules::Pack& pack, const db::Catalogue& source,
                std::vector<rules::CoverageResult>& results) {
    for (const auto& [name, coverage] : pack.coverage) {
        const auto dot = name.find('.');
        if (name.find('*') != std::string::npos) continue;
        const db::Table* table = source.find(name.substr(0, dot));
        if (table != nullptr && table->find(name.substr(dot + 1)) != nullptr) continue;
        results.push_back({name, "absent",
                           table == nullptr ? "this database has no such table"
                                            : "this database has no such column",
                           false, false});
    }
}

rules::CoverageResult result_of(const db::Table& table, const db::TableColumn& column,
                                const CoverageWords& words, const std::set<std::string>& compared) {
    rules::CoverageResult result;
    result.column = table.name + "." + column.name;
    result.verify_compared = compared.count(result.column) != 0;
    if (table.absent || column.absent) {
        result.fate = "absent";
        result.reason = "this database does not have it, and the pack allows that";
        return result;
    }
    const rules::Coverage* coverage = words.find(table.name, column.name);
    result.fate = coverage == nullptr ? "unknown" : coverage->fate;
    if (coverage != nullptr)
        result.reason = coverage->reason;
    else if (!words.knows(table.name))
        result.reason = "the pack has never heard of this table";
    if (result.fate == "moved" && !result.verify_compared) {
        result.fate = "unknown";
        result.reason = "the pack calls it moved, but no tie compared it";
    }
    return result;
}

}  // namespace

std::vector<rules::CoverageResult> coverage_of(const rules::Pack& pack, const db::Catalogue& source,
                                               const std::vector<rules::TieResult>& ties) {
    std::set<std::string> compared;
    for (const rules::TieResult& tie : ties)
        compared.insert(tie.source_columns.begin(), tie.source_columns.end());
    const CoverageWords words(pack.coverage);
    std::vector<rules::CoverageResult> results;
    for (const db::Table& table : source.tables)
        for (const db::TableColumn& column : table.columns)
            results.push_back(result_of(table, column, words, compared));
    add_absent(pack, source, results);
    return results;
}

}  // namespace tieout::verify
