// A target of a few clients, written down row by row.
#pragma once

#include <string>
#include <vector>

#include "tests/verify/forecast/whole.h"
#include "verify/forecast/target/bill.h"

namespace tieout::tests {

inline Date day(const std::string& text) {
    return *Date::parse(text);
}

inline Decimal money(const std::string& text) {
    return *Decimal::parse(text);
}

inline verify::forecast::target::Client an_active_client(const std::string& key) {
    verify::forecast::target::Client client;
    client.client = key;
    client.status = "active";
    return client;
}

// 20.00 a cycle of `months`, billed before.
inline verify::forecast::target::Service a_service(const std::string& key,
                                                   const std::string& client, int months,
                                                   const std::string& price,
                                                   const std::string& next) {
    verify::forecast::target::Service service;
    service.service = key;
    service.client = client;
    service.status = "active";
    service.cycle = {0, months, 0};
    service.price = money(price);
    service.setup = money("0.00");
    service.starts = day("2003-01-01");
    service.last_renewed = day("2004-01-01");
    service.next_renewal = day(next);
    service.proratable = true;
    return service;
}

inline verify::forecast::Terms terms_from(
    const std::string& as_of, int months = 12,
    verify::forecast::BillingMode mode = verify::forecast::BillingMode::monthly) {
    verify::forecast::Terms terms;
    terms.mode = mode;
    terms.as_of = day(as_of);
    terms.months = months;
    terms.zone = "America/New_York";
    return terms;
}

// Of all clients.
inline verify::forecast::Projection project(const verify::forecast::target::Rows& rows,
                                            const verify::forecast::Terms& terms) {
    verify::forecast::Projection all;
    const verify::forecast::target::Projector projector(rows, terms);
    for (const std::string* client : by_key(projector.clients()))
        append(projector.of(*client), all);
    return all;
}

// "17 2005-07-01 gross 324 credit 0 tax 0 total 324.00", one an invoice.
inline std::vector<std::string> told(const verify::forecast::Projection& projection) {
    std::vector<std::string> lines;
    for (const auto& invoice : projection.invoices)
        lines.push_back(invoice.client + " " + invoice.run.text() + " " + invoice.total.text());
    return lines;
}

// "stale_renewal 7 22.00", one a flag.
inline std::vector<std::string> flags(const verify::forecast::Projection& projection) {
    std::vector<std::string> lines;
    for (const auto& flag : projection.flags)
        lines.push_back(flag.id + " " + (flag.service.empty() ? flag.client : flag.service) + " " +
                        flag.amount.rounded(2, Rounding::half_up).text());
    return lines;
}

}  // namespace tieout::tests
