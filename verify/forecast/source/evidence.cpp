#include "verify/forecast/source/evidence.h"

#include <algorithm>
#include <unordered_set>

#include "verify/forecast/source/local_time.h"
#include "verify/forecast/source/tariff.h"

namespace tieout::verify::forecast::source {
namespace {

// Hand edits and oddities are a few in a hundred; beyond that the term is wrong.
constexpr std::size_t nearly_all = 90;  // percent
// Fewer dates in a year say nothing of a server that moved.
constexpr std::size_t enough_dates = 20;

std::size_t percent(std::size_t part, std::size_t all) {
    return all == 0 ? 100 : part * 100 / all;
}

std::string count(std::size_t number, const std::string& noun) {
    return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string share(std::size_t part, std::size_t all, const std::string& nouns) {
    return std::to_string(part) + " of " + std::to_string(all) + " " + nouns + " (" +
           std::to_string(percent(part, all)) + " %)";
}

void add_date(std::int64_t seconds, LocalTime& zone, Evidence& evidence) {
    if (seconds == 0 || seconds == 1) return;
    const auto day = zone.day(seconds);
    if (!day) return;
    const bool midnight = zone.is_midnight(seconds);
    ++evidence.hours[static_cast<std::size_t>(zone.hour(seconds))];
    for (Evidence::Dates* dates : {&evidence.dates, &evidence.years[day->civil().year]}) {
        ++dates->all;
        if (midnight) ++dates->at_midnight;
    }
}

void add_renewal(const Service& service, LocalTime& zone, Evidence& evidence) {
    const Cycle cycle = Cycle::of(service.cycle);
    const bool standard = cycle.prorates && cycle.times == cycle.months;
    if (!standard || service.renew == 0 || service.renew == 1) return;
    const auto day = zone.day(service.renew);
    if (!day) return;
    ++evidence.renewals;
    if (day->civil().day == 1) ++evidence.renewals_on_the_first;
}

std::string usual_hour(const Evidence& evidence) {
    const auto most = std::max_element(evidence.hours.begin(), evidence.hours.end());
    const auto hour = most - evidence.hours.begin();
    return (hour < 10 ? "0" : "") + std::to_string(hour) + ":00";
}

void doubt_mode(const Evidence& e, const Terms& terms, std::vector<std::string>& doubts) {
    const bool by_month = percent(e.renewals_on_the_first, e.renewals) >= nearly_all;
    const std::string share =
        source::share(e.renewals_on_the_first, e.renewals, "renewal dates of the standard cycles");
    if (terms.mode == BillingMode::monthly && !by_month)
        doubts.push_back("The mode is monthly, and only " + share +
                         " are on the first of a month; is it anniversary?");
    if (terms.mode == BillingMode::anniversary && by_month && e.renewals > 0)
        doubts.push_back("The mode is anniversary, and " + share +
                         " are on the first of a month; is it monthly?");
    if (e.daily != (terms.mode == BillingMode::anniversary))
        doubts.push_back(std::string("The source's settings have the daily generator ") +
                         (e.daily ? "on" : "off") + ", and the mode asked is " +
                         (e.daily ? "monthly." : "anniversary."));
    if (terms.mode == BillingMode::monthly && e.renew_day != 1)
        doubts.push_back("The source's settings move renewals to day " +
                         std::to_string(e.renew_day) +
                         " of the month, and its monthly run looks for the first only.");
}

void doubt_zone(const Evidence& e, const Terms& terms, std::vector<std::string>& doubts) {
    if (percent(e.dates.at_midnight, e.dates.all) < nearly_all) {
        doubts.push_back("Only " + share(e.dates.at_midnight, e.dates.all, "dates") +
                         " are midnight in " + terms.zone + "; most are at " + usual_hour(e) +
                         ". Is it the zone of the server?");
        return;
    }
    for (const auto& [year, dates] : e.years)
        if (dates.all >= enough_dates && percent(dates.at_midnight, dates.all) < nearly_all)
            doubts.push_back("Of the dates in " + std::to_string(year) + ", only " +
                             share(dates.at_midnight, dates.all, "dates") + " are midnight in " +
                             terms.zone + "; did the server move between zones?");
}

void doubt_tax(const Evidence& e, const Terms& terms, std::vector<std::string>& doubts) {
    const bool own = e.taxed && !e.tax_rate.is_zero();
    const std::string rate = "one rate of " + e.tax_rate.normalized().text() + " for all clients";
    if (!terms.taxed && (own || e.tax_zones > 0))
        doubts.push_back("No tax is asked for, and the source has " +
                         (own ? rate : count(e.tax_zones, "tax zone")) + ".");
    if (terms.taxed && terms.flat_tax_rate && own && *terms.flat_tax_rate != e.tax_rate)
        doubts.push_back("The tax asked is " + terms.flat_tax_rate->normalized().text() +
                         ", and the source has " + rate + ".");
    if (terms.taxed && !terms.flat_tax_rate && own && e.tax_zones > 0)
        doubts.push_back("The source has " + rate + " and " + count(e.tax_zones, "tax zone") +
                         "; the one rate is taken.");
    if (own && Decimal::of(1) < e.tax_rate)
        doubts.push_back("The source's tax rate is " + e.tax_rate.normalized().text() +
                         ", and it is used as a fraction: 1 is 100 %.");
    if (terms.taxed && own && !terms.flat_tax_rate && e.exempt_clients > 0)
        doubts.push_back(count(e.exempt_clients, "billed client") +
                         (e.exempt_clients == 1 ? " is" : " are") +
                         " exempt from tax, and the source taxes everybody.");
}

void doubt_currency(const Evidence& e, std::vector<std::string>& doubts) {
    std::size_t others = 0;
    std::string names;
    for (const auto& [currency, clients] : e.currencies)
        if (currency != e.currency) {
            others += clients;
            names += (names.empty() ? "" : ", ") + currency;
        }
    if (!e.currency.empty() && others > 0)
        doubts.push_back(count(others, "billed client") + " prefer" + (others == 1 ? "s" : "") +
                         " another currency than " + e.currency + " (" + names +
                         "); every amount is taken as " + e.currency + ".");
}

}  // namespace

Evidence evidence(const Books& books, const Terms& terms) {
    Evidence evidence;
    LocalTime zone(terms.zone);
    std::unordered_set<std::string> billed;
    for (const Customer& customer : books.customers) {
        if (!customer.billed) continue;
        billed.insert(customer.key);
        if (customer.exempt) ++evidence.exempt_clients;
        if (!customer.currency.empty()) ++evidence.currencies[customer.currency];
    }
    for (const Service& service : books.services) {
        add_date(service.start, zone, evidence);
        add_date(service.renew, zone, evidence);
        if (service.standing == Standing::billed && billed.count(service.client) > 0)
            add_renewal(service, zone, evidence);
    }
    evidence.daily = books.settings.daily;
    evidence.renew_day = books.settings.renew_day;
    evidence.taxed = books.settings.taxed;
    evidence.tax_rate = books.settings.tax_rate;
    evidence.tax_zones = books.zones.size();
    evidence.currency = books.settings.currency;
    return evidence;
}

std::vector<std::string> doubts(const Evidence& evidence, const Terms& terms) {
    std::vector<std::string> doubts;
    doubt_mode(evidence, terms, doubts);
    doubt_zone(evidence, terms, doubts);
    doubt_tax(evidence, terms, doubts);
    doubt_currency(evidence, doubts);
    return doubts;
}

}  // namespace tieout::verify::forecast::source
