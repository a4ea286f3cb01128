#include "verify/forecast/compare.h"

#include <fmt/format.h>

#include <algorithm>

#include "verify/forecast/differences.h"

namespace tieout::verify::forecast {
namespace {

using rules::ForecastChange;
using rules::ForecastResult;

Decimal absolute(const Decimal& amount) {
    return amount.is_negative() ? -amount : amount;
}

std::optional<Decimal> sum_of(const Bill& bill) {
    return bill.invoices == 0 ? std::nullopt : std::optional(bill.total);
}

// Keys of the clients of both, each once, by ByKey. The two engines may list them each in its own
// order.
std::vector<const std::string*> clients_of(const source::Projector& source,
                                           const target::Projector& target) {
    std::vector<const std::string*> clients = source.clients();
    for (const std::string* client : target.clients())
        clients.push_back(client);
    std::sort(clients.begin(), clients.end(),
              [](const std::string* a, const std::string* b) { return ByKey()(*a, *b); });
    const auto again =
        std::unique(clients.begin(), clients.end(),
                    [](const std::string* a, const std::string* b) { return *a == *b; });
    clients.erase(again, clients.end());
    return clients;
}

}  // namespace

void Comparison::add(const std::string& client, const Projections& sides) {
    const Months months = months_of(sides);
    add_months(months);
    tell_differences(client, months, sides);
    add_change(client, months, sides);
    source_.add(sides.intended);
    target_.add(sides.target);
}

void Comparison::add_months(const Months& months) {
    for (const auto& [month, bills] : months) {
        rules::ForecastMonth& whole = by_month_[month];
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

void Comparison::tell_differences(const std::string& client, const Months& months,
                                  const Projections& sides) {
    ClientDifferences differences(plan_, client, sources_, Causes(sides));
    for (const auto& [month, bills] : months) {
        if (bills.intended.invoices + bills.target.invoices > 0) ++result_.compared;
        if (!differ(bills)) continue;
        ++result_.differs;
        result_.difference += absolute(bills.target.total - bills.intended.total);
        differences.tell(month, bills, findings_);
    }
}

// The first month in which the client will get another invoice than now, if any.
void Comparison::add_change(const std::string& client, const Months& months,
                            const Projections& sides) {
    const auto next = std::find_if(months.begin(), months.end(), [](const auto& each) {
        return each.second.faithful.invoices + each.second.target.invoices > 0;
    });
    if (next == months.end()) return;
    const Bills& bills = next->second;
    if (bills.faithful.invoices == bills.target.invoices &&
        bills.faithful.total == bills.target.total)
        return;
    ++result_.changed_clients;
    result_.changes.push_back({client, next->first, sum_of(bills.faithful), sum_of(bills.intended),
                               sum_of(bills.target), bills.target.total - bills.faithful.total,
                               Causes(sides).why(next->first, bills)});
    if (result_.changes.size() == 2 * ForecastResult::changes_kept) keep_greatest_changes();
}

// Of equal ones those of the clients that came first.
void Comparison::keep_greatest_changes() {
    std::stable_sort(result_.changes.begin(), result_.changes.end(),
                     [](const ForecastChange& a, const ForecastChange& b) {
                         return absolute(a.difference) > absolute(b.difference);
                     });
    if (result_.changes.size() > ForecastResult::changes_kept)
        result_.changes.resize(ForecastResult::changes_kept);
}

void Comparison::Remarks::add(const Projection& of_client) {
    std::set<std::string> ids;
    for (const Flag& flag : of_client.flags) {
        Flagged& flagged = flags[flag.id];
        if (flagged.whole.clients == 0) flagged.whole.example = flag.why;
        if (ids.insert(flag.id).second) ++flagged.whole.clients;
        if (!flag.service.empty()) flagged.services.insert(flag.service);
        flagged.whole.amount += flag.amount;
    }
    for (const Excluded& each : of_client.excluded) {
        Excluded& whole = excluded[each.reason];
        whole.reason = each.reason;
        whole.services += each.services;
        whole.a_month += each.a_month;
    }
}

void Comparison::Remarks::tell(const std::string& side, ForecastResult& result) const {
    for (const auto& [id, flagged] : flags)
        result.flags.push_back({side, id, flagged.whole.clients, flagged.services.size(),
                                to_cents(flagged.whole.amount), flagged.whole.example});
    for (const auto& [reason, each] : excluded)
        result.excluded.push_back({side, reason, each.services, to_cents(each.a_month)});
}

ForecastResult Comparison::finish(rules::FindingLog& findings) {
    for (auto& [month, whole] : by_month_)
        result_.by_month.push_back(std::move(whole));
    source_.tell("source", result_);
    target_.tell("target", result_);
    result_.at_once = to_cents(Decimal());
    for (const rules::ForecastFlag& flag : result_.flags)
        if (flag.side == "target" && flag.id == "stale_renewal") {
            result_.at_once_clients = flag.clients;
            result_.at_once = flag.amount;
        }
    keep_greatest_changes();
    findings.merge(std::move(findings_));
    return std::move(result_);
}

ForecastResult compare(const Plan& plan, source::Projector& source, const target::Projector& target,
                       const Sources& sources, rules::FindingLog& findings) {
    Comparison comparison(plan, sources);
    for (const std::string* client : clients_of(source, target)) {
        source::Readings theirs = source.of(*client);
        comparison.add(
            *client, {std::move(theirs.faithful), std::move(theirs.intended), target.of(*client)});
    }
    return comparison.finish(findings);
}

}  // namespace tieout::verify::forecast
