#include "verify/forecast/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "verify/forecast/client_months.h"
#include "verify/forecast/differences.h"

namespace tieout::verify::forecast {
namespace {

using rules::ForecastChange;
using rules::ForecastResult;

// --- by month

Decimal absolute(const Decimal& amount) {
    return amount.is_negative() ? -amount : amount;
}

using Months = std::map<std::string, Bills>;

void add_months(const Months& months, std::map<std::string, rules::ForecastMonth>& by_month) {
    for (const auto& [month, bills] : months) {
        rules::ForecastMonth& whole = by_month[month];
        whole.month = month;
        const auto add = [](const Bill& bill, rules::Billed& to) {
            to.invoices += bill.invoices;
            to.revenue += bill.total;
        };
        add(bills.faithful, whole.faithful);
        add(bills.intended, whole.intended);
        add(bills.target, whole.target);
        if (differ(bills)) ++whole.differs;
    }
}

void tell_differences(const Months& months, ClientDifferences differences, ForecastResult& result,
                      rules::FindingLog& findings) {
    for (const auto& [month, bills] : months) {
        if (bills.intended.invoices + bills.target.invoices > 0) ++result.compared;
        if (!differ(bills)) continue;
        ++result.differs;
        result.difference += absolute(bills.target.total - bills.intended.total);
        differences.tell(month, bills, findings);
    }
}

// --- flags and what is left out

void add_flags(const std::string& side, const std::vector<Flag>& flags, ForecastResult& result) {
    struct Whole {
        rules::ForecastFlag flag;
        std::set<std::string> clients, services;
    };
    std::map<std::string, Whole> by_id;
    for (const Flag& flag : flags) {
        Whole& whole = by_id[flag.id];
        if (whole.clients.empty()) whole.flag.example = flag.why;
        whole.clients.insert(flag.client);
        if (!flag.service.empty()) whole.services.insert(flag.service);
        whole.flag.amount += flag.amount;
    }
    for (auto& [id, whole] : by_id)
        result.flags.push_back({side, id, whole.clients.size(), whole.services.size(),
                                to_cents(whole.flag.amount), whole.flag.example});
}

void add_excluded(const std::string& side, const std::vector<Excluded>& excluded,
                  ForecastResult& result) {
    for (const Excluded& each : excluded)
        result.excluded.push_back({side, each.reason, each.services, to_cents(each.a_month)});
}

void add_at_once(const std::vector<Flag>& flags, ForecastResult& result) {
    std::set<std::string> clients;
    for (const Flag& flag : flags)
        if (flag.id == "stale_renewal") {
            clients.insert(flag.client);
            result.at_once += flag.amount;
        }
    result.at_once_clients = clients.size();
    result.at_once = to_cents(result.at_once);
}

// --- next invoices

std::optional<Decimal> sum_of(const Bill& bill) {
    return bill.invoices == 0 ? std::nullopt : std::optional(bill.total);
}

// The first month in which the client will get another invoice than now, if any.
void add_change(const std::string& client, const Months& months, const Causes& causes,
                ForecastResult& result) {
    const auto next = std::find_if(months.begin(), months.end(), [](const auto& each) {
        return each.second.faithful.invoices + each.second.target.invoices > 0;
    });
    if (next == months.end()) return;
    const Bills& bills = next->second;
    if (bills.faithful.invoices == bills.target.invoices &&
        bills.faithful.total == bills.target.total)
        return;
    result.changes.push_back({client, next->first, sum_of(bills.faithful), sum_of(bills.intended),
                              sum_of(bills.target), bills.target.total - bills.faithful.total,
                              causes.why(client, next->first, bills)});
}

void keep_greatest_changes(ForecastResult& result) {
    std::stable_sort(result.changes.begin(), result.changes.end(),
                     [](const ForecastChange& a, const ForecastChange& b) {
                         return absolute(a.difference) > absolute(b.difference);
                     });
    result.changed_clients = result.changes.size();
    if (result.changes.size() > ForecastResult::changes_kept)
        result.changes.resize(ForecastResult::changes_kept);
}

}  // namespace

ForecastResult compare(const Plan& plan, const Projections& sides, const Sources& sources,
                       rules::FindingLog& findings) {
    const Causes causes(sides);
    ForecastResult result;
    std::map<std::string, rules::ForecastMonth> by_month;
    for (ClientMonths clients(sides); clients.next();) {
        add_months(clients.months(), by_month);
        tell_differences(clients.months(),
                         ClientDifferences(plan, clients.client(), sources, causes), result,
                         findings);
        add_change(clients.client(), clients.months(), causes, result);
    }
    for (auto& [month, whole] : by_month)
        result.by_month.push_back(std::move(whole));
    add_at_once(sides.target.flags, result);
    add_flags("source", sides.intended.flags, result);
    add_flags("target", sides.target.flags, result);
    add_excluded("source", sides.intended.excluded, result);
    add_excluded("target", sides.target.excluded, result);
    keep_greatest_changes(result);
    return result;
}

}  // namespace tieout::verify::forecast
