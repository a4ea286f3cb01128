// What the parts of a page look up in its record, found once: a record may hold 100,000 findings.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "reports/personal.h"
#include "rules/record.h"

namespace tieout::reports {

// A list of a page shows so many findings, the first of the record's order; all are in
// findings.csv. More is nobody's reading, and a page has to open at once.
inline constexpr std::size_t most_findings = 300;

class Page {
public:
    // `of` outlives this.
    Page(const rules::CycleRecord& of, Personal mode);

    const rules::CycleRecord& record;
    const Personal personal;

    // Errors and warnings of one origin.
    const std::vector<const rules::Finding*>& to_fix(rules::Origin origin) const {
        return origin == rules::Origin::source ? source_ : target_;
    }
    const std::vector<const rules::Finding*>& notices() const { return notices_; }
    // Whether the finding stands on the page, so that a link to it leads somewhere.
    bool shows(std::string_view finding_id) const { return shown_.count(finding_id) == 1; }
    // nullptr: the record knows no lives.
    const rules::FindingLife* life_of(std::string_view finding_id) const;

private:
    std::vector<const rules::Finding*> source_, target_, notices_;
    std::unordered_set<std::string_view> shown_;
    std::unordered_map<std::string_view, const rules::FindingLife*> lives_;
};

}  // namespace tieout::reports
