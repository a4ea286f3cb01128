#include "verify/forecast/evidence.h"

#include <set>

namespace tieout::verify::forecast {

Evidence::Evidence(const rules::FindingLog& findings, const Plan& plan) {
    const std::set<std::string> ties = {plan.client_tie, plan.service_tie, plan.price_tie,
                                        plan.cycle_tie,  plan.credit_tie,  plan.tax_tie,
                                        plan.address_tie};
    std::map<std::string, rules::Finding> by_id;
    for (rules::Finding& finding : findings.findings()) {
        const std::string id = finding.id;
        by_id.emplace(id, std::move(finding));
    }
    for (const rules::FindingMembers& each : findings.members()) {
        const rules::Finding& finding = by_id.at(each.finding_id);
        if (finding.severity == rules::Severity::notice || finding.tie.empty() ||
            ties.count(finding.tie) == 0)
            continue;
        each.for_each([&](const rules::Member& member) {
            const Reported reported{finding.tie, member.key, finding.origin};
            const auto [at, is_new] =
                rows_[finding.tie].try_emplace(rules::text(member.key), reported);
            if (!is_new && finding.origin == rules::Origin::source) at->second = reported;
        });
    }
}

const Evidence::Reported* Evidence::find(const std::string& tie, const std::string& key) const {
    const auto rows = rows_.find(tie);
    if (rows == rows_.end()) return nullptr;
    const auto row = rows->second.find(key);
    return row == rows->second.end() ? nullptr : &row->second;
}

const Evidence::Reported* Evidence::any(const std::string& tie) const {
    const auto rows = rows_.find(tie);
    return rows == rows_.end() ? nullptr : &rows->second.begin()->second;
}

}  // namespace tieout::verify::forecast
