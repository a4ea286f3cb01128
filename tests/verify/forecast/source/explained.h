// Holds the flags of a projection against the differences between its readings.
#pragma once

#include <map>
#include <set>
#include <tuple>

#include "tests/verify/forecast/source/host.h"

namespace tieout::tests {

// Of a client, or of one of his services, in one month.
struct Month {
    std::size_t count = 0;
    Decimal gross, credit, tax, total;
    bool operator==(const Month&) const = default;
};
using Months = std::map<std::tuple<std::string, std::string, int>, Month>;

inline Months by_month(const Projection& projection) {
    Months months;
    for (const ProjectedInvoice& invoice : projection.invoices) {
        const int number = month_number(invoice.run);
        Month& month = months[{invoice.client, "", number}];
        ++month.count;
        month.gross += invoice.gross;
        month.credit += invoice.credit;
        month.tax += invoice.tax;
        month.total += invoice.total;
        for (const ProjectedLine& line : invoice.lines) {
            Month& of_service = months[{invoice.client, line.service, number}];
            ++of_service.count;
            of_service.gross += line.recurring + line.setup + line.proration - line.discount;
        }
    }
    return months;
}

struct Unexplained {
    std::size_t differences = 0;     // explained or not
    std::vector<std::string> lines;  // those of which no flag speaks
};

// A service's difference wants a flag of that very service.
inline Unexplained unexplained(const Readings& readings) {
    Months faithful = by_month(readings.faithful), intended = by_month(readings.intended);
    std::set<std::tuple<std::string, std::string, int>> keys;
    for (const Months* months : {&faithful, &intended})
        for (const auto& [key, month] : *months)
            keys.insert(key);
    std::map<std::string, std::vector<const Flag*>> flags;
    for (const Flag& flag : readings.faithful.flags)
        flags[flag.client].push_back(&flag);
    Unexplained result;
    for (const auto& key : keys) {
        if (faithful[key] == intended[key]) continue;
        ++result.differences;
        const auto& [client, service, month] = key;
        const auto& of_client = flags[client];
        const auto speaks = [&, &service = service, &month = month](const Flag* flag) {
            return (service.empty() || flag->service == service) &&
                   (!flag->run || month_number(*flag->run) == month);
        };
        if (std::none_of(of_client.begin(), of_client.end(), speaks))
            result.lines.push_back("client " + client + " service " + service + " month " +
                                   std::to_string(month / 12) + "-" +
                                   std::to_string(month % 12 + 1));
    }
    return result;
}

// Services whose flags' amounts are not what the readings differ by. What nobody bills is no
// difference: no_renewal_date and never_renews may say more.
inline std::vector<std::string> wrong_amounts(const Readings& readings) {
    std::map<std::string, Decimal> more;
    std::set<std::string> unbilled;
    for (const ProjectedInvoice& invoice : readings.intended.invoices)
        for (const ProjectedLine& line : invoice.lines)
            more[line.service] += line.recurring + line.setup + line.proration - line.discount;
    for (const ProjectedInvoice& invoice : readings.faithful.invoices)
        for (const ProjectedLine& line : invoice.lines)
            more[line.service] -= line.recurring + line.setup + line.proration - line.discount;
    for (const Flag& flag : readings.faithful.flags) {
        if (flag.service.empty()) continue;
        more[flag.service] -= flag.amount;
        if (flag.id == "no_renewal_date" || flag.id == "never_renews")
            unbilled.insert(flag.service);
    }
    std::vector<std::string> wrong;
    for (const auto& [service, rest] : more)
        if (!rest.is_zero() && unbilled.count(service) == 0)
            wrong.push_back("service " + service + ": " + text(rest));
    return wrong;
}

}  // namespace tieout::tests
