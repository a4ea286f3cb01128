#include "verify/coverage_words.h"

#include "base/unicode.h"

namespace tieout::verify {
namespace {

// The entry for `name`, else for the longest beginning of it that is written with a * behind.
template <class Entry>
const Entry* by_pattern(const std::map<std::string, Entry>& entries, const std::string& name) {
    const auto exact = entries.find(name);
    if (exact != entries.end()) return &exact->second;
    for (std::size_t length = name.size() + 1; length-- > 0;) {
        const auto pattern = entries.find(name.substr(0, length) + "*");
        if (pattern != entries.end()) return &pattern->second;
    }
    return nullptr;
}

}  // namespace

CoverageWords::CoverageWords(const std::map<std::string, rules::Coverage>& words) {
    for (const auto& [name, coverage] : words) {
        const auto dot = name.find('.');
        tables_[to_lower(name.substr(0, dot))][to_lower(name.substr(dot + 1))] = &coverage;
    }
}

const std::map<std::string, const rules::Coverage*>* CoverageWords::columns_of(
    const std::string& table) const {
    return by_pattern(tables_, to_lower(table));
}

bool CoverageWords::knows(const std::string& table) const {
    return columns_of(table) != nullptr;
}

const rules::Coverage* CoverageWords::find(const std::string& table,
                                           const std::string& column) const {
    const auto* columns = columns_of(table);
    const auto* found = columns == nullptr ? nullptr : by_pattern(*columns, to_lower(column));
    return found == nullptr ? nullptr : *found;
}

}  // namespace tieout::verify
