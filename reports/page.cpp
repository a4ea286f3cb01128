#include "reports/page.h"

#include <algorithm>

namespace tieout::reports {

Page::Page(const rules::CycleRecord& of, Personal mode) : record(of), personal(mode) {
    for (const rules::Finding& finding : record.findings) {
        const bool is_notice = finding.severity == rules::Severity::notice;
        const bool is_of_source = finding.origin == rules::Origin::source;
        auto& list = is_notice ? notices_ : is_of_source ? source_ : target_;
        list.push_back(&finding);
        if (list.size() <= most_findings) shown_.insert(finding.id);
    }
    for (const rules::FindingLife& life : record.lives)
        lives_.emplace(life.finding_id, &life);
}

const rules::FindingLife* Page::life_of(std::string_view finding_id) const {
    const auto found = lives_.find(finding_id);
    return found == lives_.end() ? nullptr : found->second;
}

}  // namespace tieout::reports
