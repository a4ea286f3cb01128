#include "verify/forecast/differences.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tieout::verify::forecast {
namespace {

using rules::FindingKind;
using rules::Origin;

bool speaks_of(const Flag& flag, const std::string& month) {
    return !flag.run || month_of(*flag.run) == month;
}

Decimal amount_in(const Bill& bill, const std::string& service) {
    const auto found = bill.services.find(service);
    return found == bill.services.end() ? Decimal() : found->second;
}

// Services whose amounts, to a hundredth of a cent, are not the same in both: parts of a month are
// endless fractions, and the two sides may end them at different digits.
std::set<std::string, ByKey> differing_services(const Bill& a, const Bill& b) {
    const auto cut = [](const Decimal& amount) { return amount.rounded(4, Rounding::half_up); };
    std::set<std::string, ByKey> services;
    for (const Bill* bill : {&a, &b})
        for (const auto& [service, amount] : bill->services)
            if (a.services.count(service) != b.services.count(service) ||
                cut(amount_in(a, service)) != cut(amount_in(b, service)))
                services.insert(service);
    return services;
}

std::string line_words(const Bill& bill, const std::string& service) {
    return bill.services.count(service) == 0 ? "nothing"
                                             : to_cents(amount_in(bill, service)).text();
}

std::string service_words(const std::string& service, const Bill& source, const Bill& target) {
    return fmt::format("service {}: {} in the source, {} in the target", service,
                       line_words(source, service), line_words(target, service));
}

void say(rules::Member& member, const std::string& sentence) {
    member.note += (member.note.empty() ? "" : "; ") + sentence;
}

rules::ColumnPair pair(const char* name, const char* as, const std::string& source,
                       const std::string& target) {
    return {name, source, target, as};
}

FindingKind kind_of(const Bills& bills) {
    if (bills.target.invoices == 0) return FindingKind::missing;
    return bills.intended.invoices == 0 ? FindingKind::extra : FindingKind::changed;
}

// What the target does, and the way out, by the flag that says why.
struct Words {
    const char *id, *title, *advice;
};
constexpr Words words[] = {
    {"stale_renewal",
     "The next months: renewal dates are past, and the target would bill every missed period at "
     "once",
     "Decide for each client whether the missed periods are owed; else move the renewal date to "
     "the next one that is due, in the source, and migrate again."},
    {"missed_run",
     "The next months: services renew on a day after their month's run, and the target would bill "
     "two periods at once",
     "Move the renewal to the billing day, or bill these clients on their anniversary."},
    {"first_charge",
     "The next months: the target takes a service for new and adds set-up or pro-ration",
     "Fill the day of its last renewal, or decide that the first charge is owed."},
    {"no_price", "The next months: the target has no price for a service that the source bills",
     "Add the price of that product and cycle to the catalogue, or an override to the service."},
    {"no_renewal", "The next months: a service has no renewal date and would never be billed",
     "Set its next renewal."},
    {"suspended_billed", "The next months: a setting of the target bills what is suspended",
     "Switch the billing of suspended services off in the target."},
    {"group_discount", "The next months: a group of the target gives a discount",
     "Set the group's discount to 0, or decide that it is meant."},
    {"tax_exempt", "The next months: the target does not tax an exempt client",
     "Decide which of both is right, and set the client's exemption so."},
    {"other_mode", "The next months: the target bills clients in another mode than was asked",
     "Set the clients' billing mode, or ask the forecast for theirs (--mode)."},
};

const Words* words_of(const Flag* flag) {
    if (flag == nullptr) return nullptr;
    const auto found = std::find_if(std::begin(words), std::end(words),
                                    [&](const Words& each) { return flag->id == each.id; });
    return found == std::end(words) ? nullptr : found;
}

rules::Finding about(const Plan& plan, const Bills& bills, const Flag* flag) {
    rules::Finding finding;
    finding.tie = rules::forecast_tie;
    finding.kind = kind_of(bills);
    if (bills.intended.invoices != bills.target.invoices) finding.columns.push_back("invoices");
    if (bills.intended.total != bills.target.total) finding.columns.push_back("total");
    finding.table = plan.client_table;
    finding.title =
        finding.kind == FindingKind::missing
            ? "The next months: the target does not bill what the source means to bill"
        : finding.kind == FindingKind::extra
            ? "The next months: the target bills what the source does not"
            : "The next months: the target bills other amounts than the source means to";
    finding.advice =
        "Compare the client's services on both sides: price, quantity, discount, cycle, next "
        "renewal, status, credits and tax.";
    if (const Words* known = words_of(flag)) {
        finding.rule = "forecast:" + flag->id;
        finding.title = known->title;
        finding.advice = known->advice;
    }
    return finding;
}

}  // namespace

const Flag* Causes::of_target(const std::string& service, const std::string& month) const {
    const auto first = [&](const auto& fits) -> const Flag* {
        const auto found = std::find_if(target_.begin(), target_.end(), [&](const Flag& flag) {
            return speaks_of(flag, month) && fits(flag);
        });
        return found == target_.end() ? nullptr : &*found;
    };
    const auto moves_runs = [](const Flag& flag) { return flag.id == "other_mode"; };
    if (service.empty())
        return first([&](const Flag& flag) { return flag.service.empty() && !moves_runs(flag); });
    const Flag* own = first([&](const Flag& flag) { return flag.service == service; });
    return own != nullptr ? own : first(moves_runs);
}

const Flag* Causes::same_of_source(const Flag& flag) const {
    const bool taken_for_new = flag.id == "first_charge";
    for (const Flag& each : source_)
        if (each.service == flag.service &&
            (each.id == flag.id || (taken_for_new && each.id == "never_first_billed")))
            return &each;
    return nullptr;
}

std::vector<std::string> Causes::why(const std::string& month, const Bills& bills) const {
    std::vector<std::string> sentences;
    std::set<std::string> explained;
    for (const auto* side : {&target_, &source_})
        for (const Flag& flag : *side) {
            if (!speaks_of(flag, month)) continue;
            const std::string of = flag.service.empty() ? "" : "service " + flag.service + ": ";
            if (explained.insert(flag.service + flag.id).second)
                sentences.push_back(of + flag.why + " (" + flag.id + ")");
            explained.insert(flag.service);
        }
    for (const std::string& service : differing_services(bills.faithful, bills.target))
        if (explained.count(service) == 0)
            sentences.push_back(service_words(service, bills.faithful, bills.target));
    const auto differs = [&](const char* what, const Decimal& source, const Decimal& target) {
        if (to_cents(source) != to_cents(target))
            sentences.push_back(fmt::format("{} {} in the source, {} in the target", what,
                                            to_cents(source).text(), to_cents(target).text()));
    };
    differs("credit", bills.faithful.credit, bills.target.credit);
    differs("tax", bills.faithful.tax, bills.target.tax);
    return sentences;
}

const Evidence::Reported* ClientDifferences::reported(const std::string& tie,
                                                      const std::string& key) const {
    return tie.empty() || key.empty() ? nullptr : sources_.evidence.find(tie, key);
}

const Evidence::Reported* ClientDifferences::row_of_service(const std::string& service) const {
    if (const auto* row = reported(plan_.service_tie, service)) return row;
    const std::string price = sources_.standing.price_of(service);
    if (const auto* row = reported(plan_.price_tie, price)) return row;
    if (const auto* row = reported(plan_.cycle_tie, price.substr(price.rfind('/') + 1))) return row;
    return reported(plan_.client_tie, client_);
}

const Evidence::Reported* ClientDifferences::first_reported(
    const std::string& tie, const std::vector<std::string>& keys) const {
    for (const std::string& key : keys)
        if (const auto* row = reported(tie, key)) return row;
    return nullptr;
}

ClientDifferences::Cause ClientDifferences::cause_of_credit() const {
    if (const auto* row = first_reported(plan_.credit_tie, sources_.standing.credits_of(client_)))
        return {row, nullptr};
    if (const auto* row = reported(plan_.client_tie, client_)) return {row, nullptr};
    // A credit that is not there has no row on the target's side to be found by.
    if (earlier_.row == nullptr && earlier_.flag == nullptr)
        return {sources_.evidence.any(plan_.credit_tie), nullptr};
    return earlier_;
}

ClientDifferences::Cause ClientDifferences::cause_of_tax() const {
    if (const auto* row = reported(plan_.client_tie, client_)) return {row, nullptr};
    if (const auto* row = reported(plan_.address_tie, client_)) return {row, nullptr};
    if (const auto* row = first_reported(plan_.tax_tie, sources_.standing.tax_rules_of(client_)))
        return {row, nullptr};
    const Flag* flag = causes_.of_target("", "");
    // A rule that is not there has no row on the target's side to be found by.
    return {flag == nullptr ? sources_.evidence.any(plan_.tax_tie) : nullptr, flag};
}

std::vector<ClientDifferences::Cause> ClientDifferences::causes_of(const std::string& month,
                                                                   const Bills& bills) const {
    std::vector<Cause> causes;
    for (const std::string& service : differing_services(bills.intended, bills.target))
        causes.push_back({row_of_service(service), causes_.of_target(service, month)});
    // Where services differ, what is used of a credit and taxed differs because of them.
    if (!causes.empty()) return causes;
    if (to_cents(bills.intended.credit) != to_cents(bills.target.credit))
        causes.push_back(cause_of_credit());
    else
        causes.push_back(cause_of_tax());
    return causes;
}

rules::Member ClientDifferences::member(const std::string& month, const Bills& bills) const {
    rules::Member member;
    member.key = {{plan_.client_tie, client_}, {"month", month}};
    member.columns = {
        pair("invoices", "integer", std::to_string(bills.intended.invoices),
             std::to_string(bills.target.invoices)),
        pair("total", "money", bills.intended.total.text(), bills.target.total.text())};
    const FindingKind kind = kind_of(bills);
    if (kind == FindingKind::changed) {
        if (bills.intended.total == bills.target.total) member.columns.pop_back();
        if (bills.intended.invoices == bills.target.invoices)
            member.columns.erase(member.columns.begin());
    }
    member.amount = bills.target.total - bills.intended.total;
    for (const std::string& service : differing_services(bills.intended, bills.target))
        say(member, service_words(service, bills.intended, bills.target));
    return member;
}

void ClientDifferences::tell(const std::string& month, const Bills& bills,
                             rules::FindingLog& findings) {
    const std::vector<Cause> causes = causes_of(month, bills);
    const auto on_its_own = std::find_if(causes.begin(), causes.end(),
                                         [](const Cause& cause) { return cause.row == nullptr; });
    const bool follows = on_its_own == causes.end();
    const Cause& cause = follows ? causes.front() : *on_its_own;
    earlier_ = cause;
    rules::Member member = this->member(month, bills);
    rules::Finding finding = about(plan_, bills, cause.flag);
    if (follows) {
        finding.origin = cause.row->origin;
        if (sources_.told) {
            member.follows_tie = cause.row->tie;
            member.follows_key = cause.row->key;
            say(member,
                fmt::format("follows from {} {}", cause.row->tie, rules::text(cause.row->key)));
        }
    } else if (cause.flag != nullptr && causes_.same_of_source(*cause.flag) != nullptr) {
        finding.origin = Origin::source;
    }
    if (cause.flag != nullptr) say(member, cause.flag->why);
    findings.add(finding, std::move(member));
}

}  // namespace tieout::verify::forecast
