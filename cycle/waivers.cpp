#include "cycle/waivers.h"

namespace tieout::cycle {
namespace {

using rules::WaiverResult;
using rules::WaiverState;

Decimal size_of(const Decimal& amount) {
    return amount.is_negative() ? -amount : amount;
}

WaiverResult judged(const rules::Waiver& waiver, const rules::CycleRecord& record) {
    WaiverResult result;
    result.where = waiver.where;
    result.who = waiver.who;
    result.why = waiver.why;
    result.until = waiver.until;
    result.max_rows = waiver.max_rows;
    result.max_money = waiver.max_money;
    for (const rules::Finding& finding : record.findings) {
        if (!waiver.covers(finding)) continue;
        result.finding_ids.push_back(finding.id);
        // A finding about the whole is one thing that is wrong.
        result.rows += finding.count == 0 ? 1 : finding.count;
        if (finding.amount) result.money += size_of(*finding.amount);
    }
    const std::string day = record.started_at.substr(0, waiver.until.size());
    result.state = result.finding_ids.empty() ? WaiverState::unused
                   : day > waiver.until       ? WaiverState::expired
                   : result.rows > waiver.max_rows || result.money > waiver.max_money
                       ? WaiverState::outgrown
                       : WaiverState::used;
    return result;
}

}  // namespace

void apply_waivers(const std::vector<rules::Waiver>& waivers, rules::CycleRecord& record) {
    record.waivers.clear();
    for (const rules::Waiver& waiver : waivers) {
        WaiverResult result = judged(waiver, record);
        for (rules::Finding& finding : record.findings)
            if (result.state == WaiverState::used && waiver.covers(finding) &&
                finding.waived.empty())
                finding.waived = "by " + waiver.who + " until " + waiver.until + ": " + waiver.why;
        record.waivers.push_back(std::move(result));
    }
}

}  // namespace tieout::cycle
