#include "verify/forecast/forecast.h"

#include <map>

#include "base/error.h"
#include "verify/forecast/client_months.h"
#include "verify/forecast/compare.h"
#include "verify/forecast/source/source.h"
#include "verify/forecast/terms.h"

namespace tieout::verify::forecast {
namespace {

void state_terms(const ChosenTerms& chosen, rules::ForecastResult& result) {
    const Terms& terms = chosen.terms;
    result.as_of = terms.as_of.text();
    result.as_of_why = chosen.as_of_why;
    result.mode = terms.mode == BillingMode::monthly ? "monthly" : "anniversary";
    result.bill_day = terms.bill_day;
    result.months = terms.months;
    result.tax = chosen.tax;
    result.uses_credits = terms.use_credits;
}

// A month in which nobody bills anything is a month too.
void add_quiet_months(const Terms& terms, rules::ForecastResult& result) {
    std::map<std::string, rules::ForecastMonth> months;
    for (rules::ForecastMonth& month : result.by_month) {
        const std::string name = month.month;
        months.emplace(name, std::move(month));
    }
    Date day = terms.as_of;
    for (int i = 0; i < terms.months; ++i) {
        const std::string name = month_of(day);
        months.try_emplace(name).first->second.month = name;
        day = next_bill_day(Date{next_bill_day(day, 31).days + 1}, 1);
    }
    result.by_month.clear();
    for (auto& [name, month] : months)
        result.by_month.push_back(std::move(month));
}

rules::ForecastResult not_looked(const ChosenTerms& chosen, const Error& error,
                                 rules::FindingLog& findings) {
    rules::Finding finding;
    finding.tie = rules::forecast_tie;
    finding.kind = rules::FindingKind::not_looked;
    finding.title = std::string("The next months could not be looked at: ") + error.what();
    finding.advice = "Mend what hinders it, and ask again.";
    findings.add(finding);
    rules::ForecastResult result;
    state_terms(chosen, result);
    result.not_looked = error.what();
    return result;
}

std::optional<rules::ForecastResult> run(const rules::Pack& pack, db::Session& source,
                                         db::Session& target, const Asked& asked,
                                         const rules::FindingLog& seen, bool told,
                                         rules::FindingLog& findings) {
    const auto plan = Plan::load(pack);
    if (!plan) return std::nullopt;
    const Evidence evidence(seen, *plan);
    ChosenTerms chosen = choose_terms(*plan, asked.wish, asked.zone, source);
    try {
        source::Answer theirs = source::ask_source(source, plan->source, chosen.terms);
        const target::Rows ours = target::read_rows(plan->target, target);
        source::Projector of_source(theirs.books, chosen.terms);
        const target::Projector of_target(ours, chosen.terms);
        const target::Standing standing(ours);
        rules::ForecastResult result =
            compare(*plan, of_source, of_target, {evidence, standing, told}, findings);
        state_terms(chosen, result);
        add_quiet_months(chosen.terms, result);
        result.doubts = std::move(theirs.doubts);
        return result;
    } catch (const Error& error) {
        if (error.fault() == Fault::interrupted || error.fault() == Fault::connection ||
            error.fault() == Fault::usage)
            throw;
        return not_looked(chosen, error, findings);
    }
}

}  // namespace

std::optional<rules::ForecastResult> after_ties(const rules::Pack& pack, db::Session& source,
                                                db::Session& target, const Asked& asked,
                                                rules::FindingLog& findings) {
    return run(pack, source, target, asked, findings, true, findings);
}

std::optional<rules::ForecastResult> alone(const rules::Pack& pack, db::Session& source,
                                           db::Session& target, const Asked& asked,
                                           const rules::FindingLog& seen_before,
                                           rules::FindingLog& findings) {
    return run(pack, source, target, asked, seen_before, false, findings);
}

}  // namespace tieout::verify::forecast
