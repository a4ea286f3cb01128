#include "cutover/plan_sheet.h"

#include <fmt/format.h>

#include "base/decimal.h"
#include "reports/wording.h"

namespace tieout::cutover {
namespace {

using reports::PlanPage;

std::string lead_of(const Plan& plan) {
    const std::string last = plan.period->last_day.text();
    const std::string books =
        plan.locked_until >= last
            ? fmt::format("The books are locked until {}.", plan.locked_until)
            : fmt::format(
                  "The books of this period are not locked yet{}: lock them before the "
                  "night, and set `locked_until: {}`.",
                  plan.locked_until.empty() ? "" : " (until " + plan.locked_until + ")", last);
    if (!plan.last)
        return books + " No cycle has ended: there are no figures yet to hold the night's against.";
    return fmt::format(
        "{} The figures of cycle {} ({}, {}) stand beside room for those of the "
        "night; amounts in {}. Record {}.",
        books, plan.last->number, plan.last->finished_at, rules::name(plan.last->verdict),
        plan.last->currency, plan.last->digest);
}

const std::string& title_of(const rules::CycleRecord& record, const std::string& tie) {
    for (const rules::TieResult& one : record.ties)
        if (one.tie == tie && !one.title.empty()) return one.title;
    return tie;
}

PlanPage::SheetLine rows_of(const rules::TieResult& tie) {
    const Decimal difference = *Decimal::parse(std::to_string(tie.source_rows)) -
                               *Decimal::parse(std::to_string(tie.target_rows));
    return {(tie.title.empty() ? tie.tie : tie.title) + ": rows", reports::grouped(tie.source_rows),
            reports::grouped(tie.target_rows), reports::grouped(difference)};
}

}  // namespace

void add_period_sheet(const Plan& plan, PlanPage& page) {
    if (!plan.period) return;
    page.period = fmt::format("{} {} to {}", name(plan.period->of), plan.period->first_day.text(),
                              plan.period->last_day.text());
    page.period_lead = lead_of(plan);
    if (!plan.last) return;
    for (const rules::TieResult& tie : plan.last->ties)
        if (tie.not_looked.empty()) page.sheet.push_back(rows_of(tie));
    for (const rules::TotalResult& total : plan.last->totals)
        if (total.money && total.group.empty())
            page.sheet.push_back(
                {title_of(*plan.last, total.tie) + ": " + reports::total_words(total.name),
                 reports::grouped(total.source), reports::grouped(total.target),
                 reports::grouped(total.difference)});
}

}  // namespace tieout::cutover
